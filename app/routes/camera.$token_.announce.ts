import type { ActionFunctionArgs } from '@remix-run/node'
import { announceUploads } from '~/domain/consults/announce-uploads.server'
import { announcePhotos, passByToken } from '~/domain/consults/camera-pass.server'
import { answerJson, bodyAsJson } from '~/platform/http/json.server'
import { notFound } from '~/platform/problem'

export const loader = () => {
  throw notFound()
}

/** For the phone's script: says which photographs it will send to /uploads. */
export async function action({ request, params: { token = '' } }: ActionFunctionArgs) {
  const pass = await passByToken(token)
  if (!pass) throw notFound()
  return answerJson(async () => announcePhotos(pass, announceUploads.parse(await bodyAsJson(request))))
}
