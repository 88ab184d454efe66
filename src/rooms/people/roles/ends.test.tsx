/* Abuse case 25: what was open for somebody ends within seconds of their right to it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendNudgesThrough } from '#platform/live/nudge.ts'
import { council, db } from '#testing/council.tsx'

beforeAll(() => sendNudgesThrough(db.pool))
afterAll(() => sendNudgesThrough(undefined))

/** Reads a stream until it ends, or until the time is up; what it said, and whether it ended. */
async function until(response: Response, ms: number) {
  const reader = response.body!.getReader()
  const late = new Promise<'late'>(resolve => setTimeout(() => resolve('late'), ms))
  let said = ''
  for (;;) {
    const next = await Promise.race([reader.read(), late])
    if (next === 'late') {
      await reader.cancel()
      return { said, ended: false }
    }
    if (next.done) return { said, ended: true }
    said += new TextDecoder().decode(next.value)
  }
}

test('an open stream ends when a role is taken, and stays for whom nothing changed', { timeout: 20_000 }, async () => {
  const { farah, asha, chidi, organisation_id } = await council()
  const taken = await asha.get('/live?topics=queue')
  const kept = await chidi.get('/live?topics=queue')
  const both = Promise.all([until(taken, 6000), until(kept, 6000)])
  await farah.post(`/admin/people/${asha.id}/roles`, { [`roles-${organisation_id}`]: 'requester' })
  const [first, second] = await both
  expect(first.ended).toBe(true)
  expect(second.ended).toBe(false)
  expect((await asha.get('/queue/all')).status).toBe(403)
})

test('and when somebody is deactivated, after which nothing more is sent', { timeout: 20_000 }, async () => {
  const { farah, ben } = await council()
  const open = until(await ben.get('/live?topics=queue'), 6000)
  await farah.post(`/admin/people/${ben.id}/active`, { active: 'no' })
  const { ended, said } = await open
  expect(ended).toBe(true)
  expect(said).not.toContain('turbo-stream')
})
