import { type Context, Hono } from 'hono'
import type { Db } from '#platform/database/connect.ts'
import { isId } from '#platform/database/id.ts'
import { read } from '#platform/database/transaction.ts'
import { fileResponse } from '#platform/files/serve.ts'
import { fileProblems } from '#platform/files/store.ts'
import { organisationsFor } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { signedIn } from '#platform/http/may.ts'
import { filePaths } from '../paths.ts'
import { findFileFor, type Reader } from './attachment.queries.ts'

/** One address for both sides, so that a link in a message works for whoever may follow it; the question knows both hats. */
async function serve(c: Context<Env>, id: string, way: 'download' | 'preview'): Promise<Response> {
  const { actor, db } = c.var
  const reader = {
    person_id: actor.person_id,
    reads_in: organisationsFor(actor, 'cases.read'),
    asks_in: organisationsFor(actor, 'cases.ask'),
  }
  const file = isId(id) ? await findUnderEither(db, reader, id, actor.viewing?.viewer.person_id) : undefined
  return file ? fileResponse(db, file, c.req.raw, way) : fileProblems.raise('not-found')
}

/** As staff, and if that finds nothing as somebody who asks: what is restricted opens to its requester under that hat alone. */
async function findUnderEither(db: Db, { person_id, reads_in, asks_in }: Reader, id: string, viewer_id?: string) {
  const find = (organisations: readonly string[], asks: boolean, reader: Reader) =>
    organisations.length > 0
      ? read(db, { person_id, organisations, asks, viewer_id }, tx => findFileFor(tx, reader, id))
      : undefined
  const asStaff = await find(reads_in, false, { person_id, reads_in, asks_in: [] })
  return asStaff ?? find(asks_in, true, { person_id, reads_in: [], asks_in })
}

export const attachmentRoutes = new Hono<Env>()
  .get(filePaths.show.pattern, signedIn(), c => serve(c, c.req.param('id'), 'download'))
  .get(filePaths.preview.pattern, signedIn(), c => serve(c, c.req.param('id'), 'preview'))
