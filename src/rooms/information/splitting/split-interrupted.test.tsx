import { expect, test } from 'vitest'
import { owner } from '#testing/council.tsx'
import { marked } from '#testing/marked.ts'
import { all, contentsOf, killedAt, likeness } from '../succeeding/merging.fixture.ts'
import { type Planned, planned } from './splitting.fixture.ts'

/** A council that has something of every kind; its whole desk goes, with mailbox, sign-in and directory. */
const everything = () =>
  planned({
    furnish: marked,
    goes: (a, { mailbox_id }) => ({ teams: [a.team_id], mailboxes: [mailbox_id] }),
    ways: { sign_in: 'goes', directory: 'goes' },
  })

/** Each step is first tried with the connection ended, at another statement each time, and then once more. */
async function stumbling(p: Planned): Promise<{ steps: number; killed: number }> {
  const seen = { steps: 0, killed: 0 }
  for (let more = true; more; seen.steps++) {
    const broken = killedAt((seen.steps * 3) % 23)
    const tried = await p.step(broken.db).catch(() => undefined)
    if (broken.killed()) seen.killed++
    more = tried ?? (await p.step())
  }
  return seen
}

const endOf = async (p: Planned) =>
  likeness(await contentsOf([p.a.organisation_id, p.b_id]), {
    ...{ [p.a.short]: 'OLD', [p.short_name]: 'NEW' },
    // The end of the plan's identifier, in the address of a team made anew.
    [`-${p.id.slice(-6)}"`]: '-PLAN"',
  })

test('killed inside steps and gone on, it ends as one that was left alone', { timeout: 180_000 }, async () => {
  const [alone, killed] = [await everything(), await everything()]
  await all(() => alone.step())
  expect((await alone.standing()).state).toBe('done')
  const { steps, killed: often } = await stumbling(killed)
  expect([steps > 40, often > 5]).toEqual([true, true])
  const end = await endOf(alone)
  expect(Object.values(end).flat().length).toBeGreaterThan(150)
  expect(await endOf(killed)).toEqual(end)
})

test('taken back from before its last step, with sign-in and directory gone, every table holds what it held', {
  timeout: 180_000,
}, async () => {
  for (const to of ['point', 'finish']) {
    const p = await everything()
    const before = await contentsOf([p.a.organisation_id])
    while ((await p.standing()).step !== to) expect(await p.step()).toBe(true)
    await p.withdraw()
    await stumbling(p)
    expect((await p.standing()).state).toBe('undone')
    const after = await contentsOf([p.a.organisation_id])
    for (const table of Object.keys(before))
      if (table !== 'information.split_parts') expect([to, table, after[table]]).toEqual([to, table, before[table]])
  }
})

test('more people and more open cases than fit in a batch all go, and all come back', {
  timeout: 180_000,
}, async () => {
  const p = await planned({
    furnish: async a => {
      await owner.query(
        `insert into people.persons (id, organisation_id, name, department)
         select gen_random_uuid(), $1, 'Somebody ' || n, 'North' from generate_series(1, 230) n`,
        [a.organisation_id],
      )
      for (let n = 0; n < 210; n++) await a.givenCase({ subject: `Case ${n}` })
    },
    goes: () => ({ departments: ['North'] }),
  })
  const open = `select count(*)::int as many from cases.cases where organisation_id = $1 and is_open`
  const many = async (text: string, id: string) => (await owner.query(text, [id])).rows[0].many
  const before = await many(open, p.a.organisation_id)
  while ((await p.standing()).step !== 'finish') expect(await p.step()).toBe(true)
  expect([await many(open, p.a.organisation_id), await many(open, p.b_id)]).toEqual([1, before - 1])
  const persons = 'select count(*)::int as many from people.persons where organisation_id = $1'
  expect(await many(persons, p.b_id)).toBe(231)
  await p.withdraw()
  await all(p.step)
  expect([await many(open, p.a.organisation_id), await many(open, p.b_id)]).toEqual([before, 0])
  expect(await many(persons, p.b_id)).toBe(0)
})
