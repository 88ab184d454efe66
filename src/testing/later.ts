import { expect } from 'vitest'
import type { Member } from './council.tsx'

const PAST_UNDOING_MS = 15_000

/** A time at which whatever was written just now can no longer be undone, and has gone. */
export const pastUndoing = (): Date => new Date(Date.now() + PAST_UNDOING_MS)

/** Sends the reply that somebody has just written, as they would who do not want to wait. */
export async function sendAtOnce(author: Member, reference: string): Promise<void> {
  const [path] = /\/cases\/[^/"]+\/pending\/[0-9a-f-]+\/send/.exec(await author.page(`/cases/${reference}`)) ?? []
  expect((await author.post(path ?? 'nothing is waiting')).status).toBe(303)
}
