import { type RawBuilder, sql } from 'kysely'
import type { Becomes, Holding } from '#platform/holdings/holding.ts'
import { REMOVED } from '../erasing/words.rules.ts'
import { BY_CHANCE } from '../keeping/emptied.ts'

type Types = Readonly<Record<string, string>>

/**
 * A row of an organisation that left, without words, names, addresses and secrets: what is left names nobody. Where an address or a
 * secret must stand, and be there once only, stands one by chance.
 */
export function emptiedWholly(holding: Holding, types: Types): RawBuilder<unknown>[] {
  const { personal = {}, secret = [], plain = [] } = holding
  // A setting that cannot go, because something that stays names it, says nothing any more either.
  const said = holding.kind === 'setting' && !holding.figures ? plain : []
  const words = (Object.entries(personal) as [string, Becomes][]).flatMap(([name, becomes]) => {
    const instead = insteadOf(name, becomes, types[name] ?? '')
    return instead ? [sql`${sql.ref(name)} = ${instead}`] : []
  })
  return [
    ...words,
    ...said.map(name => sql`${sql.ref(name)} = ${saysNothing(name, types[name] ?? '')}`),
    ...secret.map(name => sql`${sql.ref(name)} = ${noSecret(name, types[name] ?? '')}`),
  ]
}

function insteadOf(name: string, becomes: Becomes, type: string): RawBuilder<unknown> | undefined {
  const column = sql.ref(`t.${name}`)
  if (becomes === 'nothing') return sql`null`
  if (type.endsWith('[]')) return sql`'{}'`
  if (type.startsWith('json')) {
    const kept = sql`case jsonb_typeof(${column}::jsonb) when 'array' then '[]' when 'object' then '{}' when 'string' then ${JSON.stringify(REMOVED)} end`
    return sql`(${kept})::${sql.raw(type)}`
  }
  if (type !== 'text') return undefined
  const words = becomes === 'no_address' ? BY_CHANCE : sql`${REMOVED}::text`
  return sql`case when ${column} = '' then '' when ${column} is not null then ${words} end`
}

/** What has words and may have to be there once only. */
function saysNothing(name: string, type: string): RawBuilder<unknown> {
  if (type.endsWith('[]')) return sql`'{}'`
  return type === 'text' ? noSecret(name, type) : sql`${sql.ref(`t.${name}`)}`
}

function noSecret(name: string, type: string): RawBuilder<unknown> {
  const column = sql.ref(`t.${name}`)
  if (type === 'text') return sql`case when ${column} is not null then ${BY_CHANCE} end`
  return type === 'bytea' ? sql`case when ${column} is not null then ''::bytea end` : sql`null`
}
