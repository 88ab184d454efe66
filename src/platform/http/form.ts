import type { z } from 'zod'
import { platformProblems } from '#platform/problem.ts'

export interface FormError {
  readonly field: string
  readonly message: string
}

export type Entered = Readonly<Record<string, string>>

export type ParsedForm<Value> =
  | { ok: true; value: Value; entered: Entered }
  | { ok: false; entered: Entered; errors: readonly FormError[] }

/** A form with mistakes in it, to be shown again: what was entered, and what is wrong with it. */
export interface MistakenForm {
  readonly entered: Entered
  readonly errors: readonly FormError[]
}

/** A form that could not be acted on: also with what answer. */
export interface RefusedForm extends MistakenForm {
  readonly status: 409 | 422
}

/** Fields as text: what came once as itself, what came several times joined by a line feed (checkboxes: see `listOf`). */
export function enteredFrom(fields: URLSearchParams): Entered {
  const entered: Record<string, string> = {}
  for (const name of new Set(fields.keys())) entered[name] = fields.getAll(name).join('\n')
  return entered
}

/** The separate values of a field that may come several times. */
export const listOf = (text: string | undefined): string[] => (text ? text.split('\n') : [])

/** Checks fields against a schema. Every message is a sentence for the person who typed; the first for each field counts. */
export function checkForm<Value>(schema: z.ZodType<Value>, entered: Entered): ParsedForm<Value> {
  const result = schema.safeParse(entered)
  if (result.success) return { ok: true, value: result.data, entered }
  const errors = new Map<string, FormError>()
  for (const issue of result.error.issues) {
    const field = String(issue.path[0] ?? 'form')
    if (!errors.has(field)) errors.set(field, { field, message: issue.message })
  }
  return { ok: false, entered, errors: [...errors.values()] }
}

/** Reads a posted form without files and checks it. Raises a problem when the body is not a form. */
export async function parseForm<Value>(schema: z.ZodType<Value>, request: Request): Promise<ParsedForm<Value>> {
  const type = request.headers.get('content-type') ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded')) platformProblems.raise('bad-request')
  return checkForm(schema, enteredFrom(new URLSearchParams(await request.text())))
}
