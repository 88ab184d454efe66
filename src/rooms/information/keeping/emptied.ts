import { type RawBuilder, sql } from 'kysely'
import type { Becomes, Holding } from '#platform/holdings/holding.ts'
import { REMOVED } from '../erasing/words.rules.ts'

/** An address that nobody can have (RFC 2606) and that is there once only, as some have to be. */
export const BY_CHANCE = sql`md5(random()::text) || '@removed.invalid'`

/**
 * A row whose time is over, without its words: texts become a word that says so, addresses lead nowhere. Who wrote and who asked stay
 * as long as those people are held. `types` are its columns' types: only texts of its own are free text.
 */
export function emptied({ personal = {} }: Holding, types: Readonly<Record<string, string>>): RawBuilder<unknown>[] {
  return (Object.entries(personal) as [string, Becomes][]).flatMap(([name, becomes]) => {
    const column = sql.ref(name)
    if (becomes === 'nothing') return [sql`${column} = null`]
    if (becomes === 'no_address' && types[name] === 'text') return [sql`${column} = ${BY_CHANCE}`]
    const isText = becomes === 'removed' || (becomes === 'scrubbed' && types[name] === 'text')
    return isText
      ? [sql`${column} = case when ${column} = '' then '' when ${column} is not null then ${REMOVED} end`]
      : []
  })
}
