import { sql } from 'kysely'

/** For a condition: whether what a column names is an organisation, or stands in its place since. */
export const isOrFollows = (
  column: string,
  organisation_id: string,
) => sql<boolean>`(${sql.ref(column)} = ${organisation_id}
  or exists (select from platform.successions s where s.successor_id = ${sql.ref(column)} and s.predecessor_id = ${organisation_id}))`
