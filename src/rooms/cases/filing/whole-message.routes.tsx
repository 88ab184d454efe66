import { Readable } from 'node:stream'
import { type Context, Hono } from 'hono'
import { isId } from '#platform/database/id.ts'
import { read } from '#platform/database/transaction.ts'
import { organisationsFor } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { may, signedIn } from '#platform/http/may.ts'
import { frameResponse } from '#platform/ui/pieces/message-frame.tsx'
import { rawOf } from '#rooms/channels/index.ts'
import { filePaths, mailPaths } from '../paths.ts'
import { caseProblems } from '../problems.ts'
import { findWhole, type Whole } from './source.queries.ts'

async function wholeOf(c: Context<Env>, asks_in: readonly string[]): Promise<Whole> {
  const { actor, db } = c.var
  const message_id = c.req.param('message') ?? ''
  if (!isId(message_id)) return caseProblems.raise('not-found')
  const reader = { person_id: actor.person_id, reads_in: organisationsFor(actor, 'cases.read'), asks_in }
  const organisations = [...new Set([...reader.reads_in, ...asks_in])]
  const identity = { person_id: actor.person_id, organisations }
  const at = { reference: c.req.param('reference') ?? '', message_id }
  const whole = await read(db, identity, tx => findWhole(tx, reader, at))
  return whole ?? caseProblems.raise('not-found')
}

/** One address for both sides; the question knows both hats. */
async function frame(c: Context<Env>): Promise<Response> {
  const whole = await wholeOf(c, organisationsFor(c.var.actor, 'cases.ask'))
  return frameResponse({
    html: whole.html,
    text: whole.full_text ?? '',
    pictureAt: id => {
      const file = whole.inline_files[id]
      return file && filePaths.preview({ id: file })
    },
  })
}

/** Every byte as it came. A shared desk's mailbox keeps them, so whose case it is was asked before whose mailbox. */
async function raw(c: Context<Env>): Promise<Response> {
  const whole = await wholeOf(c, [])
  const { db } = c.var
  const who = { person_id: undefined, organisations: [whole.raw_organisation_id] }
  const pieces = rawOf(work => read(db, who, work), whole.received_id)
  return new Response(Readable.toWeb(Readable.from(pieces)) as ReadableStream, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="message-${whole.received_id.slice(-12)}.eml"`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}

export const wholeMessageRoutes = new Hono<Env>()
  .get(mailPaths.frame.pattern, signedIn(), frame)
  .get(mailPaths.raw.pattern, may('cases.read'), raw)
