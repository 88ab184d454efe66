import { type Context, Hono } from 'hono'
import { isId } from '#platform/database/id.ts'
import { read } from '#platform/database/transaction.ts'
import { fileResponse } from '#platform/files/serve.ts'
import { fileProblems } from '#platform/files/store.ts'
import { organisationsFor } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { signedIn } from '#platform/http/may.ts'
import { filePaths } from '../paths.ts'
import { findFileFor } from './attachment.queries.ts'

/** One address for both sides, so that a link in a message works for whoever may follow it; the question knows both hats. */
async function serve(c: Context<Env>, id: string, way: 'download' | 'preview'): Promise<Response> {
  const { actor, db } = c.var
  const reader = {
    person_id: actor.person_id,
    reads_in: organisationsFor(actor, 'cases.read'),
    asks_in: organisationsFor(actor, 'cases.ask'),
  }
  const identity = { person_id: actor.person_id, organisations: [...new Set([...reader.reads_in, ...reader.asks_in])] }
  const file = isId(id) ? await read(db, identity, tx => findFileFor(tx, reader, id)) : undefined
  return file ? fileResponse(db, file, c.req.raw, way) : fileProblems.raise('not-found')
}

export const attachmentRoutes = new Hono<Env>()
  .get(filePaths.show.pattern, signedIn(), c => serve(c, c.req.param('id'), 'download'))
  .get(filePaths.preview.pattern, signedIn(), c => serve(c, c.req.param('id'), 'preview'))
