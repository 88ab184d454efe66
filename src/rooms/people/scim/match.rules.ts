import type { Comparison, Filter, Value } from './read-filter.ts'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

/** Entra ID says truth as text, "True" and "False"; some say it in small letters. */
export const truthOf = (value: unknown): boolean | undefined => {
  if (typeof value === 'boolean') return value
  const said = typeof value === 'string' ? value.trim().toLowerCase() : ''
  return said === 'true' ? true : said === 'false' ? false : undefined
}

const COMPARE: Record<Comparison, (has: string, wanted: string) => boolean> = {
  eq: (has, wanted) => has === wanted,
  ne: (has, wanted) => has !== wanted,
  co: (has, wanted) => has.includes(wanted),
  sw: (has, wanted) => has.startsWith(wanted),
  ew: (has, wanted) => has.endsWith(wanted),
  gt: (has, wanted) => has > wanted,
  ge: (has, wanted) => has >= wanted,
  lt: (has, wanted) => has < wanted,
  le: (has, wanted) => has <= wanted,
}

function compares(has: Json | undefined, by: Comparison, wanted: Value): boolean {
  if (has === undefined || has === null) return by === 'ne' ? wanted !== null : by === 'eq' && wanted === null
  if (typeof has === 'boolean') return by === 'ne' ? has !== truthOf(wanted) : by === 'eq' && has === truthOf(wanted)
  return COMPARE[by](String(has).toLowerCase(), String(wanted).toLowerCase())
}

/** Whether one of the values of an attribute, such as an e-mail address, is what stands in the brackets of a path. */
export function matches(filter: Filter, element: { readonly [name: string]: Json }): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.parts.every(part => matches(part, element))
    case 'or':
      return filter.parts.some(part => matches(part, element))
    case 'not':
      return !matches(filter.of, element)
    case 'there':
      return element[filter.place.attribute.name] !== undefined
    case 'compare':
      return compares(element[filter.place.attribute.name], filter.by, filter.value)
    case 'some':
      return false
  }
}

/** What an element must have to match, when the filter says only that: `type eq "work"`. Undefined for any other filter. */
export function demandedBy(filter: Filter): Record<string, Json> | undefined {
  if (filter.kind === 'compare' && filter.by === 'eq') {
    const { name, type } = filter.place.attribute
    return { [name]: type === 'boolean' ? (truthOf(filter.value) ?? false) : filter.value }
  }
  if (filter.kind !== 'and') return undefined
  const all = filter.parts.map(demandedBy)
  return all.every(one => one !== undefined) ? Object.assign({}, ...all) : undefined
}
