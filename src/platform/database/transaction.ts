/*
 * The only door to the database. A transaction always says who is asking, for itself alone: PostgreSQL's policies do the rest,
 * and with nobody named there are no rows. Nothing hands out a connection, so nothing can forget.
 *
 * A read cannot write (PostgreSQL refuses it) and cannot be passed where a write is needed (it does not compile).
 *
 * Round trips are what small statements cost, so what is asked in one turn travels together: begin, identity and the first statement,
 * and questions asked at once with Promise.all, which are answered in order. Nobody waits for the end of a read. Should the beginning fail, the first statement finds no identity and so no rows. Statements are prepared under a
 * name made from their text, because planning the queue's query costs more than running it.
 */
import { createHash } from 'node:crypto'
import type { Socket } from 'node:net'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type pg from 'pg'
import { platformProblems } from '#platform/problem.ts'
import type { Db } from './connect.ts'
import { problemFrom } from './constraints.ts'
import { isId } from './id.ts'
import type { DB } from './tables.generated.ts'

/** Whose facts a transaction may see: a person (none for a job) and the organisations it may act in. */
export interface Identity {
  readonly person_id: string | undefined
  readonly organisations: readonly string[]
  /** Who is behind the person, when somebody sees as another: then nothing can be written. */
  readonly viewer_id?: string | undefined
  /** Nobody asks: work that belongs to an organisation, and goes on for whoever stands in its place since. */
  readonly of_service?: boolean
  /** They ask for things here, and work on none: a restricted case of their own is shown to them then, and at no other time. */
  readonly asks?: boolean
  /** A program asks, with a token. */
  readonly program?: boolean
}

export type Read = Kysely<DB>
declare const mayWrite: unique symbol
export type Write = Read & { readonly [mayWrite]: true }

type AfterCommit = () => void
const afterCommits = new WeakMap<Read, AfterCommit[]>()

/** Runs once this transaction's changes are true, and never when they are not. For nudges, which may be lost. */
export function afterCommit(tx: Write, work: AfterCommit): void {
  afterCommits.get(tx)?.push(work)
}

type Writing = (tx: Write) => Promise<void>
const beforeCommits = new WeakMap<Read, Writing[]>()
const afterReads = new WeakMap<Read, Writing[]>()
const identities = new WeakMap<Read, Identity>()

/** Runs as the last of a transaction's changes: for what would keep the transaction itself from finding its rows again. */
export function beforeCommit(tx: Write, work: Writing): void {
  const known = beforeCommits.get(tx) ?? []
  beforeCommits.set(tx, [...known, work])
}

/**
 * What must be written because something was read: in a transaction of its own, and before the reader gets the answer. If it cannot
 * be written, there is no answer. In a transaction that writes, what it does is recorded anyway.
 */
export function afterRead(tx: Read, work: Writing): void {
  afterReads.get(tx)?.push(work)
}

/** Who asks in this transaction. */
export const identityOf = (tx: Read): Identity | undefined => identities.get(tx)

export async function read<T>(db: Db, who: Identity, work: (tx: Read) => Promise<T>): Promise<T> {
  const due: Writing[] = []
  const result = await run(db, who, 'read only', tx => {
    afterReads.set(tx, due)
    return work(tx)
  })
  if (due.length > 0)
    // What somebody saw as another is written of them, by them.
    await write(db, { ...who, person_id: who.viewer_id ?? who.person_id, viewer_id: undefined }, async tx => {
      for (const each of due) await each(tx)
    })
  return result
}

/** A read that sees one moment throughout, and nothing that is written while it goes on: for what takes long and must fit together. */
export const readMoment = <T>(db: Db, who: Identity, work: (tx: Read) => Promise<T>): Promise<T> =>
  run(db, who, 'isolation level repeatable read read only', work)

export const write = <T>(db: Db, who: Identity, work: (tx: Write) => Promise<T>): Promise<T> =>
  // A read write transaction is what the brand stands for.
  run(db, who, who.viewer_id ? 'read only' : 'read write', tx => work(tx as Write))

async function run<T>(db: Db, who: Identity, mode: Mode, work: (tx: Read) => Promise<T>): Promise<T> {
  const beginning = `begin ${mode}; ${identity(who)}`
  const client = await db.pool.connect()
  let broken: Error | undefined
  const begun = { already: false }
  const tx = kyselyOver(client, beginning, begun)
  const after: AfterCommit[] = []
  afterCommits.set(tx, after)
  identities.set(tx, who)
  try {
    const result = await work(tx)
    // A read write transaction is what they were given.
    for (const step of beforeCommits.get(tx) ?? []) await step(tx as Write)
    const ended = begun.already ? client.query('commit') : undefined
    // A read has nothing to lose: its end is sent, and whatever asks next on this connection comes behind it.
    if (mode !== 'read write') ended?.catch(() => {})
    // Had an act swallowed a statement's error, PostgreSQL would answer a commit with a rollback, and say it quietly.
    else if ((await ended)?.command === 'ROLLBACK')
      throw new Error('A transaction that had failed was to be committed.')
    for (const step of after) step()
    return result
  } catch (error) {
    if (begun.already)
      await client.query('rollback').catch(fault => {
        broken = fault
      })
    if (who.viewer_id && codeOf(error) === READ_ONLY) throw platformProblems.of('viewing')
    throw problemFrom(error) ?? error
  } finally {
    client.release(broken)
  }
}

type Mode = 'read only' | 'isolation level repeatable read read only' | 'read write'

/** What PostgreSQL says of writing where nothing may be written. */
const READ_ONLY = '25006'
const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined)

// Written into the statement, since `begin` takes no parameters: so only what is a UUID may pass.
function identity(who: Identity): string {
  const people = [who.person_id, who.viewer_id].filter(id => id !== undefined)
  if (![...who.organisations, ...people].every(isId)) platformProblems.raise('bad-request')
  const viewer = who.viewer_id ? `; set local app.viewer = '${who.viewer_id}'` : ''
  const asks = who.asks ? `; set local app.asks = 'yes'` : ''
  const named = `'{${who.organisations.join(',')}}'`
  // An organisation stands for those in whose place it came: what they had is its own to read and to go on with.
  const standing = `platform.standing_for(${named}::uuid[], ${who.of_service === true})::text`
  const all = who.organisations.length === 0 ? named : standing
  return `select set_config('app.organisations', ${all}, true); set local app.person = '${who.person_id ?? ''}'${viewer}${asks}`
}

/** Keeps back what is sent until everything asked in this turn has been asked: a write to the socket costs more than a statement. */
function gather(client: pg.PoolClient) {
  const socket = socketOf(client)
  if (socket.writableCorked > 0) return
  socket.cork()
  process.nextTick(() => socket.uncork())
}

const adapter = new PostgresAdapter()
const names = new Map<string, string>()
const MOST_NAMES = 400

/** A name for a statement's text. Past the limit statements go unnamed: filters can make very many different ones. */
function nameOf(sql: string): string | undefined {
  const known = names.get(sql)
  if (known || names.size >= MOST_NAMES) return known
  const name = createHash('sha1').update(sql).digest('base64url')
  names.set(sql, name)
  return name
}

/** The socket beneath a connection, which can be told to keep what is written until there is more. */
const socketOf = (client: pg.PoolClient): Socket =>
  // Not in the types, but what pg itself corks for the parts of one statement.
  (client as unknown as { connection: { stream: Socket } }).connection.stream

function kyselyOver(client: pg.PoolClient, beginning: string, begun: { already: boolean }): Read {
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const name = nameOf(query.sql)
      const statement = { text: query.sql, values: [...query.parameters], ...(name ? { name } : {}) }
      gather(client)
      const begins = begun.already ? undefined : client.query(beginning)
      begun.already = true
      const [{ rows, rowCount }] = await Promise.all([client.query<R & pg.QueryResultRow>(statement), begins])
      return { rows, numAffectedRows: BigInt(rowCount ?? 0) }
    },
    streamQuery: () => {
      throw new Error('Streams are not offered here: page through rows instead.')
    },
  }
  const refuse = async () => {
    throw new Error('A transaction cannot be opened inside a transaction.')
  }
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    releaseConnection: async () => {},
    destroy: async () => {},
  }
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => adapter,
      createDriver: () => driver,
      createIntrospector: db => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
}
