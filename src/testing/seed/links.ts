import type { Written } from './write-cases.ts'

const CLOSE_MS = 36 * 3_600_000

/** The same trouble at the same council within a day or so, where it touched more than one person: related. */
export function linksAmong(cases: readonly Written[]) {
  const last = new Map<string, Written>()
  return cases.flatMap(one => {
    const { partner, logging } = one.story
    const { row } = one.played
    if (row.impact === 3 || !row.category_id) return []
    const key = `${partner.id} ${row.category_id} ${logging.subject}`
    const before = last.get(key)
    last.set(key, one)
    if (!before || +logging.at - +before.story.logging.at > CLOSE_MS) return []
    const ends = { case_id: row.id, other_case_id: before.played.row.id }
    return [{ ...ends, kind: 'related_to', organisation_id: partner.id }]
  })
}
