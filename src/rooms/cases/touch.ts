import { sql } from 'kysely'

/** What every change to a case's row sets: when, and a new version, which a page shown before it no longer has. */
export const touched = (now: Date) => ({ changed_at: now, version: sql<number>`version + 1` })
