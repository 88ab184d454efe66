import { createHash } from 'node:crypto'
import { isId } from '#platform/database/id.ts'
import { fileResponse } from '#platform/files/serve.ts'
import type { StoredFile } from '#platform/files/store.ts'
import { fileProblems } from '#platform/files/store.ts'
import { organisationsFor } from '#platform/http/actor.ts'
import { apiRoutes, createRoute, invalid, json, refusals, refuseProperty, z } from '#platform/http/api.ts'
import { may } from '#platform/http/may.ts'
import { makeOnce, onceHeaders } from '#platform/http/once.ts'
import { type ReceivedForm, receiveForm } from '#platform/http/upload.ts'
import { now } from '#platform/time/now.ts'
import { listMessages, type Message } from '../case.queries.ts'
import { whyNot } from '../case.rules.ts'
import { caseToChange, readCase, reference, takeCase } from '../case-access.api.ts'
import { isForStaff } from '../message.ts'
import { caseApiPaths } from '../paths.ts'
import { refuse } from '../problems.ts'
import { attachFiles } from './attach-files.actions.ts'
import { type Attachment, findFileFor, listAttachments } from './attachment.queries.ts'

const AttachmentSchema = z
  .object({
    id: z.string().openapi({ format: 'uuid' }),
    message_id: z.string().nullable().openapi({ format: 'uuid' }),
    name: z.string(),
    media_type: z.string().openapi({ description: 'By its first bytes, whatever was said' }),
    size: z.int(),
    url: z.string().openapi({ example: '/api/v1/files/018e96f4-a800-71eb-9941-a5f4b0fefa37' }),
  })
  .openapi('Attachment')
const Attachments = z.object({ attachments: z.array(AttachmentSchema) }).openapi('Attachments')

const tags = ['Files']

const list = createRoute({
  method: 'get',
  path: '/cases/{reference}/attachments',
  operationId: 'listAttachments',
  summary: 'The files on a case',
  middleware: may('cases.read', 'cases.ask'),
  request: { params: reference },
  ...{ tags, responses: { 200: json('In the order they came', Attachments), ...refusals(404) } },
})

const attach = createRoute({
  method: 'post',
  path: '/cases/{reference}/attachments',
  operationId: 'attachFiles',
  summary: 'Attach files to a message of a case',
  description:
    'To what was first asked, unless another message is named. Files on a note are for staff only. At most 10, of 25 MB each.',
  middleware: may('cases.work', 'cases.ask'),
  request: {
    ...{ params: reference, headers: onceHeaders },
    body: {
      required: true,
      // Read as a stream, so described here and checked by hand.
      content: {
        'multipart/form-data': {
          schema: {
            type: 'object' as const,
            required: ['file'],
            properties: {
              file: { type: 'array' as const, items: { type: 'string' as const, format: 'binary' } },
              message_id: { type: 'string' as const, format: 'uuid' },
            },
          },
        },
      },
    },
  },
  ...{ tags, responses: { 201: json('They are on the case', Attachments), ...refusals(400, 404, 409, 412, 413) } },
})

const download = createRoute({
  method: 'get',
  path: '/files/{id}',
  operationId: 'getFile',
  summary: 'A file’s own bytes',
  middleware: may('cases.read', 'cases.ask'),
  request: {
    params: z.object({
      id: z
        .string()
        .max(100)
        .openapi({ param: { name: 'id', in: 'path' }, format: 'uuid' }),
    }),
  },
  ...{ tags, responses: { 200: { description: 'The file, as a download' }, ...refusals(404) } },
})

const attachmentJson = ({ file_id: id, message_id, name, media_type, size }: Omit<Attachment, 'shown_to'>) => ({
  ...{ id, message_id, name, media_type, size },
  url: caseApiPaths.file({ id }),
})

export const attachmentApi = apiRoutes()
  .openapi(list, async c => {
    const attachments = await c.var.read(async tx => {
      const { theCase, side } = await readCase(c, tx, c.req.valid('param').reference)
      return listAttachments(tx, theCase.id, side)
    })
    return c.json({ attachments: attachments.map(attachmentJson) }, 200)
  })
  .openapi(attach, async c => {
    const typed = c.req.valid('param').reference
    const { organisation_id } = await c.var.read(tx => caseToChange(c, tx, typed))
    const form = await receiveForm(c, organisation_id)
    refuseWrong(form)
    return makeOnce(
      c,
      async tx => {
        const { theCase, side } = await takeCase(c, tx, typed)
        const message = messageIn(await listMessages(tx, theCase.id, side), form.entered.message_id)
        const isNote = isForStaff(message.kind)
        refuse(isNote ? whyNot.note(theCase) : whyNot.reply(theCase))
        const shown_to = isNote ? 'staff' : 'everyone'
        const command = { message_id: message.id, file_ids: form.files.map(file => file.id), shown_to } as const
        await attachFiles(tx, c.var.actor, theCase, command, now())
        const attachments = form.files.map(file =>
          attachmentJson({ ...file, file_id: file.id, message_id: message.id }),
        )
        return { organisation_id, location: caseApiPaths.attachments(theCase), body: { attachments } }
      },
      contentOf(form),
    )
  })
  .openapi(download, async c => {
    const { id } = c.req.valid('param')
    const { actor, db } = c.var
    const reader = {
      ...{ person_id: actor.person_id, reads_in: organisationsFor(actor, 'cases.read') },
      asks_in: organisationsFor(actor, 'cases.ask'),
    }
    const file = isId(id) ? await c.var.read(tx => findFileFor(tx, reader, id)) : undefined
    return fileResponse(db, file ?? fileProblems.raise('not-found'), c.req.raw, 'download')
  })

function refuseWrong({ files, errors }: ReceivedForm) {
  if (errors.length > 0)
    throw invalid(errors.map(({ field, message }) => ({ in: 'body' as const, pointer: `/${field}`, message })))
  if (files.length === 0) refuseProperty('file', 'Send at least one file')
}

/** What stands for an upload when the same key comes again: names and contents, not the boundary between them. */
const contentOf = ({ entered, files }: ReceivedForm): string =>
  createHash('sha256')
    .update(JSON.stringify([entered.message_id ?? null, files.map(({ name, sha256 }: StoredFile) => [name, sha256])]))
    .digest('hex')

function messageIn(messages: readonly Message[], id: string | undefined): Message {
  const message = id === undefined ? messages[0] : messages.find(one => one.id === id)
  return message ?? refuseProperty('message_id', 'There is no such message on this case')
}
