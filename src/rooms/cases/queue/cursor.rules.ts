import type { Sort } from './view.rules.ts'

/** The last row of a page: the next page begins after it, whatever has come or gone before it since. */
export interface Cursor {
  /** What it was sorted by, as the database writes it; null for a case with nothing due. */
  readonly key: string | null
  readonly id: string
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const TIME = /^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/

const fits = (sort: Sort, key: string) =>
  sort === 'requester' || (sort === 'priority' ? /^P[1-4]$/.test(key) : TIME.test(key))

export const writeCursor = ({ key, id }: Cursor): string => (key === null ? id : `${id}${key}`)

/** What `writeCursor` wrote; undefined for anything else, which is then the first page. */
export function readCursor(sort: Sort, text: string | undefined): Cursor | undefined {
  const id = text?.slice(0, 36)
  const key = text?.slice(36)
  if (id === undefined || key === undefined || !ID.test(id)) return undefined
  if (key === '') return sort === 'due' ? { id, key: null } : undefined
  return fits(sort, key) ? { id, key } : undefined
}
