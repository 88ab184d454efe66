import type { Notice } from './notice.queries.ts'

/** Whether a notice is shown now, was, or will be. */
export function standingOf({ starts_at, ends_at }: Pick<Notice, 'starts_at' | 'ends_at'>, now: Date): string {
  if (ends_at && ends_at <= now) return 'Ended'
  return starts_at > now ? 'To come' : 'Shown now'
}
