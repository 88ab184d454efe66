/** From when a planned task's days count. */
export const COUNTED_FROM: Record<string, string> = {
  logged: 'after the case is logged',
  due: 'before the case is due',
}

/** "3 working days before the case is due". */
export function sayDays({ days, counted_from }: { days: number | null; counted_from: string }): string {
  if (days === null) return 'no day'
  if (days === 0) return counted_from === 'due' ? 'the day the case is due' : 'the day it is logged'
  return `${days} working ${days === 1 ? 'day' : 'days'} ${COUNTED_FROM[counted_from] ?? ''}`
}
