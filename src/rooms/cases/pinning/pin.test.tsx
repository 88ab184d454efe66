import { expect, test } from 'vitest'
import { recallAgreement } from '#rooms/catalogue/index.ts'
import { givenAgreement } from '#testing/agreements.ts'
import { council, owner } from '#testing/council.tsx'
import { prioritiseCase } from '../assigning/prioritise-case.actions.ts'
import { getCase } from '../case.queries.ts'
import { listEveryClock } from '../clocks/clocks.queries.ts'
import { holdCase, resumeCase } from '../clocks/hold-case.actions.ts'
import { differences } from '../clocks/kept-clock.ts'
import { worked } from '../clocks/retime.actions.ts'
import { resolveCase } from '../closing/resolve-case.actions.ts'
import { reply } from '../replying/reply.actions.ts'
import { agreeDate, dropDate } from './pin.actions.ts'
import { findAgreedDate } from './pin.queries.ts'

type Council = Awaited<ReturnType<typeof council>>

// Monday 12 January 2026, in winter: London is UTC. P2 is owed a fix in 6 hours.
const at = (text: string) => new Date(`2026-01-${text}:00Z`)
const AGREED = at('15T12:00')

async function agreed(c: Council) {
  const theCase = await c.givenCase({ impact: 2, urgency: 1 }, at('12T09:00'))
  const { reference } = theCase
  await c.writing(tx =>
    agreeDate(tx, c.asha.author, { reference, due: AGREED, because: 'Agreed with the library' }, at('12T10:00')),
  )
  return theCase
}

const fix = async (c: Council, id: string) =>
  (await c.reading(tx => listEveryClock(tx, id))).find(({ metric }) => metric === 'resolve')!

/** In what the row of the fix differs from what the record says; nothing. */
async function disagreements(c: Council, { id, reference }: { id: string; reference: string }, now: Date) {
  return c.reading(async tx => {
    const { organisation_id } = await getCase(tx, reference)
    const { agreed } = await recallAgreement(tx, organisation_id)
    const all = await worked(tx, { id, organisation_id }, { agreed }, now)
    return all.flatMap(({ before, after }) => (before ? differences(before, after, now) : ['missing']))
  })
}

test('an agreed date stays when the priority changes, and the page says what the agreement would give (S54)', async () => {
  const c = await council()
  const theCase = await agreed(c)
  const { id, reference } = theCase
  await c.writing(tx => prioritiseCase(tx, c.asha.author, { reference, impact: 1, urgency: 1 }, at('12T14:00')))
  expect(await fix(c, id)).toMatchObject({ due_at: AGREED, priority: 'P1', missed_at: null })
  expect(await disagreements(c, theCase, at('12T14:00'))).toEqual([])
  const page = await c.asha.page(`/cases/${reference}/clock`)
  expect(page).toContain('as agreed by hand')
  expect(page).toContain('Agreed with the library')
  expect(page).toContain('Due by the agreement')
})

test('a pause does not move it; past it the case is late, and not before', async () => {
  const c = await council()
  const theCase = await agreed(c)
  const { id, reference } = theCase
  await c.writing(tx => holdCase(tx, c.asha.author, { reference, reason: 'supplier' }, at('12T11:00')))
  await c.writing(tx => resumeCase(tx, c.asha.author, { reference, because: 'it came' }, at('13T11:00')))
  expect((await fix(c, id)).due_at).toEqual(AGREED)
  await c.work(at('15T11:59'))
  expect((await fix(c, id)).missed_at).toBeNull()
  await c.work(at('15T12:01'))
  expect((await fix(c, id)).missed_at).toEqual(AGREED)
  expect(await disagreements(c, theCase, at('15T12:01'))).toEqual([])
})

test.each(['the plain two', 'more than those'])(
  'a pause moves it nowhere: what is near and what is late is said while the case is on hold, with %s',
  async what => {
    const c = await council()
    if (what !== 'the plain two') await givenAgreement(c, { kind: 'ola', team_id: c.team_id, versions: [] })
    const theCase = await agreed(c)
    const { id, reference } = theCase
    await c.writing(tx => reply(tx, c.asha.author, { reference, body: 'We know.', channel: 'portal' }, at('12T10:00')))
    await c.writing(tx => holdCase(tx, c.asha.author, { reference, reason: 'supplier' }, at('12T11:00')))
    expect(await fix(c, id)).toMatchObject({ state: 'paused', due_at: AGREED, pinned_due_at: AGREED })
    expect(await disagreements(c, theCase, at('12T11:00'))).toEqual([])
    for (const page of [`/cases/${reference}`, `/cases/${reference}/clock`])
      expect(await c.asha.page(page)).toMatch(/15 January 2026|15 Jan/)
    expect(await c.asha.page(`/cases/${reference}`)).toContain('all the same, as agreed')
    const { rows } = await owner.query('select next_due_at from cases.cases where id = $1', [id])
    expect(rows).toEqual([{ next_due_at: AGREED }])
    // From Monday 09:00 to Thursday 12:00 are 27 working hours: three quarters of them are up on Wednesday at 13:15.
    const told = async () =>
      (await c.happened(id)).flatMap(({ name, happened_at, payload }) =>
        /target|escalated/.test(name) ? [[name, (payload as { planned_at?: string }).planned_at ?? happened_at]] : [],
      )
    await c.work(at('14T13:14'))
    expect(await told()).toEqual([])
    await c.work(at('14T13:15'))
    await c.work(new Date('2026-01-14T13:15:20Z'))
    expect(await told()).toEqual([
      ['case.targetWarned', at('14T13:15')],
      ['case.escalated', at('14T13:15').toISOString()],
    ])
    expect(await disagreements(c, theCase, at('14T13:16'))).toEqual([])
    await c.work(at('15T11:59'))
    expect(await fix(c, id)).toMatchObject({ state: 'paused', missed_at: null })
    await c.work(at('15T12:01'))
    expect(await fix(c, id)).toMatchObject({ state: 'paused', missed_at: AGREED })
    expect((await told()).map(([name]) => name)).toContain('case.targetMissed')
    expect((await told()).at(-1)).toEqual(['case.escalated', '2026-01-15T12:00:00.001Z'])
    await c.writing(tx => resumeCase(tx, c.asha.author, { reference, because: 'it came' }, at('15T13:00')))
    await c.work(at('15T13:01'))
    expect(await disagreements(c, theCase, at('15T13:01'))).toEqual([])
    expect((await told()).filter(([name]) => name === 'case.targetMissed')).toHaveLength(1)
  },
)

test('fixed by the agreed date it is kept, however long that took', async () => {
  const c = await council()
  const { id, reference } = await agreed(c)
  const solved = { closure_code: 'solved', resolution: 'Done' } as const
  await c.writing(tx => resolveCase(tx, c.asha.author, { reference, ...solved }, at('15T11:00')))
  expect(await fix(c, id)).toMatchObject({ outcome: 'met' })
})

test('dropped, the agreement decides again; passed, it stays', async () => {
  const c = await council()
  const theCase = await agreed(c)
  const { id, reference } = theCase
  await c.writing(tx => dropDate(tx, c.asha.author, { reference, because: 'not needed' }, at('12T12:00')))
  expect(await fix(c, id)).toMatchObject({ due_at: at('12T15:00'), pinned_due_at: null })
  expect(await disagreements(c, theCase, at('12T12:00'))).toEqual([])
  const late = await agreed(c)
  const drop = c.writing(tx => dropDate(tx, c.asha.author, { ...late, because: 'late' }, at('15T13:00')))
  await expect(drop).rejects.toMatchObject({ code: 'cases.agreed-date-passed' })
})

test.each(['the plain two', 'more than those'])(
  'dropped when more is used than is allowed, it is late from then, and says so: with %s',
  async what => {
    const c = await council()
    if (what !== 'the plain two') await givenAgreement(c, { kind: 'ola', team_id: c.team_id, versions: [] })
    const theCase = await agreed(c)
    const { id, reference } = theCase
    await c.writing(tx => prioritiseCase(tx, c.asha.author, { reference, impact: 1, urgency: 1 }, at('12T16:00')))
    await c.work(at('13T10:00'))
    expect(await fix(c, id)).toMatchObject({ due_at: AGREED, missed_at: null })
    expect(
      await c.reading(tx => findAgreedDate(tx, { id, organisation_id: c.organisation_id }, at('13T10:00'))),
    ).toMatchObject({ makesLate: true })
    await c.writing(tx => dropDate(tx, c.asha.author, { reference, because: 'not needed' }, at('13T10:00')))
    const late = { missed_at: at('13T10:00'), missed_because: 'reclassified', due_at: at('13T10:00') }
    expect(await fix(c, id)).toMatchObject({ ...late, pinned_due_at: null })
    await c.work(at('13T10:30'))
    expect(await disagreements(c, theCase, at('13T10:30'))).toEqual([])
    const told = (await c.happened(id)).filter(({ name }) => name === 'case.targetMissed')
    const because = { metric: 'resolve', because: 'reclassified' }
    expect(told.map(({ payload }) => payload)).toContainEqual(expect.objectContaining(because))
  },
)

test('a date is agreed on its page, with a reason, in the future', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase()
  const place = `/cases/${reference}/agreed-date`
  const form = { date: '2999-01-15', time: '12:00', because: 'Agreed' }
  for (const wrong of [{ date: 'x' }, { because: ' ' }, { date: '2020-01-15' }])
    expect((await c.asha.post(place, { ...form, ...wrong })).status).toBe(422)
  expect((await c.asha.post(`${place}/drop`, { undone_because: 'x' })).status).toBe(409)
  expect((await c.asha.post(place, { ...form, date: '2099-01-15' })).status).toBe(303)
  expect((await fix(c, id)).due_at).toEqual(new Date('2099-01-15T12:00:00Z'))
  for (const words of ['Agreed now', 'Without the date, it is due']) expect(await c.asha.page(place)).toContain(words)
  expect((await c.asha.post(`${place}/drop`, { undone_because: 'x' })).status).toBe(303)
  const names = (await c.happened(id)).map(({ name }) => name)
  expect(names).toEqual(['case.logged', 'case.duePinned', 'case.dueUnpinned'])
})

test('officers and requesters agree no date, and another council’s case is not there', async () => {
  const c = await council()
  const other = await council()
  const { reference } = await c.givenCase()
  const form = { date: '2099-01-15', time: '12:00', because: 'Agreed' }
  for (const person of [c.ben, c.dilys, c.farah])
    expect((await person.post(`/cases/${reference}/agreed-date`, form)).status).toBe(403)
  expect((await other.asha.post(`/cases/${reference}/agreed-date`, form)).status).toBe(404)
  expect((await other.asha.get(`/cases/${reference}/agreed-date`)).status).toBe(404)
})
