import { z } from 'zod'

const value = z.union([z.string(), z.number(), z.boolean(), z.null()])
type Value = z.infer<typeof value>

/** What an edit changed: each field with what it was and what it is now. For the payload of an event. */
export const changes = z.record(z.string(), z.object({ before: value, after: value }))
export type Changes = z.infer<typeof changes>

/** The fields of `after` that differ from what they were. Empty when nothing changed, and then nothing happened. */
export function changesBetween(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, Value>>,
): Changes {
  const changed: Changes = {}
  for (const [field, now] of Object.entries(after)) {
    // Columns of text, numbers and truth: what a form can set.
    const was = (before[field] ?? null) as Value
    if (was !== now) changed[field] = { before: was, after: now }
  }
  return changed
}
