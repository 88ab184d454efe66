/* Who asks: an organisation's directory, by a token of its own. Nobody's session counts here, and a directory's token nowhere else. */
import type { Context, MiddlewareHandler } from 'hono'
import { sql } from 'kysely'
import type { Db } from '#platform/database/connect.ts'
import { type Read, read, type Write, write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import { addressOf } from '#platform/http/address.ts'
import type { Env } from '#platform/http/env.ts'
import type { NamesItsPermission } from '#platform/http/may.ts'
import { limitRate } from '#platform/http/security.ts'
import { rateOf } from '#platform/http/token-rate.ts'
import { site } from '#platform/site.ts'
import { now } from '#platform/time/now.ts'
import { hashSecret } from '../sign-in/secret.ts'
import { scimProblems } from './problems.ts'

/** A directory that has shown its token: what it may do it does in one organisation, under the token's name. */
export interface Directory {
  readonly token_id: string
  readonly organisation_id: string
  readonly author: Author
  read<T>(work: (tx: Read) => Promise<T>): Promise<T>
  write<T>(work: (tx: Write) => Promise<T>): Promise<T>
}

export interface DirectoryEnv extends Env {
  Variables: Env['Variables'] & { directory: Directory }
}

const NOBODY = { person_id: undefined, organisations: [] }
const MARK_USED_MS = 60_000
// Wrong tokens from one address in ten minutes; those that are right are never counted.
const MOST_WRONG = 60
/** Requests a second, of each token. */
const RATE = 200

interface Found {
  readonly id: string
  readonly name: string
  readonly organisation_id: string
  readonly last_used_at: Date | null
}

async function findToken(db: Db, secret: string): Promise<Found | undefined> {
  const hash = hashSecret(secret)
  const { rows } = await read(db, NOBODY, tx =>
    sql<Found>`select * from people.directory_token_of(${hash})`.execute(tx),
  )
  return rows[0]
}

/** Says when a token was last used, to the minute: a synchronisation of thousands writes one row a minute, not one for each. */
async function markUsed(db: Db, token: Found) {
  const at = now()
  if (token.last_used_at && at.getTime() - token.last_used_at.getTime() < MARK_USED_MS) return
  await write(db, { person_id: undefined, organisations: [token.organisation_id] }, tx =>
    tx.updateTable('people.directory_tokens').set({ last_used_at: at }).where('id', '=', token.id).execute(),
  )
}

function directoryFor(db: Db, token: Found): Directory {
  const identity = { person_id: undefined, organisations: [token.organisation_id] }
  return {
    token_id: token.id,
    organisation_id: token.organisation_id,
    author: { person_id: undefined, name: token.name },
    read: work => read(db, identity, work),
    write: work => write(db, identity, work),
  }
}

const take = rateOf(RATE)

/** Lets in a directory with a token in force, and nobody else: looked up every time, so that a revoked one stops at once. */
export function directory(): MiddlewareHandler<DirectoryEnv> & NamesItsPermission {
  const guard = async (c: Context<DirectoryEnv>, next: () => Promise<void>) => {
    const secret = /^Bearer\s+([\w-]+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
    const token = secret && (await findToken(c.var.db, secret))
    if (!token) {
      await limitRate(c.var.db, `directory:address:${addressOf(c, site().proxies)}`, MOST_WRONG, 10)
      return scimProblems.raise('no-token')
    }
    take(token.id)
    await markUsed(c.var.db, token)
    c.set('directory', directoryFor(c.var.db, token))
    await next()
  }
  return Object.assign(guard, { permission: 'directory' })
}
