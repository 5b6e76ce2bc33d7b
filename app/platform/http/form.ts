import { z } from '~/platform/zod'
import { type Problem } from '~/platform/problem'

export interface Complaint { field?: string; key: string; params: Record<string, string | number> }
export interface Reply { intent: string; problems: Complaint[]; values: Record<string, string | string[]> }

/** Control characters a keyboard does not make; tab and line breaks stay. */
 
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/
/** Halves of a character, which only a script can send; the database refuses them in JSON. */
const halved = /\p{Surrogate}/u

/** Text as a person types it: NFC, line ends unified, trimmed; refuses NUL, broken UTF-8 and more than `max` characters. */
export const text = (max: number) => z.string({ error: 'problems:required' })
  .max(max, { error: 'problems:tooLong' })
  .refine((value) => !unprintable.test(value) && !value.includes('\ufffd') && !halved.test(value), { error: 'problems:brokenText' })
  .transform((value) => value.replace(/\r\n?/g, '\n').normalize('NFC').trim())

/** The same, and not empty. */
export const words = (max: number, key = 'problems:required') => text(max).refine((value) => value.length > 0, { error: key })

/** Empty or missing becomes ''. */
export const optionalText = (max: number) => z.preprocess((value) => value ?? '', text(max))

export const uuid = z.string({ error: 'problems:required' }).regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, { error: 'problems:unknownChoice' })

/** Which version of a text was before the writer's eyes: a whole number as the database keeps it. */
export const version = z.coerce.number({ error: 'problems:required' }).int().min(0).max(2 ** 31 - 2)

/** A day as a date field sends it, yyyy-MM-dd, that exists in the calendar. */
export const day = z.string({ error: 'problems:required' }).refine((value) => {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : undefined
  return date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)
}, { error: 'problems:badDate' })

/** Form fields as the schema wants them: a list where it declares an array, else the last value; files are left out. */
export function fieldsOf(form: FormData, schema: z.ZodObject): Record<string, string | string[] | undefined> {
  const fields: Record<string, string | string[] | undefined> = {}
  for (const [name, type] of Object.entries(schema.shape)) {
    const values = form.getAll(name).filter((value): value is string => typeof value === 'string')
    fields[name] = wantsList(type) ? values : values.at(-1)
  }
  return fields
}

function wantsList(type: z.core.$ZodType): boolean {
  if (type instanceof z.ZodArray) return true
  if (type instanceof z.ZodPipe) return wantsList(type.in) || wantsList(type.out)
  return type instanceof z.ZodOptional || type instanceof z.ZodDefault ? wantsList(type.unwrap()) : false
}

/** What zod found, as text keys: a schema's own message is a key; the rest by kind. */
export function complaintsOf(error: z.ZodError): Complaint[] {
  return error.issues.map((issue) => {
    const field = issue.path.length > 0 ? issue.path.map(String).join('.') : undefined
    const params: Record<string, string | number> = issue.code === 'too_big' || issue.code === 'too_small'
      ? { limit: Number(issue.code === 'too_big' ? issue.maximum : issue.minimum) } : {}
    const key = /^[a-z]+:/i.test(issue.message) ? issue.message : issue.code === 'too_big' ? 'problems:tooLong' : issue.code === 'invalid_value' ? 'problems:unknownChoice' : 'problems:required'
    return field ? { field, key, params } : { key, params }
  })
}

export const complaintOf = (problem: Problem): Complaint =>
  problem.field ? { field: problem.field, key: problem.key, params: problem.params } : { key: problem.key, params: problem.params }

const neverEchoed = new Set(['password', 'membershipId', 'commandId', 'intent'])

/** What was typed, to be shown again when the form failed; never a password. */
export function echo(form: FormData): Reply['values'] {
  const values: Reply['values'] = {}
  for (const name of new Set(form.keys())) {
    if (neverEchoed.has(name)) continue
    const typed = form.getAll(name).filter((value): value is string => typeof value === 'string')
    const [only] = typed
    if (only !== undefined) values[name] = typed.length === 1 ? only : typed
  }
  return values
}
