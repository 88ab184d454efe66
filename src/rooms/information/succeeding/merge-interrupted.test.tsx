import { expect, test } from 'vitest'
import { marked } from '#testing/marked.ts'
import { all, contentsOf, endOf, killedAt, type Planned, planned } from './merging.fixture.ts'

/** Each step is first tried with the connection ended, at another statement each time, and then once more. */
async function stumbling(p: Planned): Promise<{ steps: number; killed: number }> {
  const seen = { steps: 0, killed: 0 }
  for (let more = true; more; seen.steps++) {
    const broken = killedAt(seen.steps % 7)
    const tried = await p.step(broken.db).catch(() => undefined)
    if (broken.killed()) {
      seen.killed++
      expect(tried).toBeUndefined()
      more = await p.step()
    } else more = tried ?? true
  }
  return seen
}

test('killed inside every step and gone on, by two at once too, it ends as one that was left alone', {
  timeout: 240_000,
}, async () => {
  const given = { furnish: marked }
  const [alone, killed, two] = [await planned(given), await planned(given), await planned(given)]
  await all(() => alone.step())
  const { steps, killed: often } = await stumbling(killed)
  expect([steps > 60, often > steps / 2]).toEqual([true, true])
  for (let more = true; more; ) more = (await Promise.all([two.step(), two.step()])).some(Boolean)
  const end = await endOf(alone)
  expect(Object.values(end).flat().length).toBeGreaterThan(200)
  expect(await endOf(killed)).toEqual(end)
  expect(await endOf(two)).toEqual(end)
})

test('taken back from anywhere, killed on the way back too, every table holds what it held', {
  timeout: 240_000,
}, async () => {
  // While settings are copied, while what is theirs moves, and before and after what else is pointed at the new one.
  for (const to of ['copy catalogue.categories', 'move people.teams', 'others', 'pass', 'end']) {
    const p = await planned({ furnish: marked })
    const ids = [p.a.organisation_id, p.b.organisation_id]
    const before = await contentsOf(ids)
    while ((await p.standing()).step !== to) expect(await p.step()).toBe(true)
    await p.withdraw()
    await stumbling(p)
    expect((await p.standing()).state).toBe('undone')
    expect(await contentsOf(ids), `taken back from ${to}`).toEqual(before)
  }
})
