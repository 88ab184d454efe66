/* A filter as a condition in SQL over `r`: the rows of user.queries.ts and group.queries.ts, which have the same columns. */
import { type RawBuilder, sql } from 'kysely'
import { truthOf } from './match.rules.ts'
import { scimProblems } from './problems.ts'
import type { Comparison, Filter, Value } from './read-filter.ts'
import { type Attribute, ENTERPRISE_URN, GROUP_URN, type Place, type ResourceType, USER_URN } from './schema.rules.ts'

type Condition = RawBuilder<boolean>
type Text = RawBuilder<string | null>

const NEVER: Condition = sql<boolean>`false`
const bad = (why: string): never => scimProblems.raise('bad-filter', {}, `The filter cannot be understood: ${why}.`)

/** Columns that stand by themselves, so that the usual questions (who has this user name?) build nothing else. */
const COLUMNS: Readonly<Record<string, RawBuilder<unknown>>> = {
  id: sql`r.id::text`,
  externalId: sql`r.external_id`,
  userName: sql`r.user_name`,
  displayName: sql`r.name`,
  active: sql`r.active::text`,
}
const MOMENTS: Readonly<Record<string, RawBuilder<Date>>> = {
  created: sql<Date>`date_trunc('milliseconds', r.created_at)`,
  lastModified: sql<Date>`date_trunc('milliseconds', r.changed_at)`,
}

const jsonPath = ({ extension, attribute, sub }: Place): string[] => [
  ...(extension ? [ENTERPRISE_URN] : []),
  attribute.name,
  ...(sub ? [sub.name] : []),
]

/** The value of an attribute there is one of, as text. */
function scalar(place: Place): Text {
  const column = place.extension || place.sub ? undefined : COLUMNS[place.attribute.name]
  return (column as Text | undefined) ?? sql<string | null>`r.json #>> ${jsonPath(place)}::text[]`
}

const SQL_SIGNS = { gt: sql`>`, ge: sql`>=`, lt: sql`<`, le: sql`<=` } as const

function compareMoments(expression: RawBuilder<Date>, by: Comparison, value: Value): Condition {
  const at = typeof value === 'string' ? new Date(value) : undefined
  if (!at || Number.isNaN(at.getTime())) return bad('a moment is written as 2026-11-23T09:00:00Z')
  if (by === 'eq') return sql<boolean>`${expression} = ${at}::timestamptz`
  if (by === 'ne') return sql<boolean>`${expression} <> ${at}::timestamptz`
  if (by === 'co' || by === 'sw' || by === 'ew') return bad('moments are compared by eq, ne, gt, ge, lt and le')
  return sql<boolean>`${expression} ${SQL_SIGNS[by]} ${at}::timestamptz`
}

function compareText(expression: Text, attribute: Attribute, by: Comparison, value: Value): Condition {
  if (value === null) return by === 'eq' ? sql<boolean>`${expression} is null` : sql<boolean>`${expression} is not null`
  if (attribute.type === 'boolean') {
    const truth = truthOf(value)
    if (truth === undefined || (by !== 'eq' && by !== 'ne')) return bad(`“${attribute.name}” is true or false`)
    const same = sql<boolean>`coalesce(${expression}, 'false') = ${String(truth)}`
    return by === 'eq' ? same : sql<boolean>`not ${same}`
  }
  const exact = attribute.caseExact === true
  const has = exact ? expression : sql<string | null>`lower(${expression})`
  const wanted = exact ? sql`${String(value)}::text` : sql`lower(${String(value)}::text)`
  switch (by) {
    case 'eq':
      return sql<boolean>`coalesce(${has} = ${wanted}, false)`
    case 'ne':
      return sql<boolean>`${has} is distinct from ${wanted}`
    case 'co':
      return sql<boolean>`coalesce(position(${wanted} in ${has}) > 0, false)`
    case 'sw':
      return sql<boolean>`coalesce(starts_with(${has}, ${wanted}), false)`
    case 'ew':
      return sql<boolean>`coalesce(right(${has}, length(${wanted})) = ${wanted}, false)`
    default:
      return sql<boolean>`coalesce(${has} collate "C" ${SQL_SIGNS[by]} ${wanted} collate "C", false)`
  }
}

/** That some value of an attribute there are several of meets a condition on its parts. */
const some = (place: Place, condition: Condition): Condition =>
  sql<boolean>`exists (select from jsonb_array_elements(coalesce(r.json #> ${jsonPath({ ...place, sub: undefined })}::text[], '[]')) as e (v) where ${condition})`

const part = (name: string): Text => sql<string | null>`e.v ->> ${name}::text`

const SCHEMAS: Record<ResourceType, readonly string[]> = { User: [USER_URN, ENTERPRISE_URN], Group: [GROUP_URN] }

function compare(type: ResourceType, place: Place, by: Comparison, value: Value): Condition {
  const { attribute, sub } = place
  if (attribute.name === 'schemas') {
    const has = SCHEMAS[type].some(urn => urn === value)
    return (by === 'eq' && has) || (by === 'ne' && !has) ? sql<boolean>`true` : NEVER
  }
  if (attribute.name === 'meta') return compareMeta(type, sub, by, value)
  if (attribute.multi) {
    const asked =
      sub ?? attribute.sub?.find(({ name }) => name === 'value') ?? bad(`say which part of “${attribute.name}”`)
    if (by === 'ne') return sql<boolean>`not ${some(place, compareText(part(asked.name), asked, 'eq', value))}`
    return some(place, compareText(part(asked.name), asked, by, value))
  }
  if (attribute.type === 'complex' && !sub) {
    const asked = attribute.sub?.find(({ name }) => name === 'value') ?? bad(`say which part of “${attribute.name}”`)
    return compareText(scalar({ ...place, sub: asked }), asked, by, value)
  }
  return compareText(scalar(place), sub ?? attribute, by, value)
}

function compareMeta(type: ResourceType, sub: Attribute | undefined, by: Comparison, value: Value): Condition {
  const moment = MOMENTS[sub?.name ?? '']
  if (moment) return compareMoments(moment, by, value)
  if (sub?.name === 'resourceType') return compareText(sql<string>`${type}::text`, sub, by, value)
  return NEVER
}

/** The condition inside brackets, about one value. */
function inner(filter: Filter): Condition {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return joined(filter.kind, filter.parts.map(inner))
    case 'not':
      return sql<boolean>`not ${inner(filter.of)}`
    case 'there':
      return sql<boolean>`${part(filter.place.attribute.name)} is not null`
    case 'compare':
      return compareText(part(filter.place.attribute.name), filter.place.attribute, filter.by, filter.value)
    case 'some':
      return NEVER
  }
}

const joined = (by: 'and' | 'or', parts: readonly Condition[]): Condition =>
  sql<boolean>`(${sql.join(parts, by === 'and' ? sql` and ` : sql` or `)})`

function there(place: Place): Condition {
  if (place.attribute.name === 'schemas' || place.attribute.name === 'meta') return sql<boolean>`true`
  if (place.attribute.multi)
    return some(place, place.sub ? sql<boolean>`${part(place.sub.name)} is not null` : sql<boolean>`true`)
  return sql<boolean>`coalesce(${scalar(place)}, '') <> ''`
}

/** The condition a filter stands for. Raises `scim.bad-filter` for what cannot be compared so. */
export function conditionOf(type: ResourceType, filter: Filter): Condition {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return joined(
        filter.kind,
        filter.parts.map(one => conditionOf(type, one)),
      )
    case 'not':
      return sql<boolean>`not ${conditionOf(type, filter.of)}`
    case 'there':
      return there(filter.place)
    case 'compare':
      return compare(type, filter.place, filter.by, filter.value)
    case 'some':
      return some(filter.place, inner(filter.of))
  }
}

/** What to sort by. Raises `scim.bad-path` for an attribute there is no order of. */
export function orderOf(place: Place): RawBuilder<unknown> {
  const { attribute, sub } = place
  if (attribute.name === 'meta') return MOMENTS[sub?.name ?? ''] ?? scimProblems.raise('bad-path')
  if (attribute.multi)
    return sql`(select lower(e.v ->> ${sub?.name ?? 'value'}::text) from jsonb_array_elements(coalesce(r.json #> ${jsonPath({ ...place, sub: undefined })}::text[], '[]')) as e (v)
      order by (e.v ->> 'primary') = 'true' desc nulls last limit 1)`
  if (attribute.type === 'complex' && !sub) return scimProblems.raise('bad-path')
  return sql`lower(${scalar(place)})`
}
