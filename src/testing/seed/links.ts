import * as cases from '#rooms/cases/index.ts'
import { inOrder } from './play-beside.ts'
import { happened } from './played-case.ts'
import { authorOf } from './telling.ts'
import type { Written } from './write-cases.ts'

const CLOSE_MS = 36 * 3_600_000

/**
 * The same trouble at the same council within a day or so, where it touched more than one person: related, by whoever takes the later
 * one. Both cases say so in their events.
 */
export function linksAmong(all: readonly Written[], until: Date) {
  const last = new Map<string, Written>()
  return all.flatMap(one => {
    const { partner, logging } = one.story
    const { row } = one.played
    if (row.impact === 3 || !row.category_id) return []
    const key = `${partner.id} ${row.category_id} ${logging.subject}`
    const before = last.get(key)
    last.set(key, one)
    if (!before || +logging.at - +before.story.logging.at > CLOSE_MS) return []
    return link(one, before, until) ? [rowFor(one, before)] : []
  })
}

const rowFor = (one: Written, other: Written) => ({
  ...{ case_id: one.played.row.id, other_case_id: other.played.row.id, kind: 'related_to' },
  organisation_id: one.story.partner.id,
})

/** As linkCases records it, when somebody has taken the case by then; else it is not linked yet. */
function link(one: Written, other: Written, until: Date): boolean {
  const taken = one.story.steps.find(step => step.act === 'assign' && step.assignee)
  if (taken?.act !== 'assign' || !taken.assignee || taken.at > until) return false
  for (const [near, far] of [
    [one.played, other.played],
    [other.played, one.played],
  ] as const) {
    // The reference is given when the cases are written.
    const payload = { relation: 'related_to', other_id: far.row.id, reference: '' }
    happened(near, authorOf(taken.assignee), cases.caseLinked, payload, taken.at)
    inOrder(near)
  }
  return true
}
