import { isOpenOnly, type View } from './view.rules.ts'

export type GroupName = 'late' | 'today' | 'later' | 'paused'

export const GROUP_NAMES: Record<GroupName, string> = {
  late: 'Late',
  today: 'Due today',
  later: 'Later',
  paused: 'Paused, or nothing due',
}
const ORDER: readonly GroupName[] = ['late', 'today', 'later', 'paused']

/** Headings make sense only in the order of what is due. */
export const isGrouped = (view: View): boolean => view.sort === 'due' && !view.descending && isOpenOnly(view)

export function groupOf(next_due_at: Date | null, now: Date, endOfToday: Date): GroupName {
  if (next_due_at === null) return 'paused'
  if (next_due_at < now) return 'late'
  return next_due_at < endOfToday ? 'today' : 'later'
}

/**
 * How many a group has, in words. The cases were counted ahead only so far: the last group reached may go on, and then it has that
 * many "or more".
 */
export function sayCount(name: GroupName, counts: Readonly<Record<GroupName, number>>, cut: boolean): string {
  const last = ORDER.findLast(group => counts[group] > 0)
  return cut && name === last ? `${counts[name]}+` : `${counts[name]}`
}

/** Rows that are already in order, in their groups. */
export function groupRows<Row extends { readonly next_due_at: Date | null }>(
  rows: readonly Row[],
  now: Date,
  endOfToday: Date,
): { name: GroupName; rows: Row[] }[] {
  return ORDER.map(name => ({
    name,
    rows: rows.filter(row => groupOf(row.next_due_at, now, endOfToday) === name),
  })).filter(group => group.rows.length > 0)
}
