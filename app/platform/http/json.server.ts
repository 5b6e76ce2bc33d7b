import { Problem } from '~/platform/problem'
import { z } from '~/platform/zod'
import { complaintOf, complaintsOf } from './form'

/** The body a page's script sends; what is no JSON is the client's mistake. */
export async function bodyAsJson(request: Request): Promise<unknown> {
  try {
    return await request.json()
  } catch {
    throw new Response(null, { status: 400 })
  }
}

/** Answers a page's script: the result, or `{ problems }` with 422 for what the person can put right. */
export async function answerJson<T>(work: () => Promise<T>): Promise<Response> {
  const headers = { 'Cache-Control': 'no-store' }
  try {
    return Response.json(await work(), { headers })
  } catch (error) {
    if (error instanceof z.ZodError) return Response.json({ problems: complaintsOf(error) }, { status: 422, headers })
    if (error instanceof Problem) return Response.json({ problems: [complaintOf(error)] }, { status: 422, headers })
    throw error
  }
}
