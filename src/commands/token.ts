import { parseArgs } from 'node:util'
import type pg from 'pg'
import { connect, connectAsOwner } from '#platform/database/connect.ts'
import { isId } from '#platform/database/id.ts'
import { write } from '#platform/database/transaction.ts'
import { Problem } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { createToken, PERMISSIONS, revokeToken } from '#rooms/people/index.ts'
import type { Command, CommandContext } from './command.ts'

const USAGE = `moothall token create --person EMAIL --name NAME --scopes LIST [--expires DAYS] [--organisation SHORT-NAME]
       moothall token list [--person EMAIL]
       moothall token revoke ID`

/** Whoever has a shell on the machine: nobody in particular to the record. */
const OPERATOR = { person_id: undefined, name: 'Operator, at the command line' }

const DAY_MS = 86_400_000
const MOST_DAYS = 3650

/** Something said on the command line that cannot be done as it was said. */
type Answer = { readonly lines: readonly string[]; readonly code: number }
const sorry = (...lines: string[]): Answer => ({ lines, code: 2 })
const done = (...lines: string[]): Answer => ({ lines, code: 0 })

export const tokenCommand: Command = {
  summary: 'make, list and revoke the tokens programs use',
  usage: USAGE,
  async run(context, words) {
    const owner = connectAsOwner(context.databaseUrl, 1)
    try {
      const { lines, code } = await answer(context, owner, words)
      for (const line of lines) context.print(line)
      return code
    } finally {
      await owner.end()
    }
  },
}

const OPTIONS = {
  person: { type: 'string' },
  name: { type: 'string' },
  scopes: { type: 'string' },
  expires: { type: 'string' },
  organisation: { type: 'string' },
} as const

type Given = Partial<Record<keyof typeof OPTIONS, string>>

function read(words: readonly string[]): { given: Given; rest: string[] } | undefined {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true })
    return { given: values, rest: positionals }
  } catch {
    return undefined
  }
}

async function answer(context: CommandContext, owner: pg.Pool, words: readonly string[]): Promise<Answer> {
  const said = read(words)
  const [what, id] = said?.rest ?? []
  try {
    if (said && what === 'create') return await create(context, owner, said.given)
    if (said && what === 'list') return await list(owner, said.given)
    if (what === 'revoke' && id) return await revoke(context, owner, id)
  } catch (error) {
    if (error instanceof Problem) return sorry(error.message)
    throw error
  }
  return sorry(`Usage: ${USAGE}`)
}

async function create(context: CommandContext, owner: pg.Pool, given: Given): Promise<Answer> {
  const { person: email, name } = given
  const scopes = (given.scopes ?? '').split(/[\s,]+/).filter(Boolean)
  if (!email || !name?.trim() || scopes.length === 0) return sorry(`Usage: ${USAGE}`)
  const unknown = scopes.filter(scope => !PERMISSIONS.some(permission => permission === scope))
  if (unknown.length > 0)
    return sorry(`There is no scope ${unknown.join(', ')}.`, `The scopes are: ${PERMISSIONS.join(', ')}.`)
  const days = given.expires === undefined ? undefined : Number(given.expires)
  if (days !== undefined && !(Number.isInteger(days) && days >= 1 && days <= MOST_DAYS))
    return sorry(`--expires is a number of days, from 1 to ${MOST_DAYS}.`)
  const found = await peopleAt(owner, email, given.organisation)
  const person = found[0]
  if (!person) return sorry(`Nobody${given.organisation ? ` in ${given.organisation}` : ''} has the address ${email}.`)
  if (found.length > 1)
    return sorry(
      `Several people have the address ${email}. Say which with --organisation:`,
      ...found.map(one => `  ${one.organisation}  ${one.name}`),
    )
  const expires_at = days === undefined ? undefined : new Date(now().getTime() + days * DAY_MS)
  const { id, secret } = await acting(context, person.organisation_id, tx =>
    createToken(tx, OPERATOR, { person_id: person.id, name: name.trim(), scopes, expires_at }, now()),
  )
  return done(
    `Token ${id} for ${person.name} (${person.organisation}), ${expires_at ? `until ${expires_at.toISOString()}` : 'until it is revoked'}.`,
    'It is shown this once:',
    secret,
  )
}

const peopleAt = async (owner: pg.Pool, email: string, organisation: string | undefined) =>
  (
    await owner.query<{ id: string; name: string; organisation_id: string; organisation: string }>(
      `select p.id, p.name, p.organisation_id, o.short_name as organisation
       from people.persons p join people.organisations o on o.id = p.organisation_id
       where p.email_key = lower($1) and p.active and ($2::text is null or o.short_name = $2) order by o.short_name`,
      [email.trim(), organisation ?? null],
    )
  ).rows

async function list(owner: pg.Pool, { person }: Given): Promise<Answer> {
  const { rows } = await owner.query<{ id: string; name: string; email: string; scopes: string[]; standing: string }>(
    `select t.id, t.name, coalesce(p.email, p.name) as email, t.scopes,
       case when t.revoked_at is not null then 'revoked' when t.expires_at <= now() then 'expired'
         when t.expires_at is null then 'in force' else 'in force until ' || to_char(t.expires_at, 'YYYY-MM-DD') end as standing
     from people.api_tokens t join people.persons p on p.id = t.person_id
     where $1::text is null or p.email_key = lower($1) order by t.created_at`,
    [person?.trim() ?? null],
  )
  if (rows.length === 0) return done('There are no tokens.')
  return done(...rows.map(one => [one.id, one.standing, one.email, one.scopes.join(','), one.name].join('  ')))
}

async function revoke(context: CommandContext, owner: pg.Pool, id: string): Promise<Answer> {
  const { rows } = await owner.query<{ person_id: string; organisation_id: string }>(
    `select p.id as person_id, p.organisation_id from people.api_tokens t join people.persons p on p.id = t.person_id
     where t.id = $1`,
    [isId(id) ? id : null],
  )
  const token = rows[0]
  if (!token) return sorry(`There is no token ${id}.`)
  await acting(context, token.organisation_id, tx =>
    revokeToken(tx, OPERATOR, { person_id: token.person_id, id }, now()),
  )
  return done(`Token ${id} is revoked. Programs that use it are refused within two seconds.`)
}

/** Does an act as the application does it, in one organisation. */
async function acting<T>(
  { appDatabaseUrl }: CommandContext,
  organisation_id: string,
  work: Parameters<typeof write<T>>[2],
): Promise<T> {
  const db = connect(appDatabaseUrl, { max: 1 })
  try {
    return await write(db, { person_id: undefined, organisations: [organisation_id] }, work)
  } finally {
    await db.close()
  }
}
