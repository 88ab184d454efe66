import type { Context } from 'hono'
import type { z } from 'zod'
import { isId } from '#platform/database/id.ts'
import { listArriving, type StoredFile } from '#platform/files/store.ts'
import type { Env } from '#platform/http/env.ts'
import { checkForm, listOf, type ParsedForm } from '#platform/http/form.ts'
import { receiveForm } from '#platform/http/upload.ts'

export interface ReceivedMessage<Value> {
  /** Wrong as well when a file is: the person decides whether to send it without. */
  readonly form: ParsedForm<Value>
  readonly file_ids: readonly string[]
  /** The same files, to show again beside a mistake elsewhere. */
  readonly arrived: readonly StoredFile[]
}

/**
 * Reads a form with `FilesField` in it. Its files are those sent now and those sent with an earlier try of the same form, kept by
 * nothing yet. They are stored in `organisation_id`, so ask first whether the person may write there.
 */
export async function receiveMessage<Value>(
  c: Context<Env>,
  organisation_id: string,
  schema: z.ZodType<Value>,
): Promise<ReceivedMessage<Value>> {
  const { entered, files, errors } = await receiveForm(c, organisation_id)
  const file_ids = [...listOf(entered.file_ids).filter(isId), ...files.map(({ id }) => id)]
  const uploader = { person_id: c.var.actor.person_id, organisation_id }
  const arrived = file_ids.length > 0 ? await c.var.read(tx => listArriving(tx, uploader, file_ids)) : []
  const form = checkForm(schema, entered)
  if (errors.length === 0) return { form, file_ids, arrived }
  return { form: { ok: false, entered, errors: [...(form.ok ? [] : form.errors), ...errors] }, file_ids, arrived }
}
