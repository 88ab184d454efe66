import { expect, test } from 'vitest'
import { type Council, council, owner } from '#testing/council.tsx'
import { toldTo } from '#testing/told.ts'
import { assignCase } from '../assigning/assign-case.actions.ts'
import { prioritiseCase } from '../assigning/prioritise-case.actions.ts'
import { holdCase, resumeCase } from '../clocks/hold-case.actions.ts'
import { resolveCase } from '../closing/resolve-case.actions.ts'
import { reply } from '../replying/reply.actions.ts'

// Monday 12 January 2026, in winter: London is UTC.
const monday = (time: string) => new Date(`2026-01-12T${time}Z`)
const tuesday = (time: string) => new Date(`2026-01-13T${time}Z`)
const seconds = (at: Date, by: number) => new Date(at.getTime() + by * 1000)

/** What passed on a case: at which threshold, when in truth, and who was told. */
async function passedOn(c: Council, case_id: string, metric = 'resolve') {
  const { rows } = await owner.query(
    `select e.mark || ' ' || e.amount as threshold, e.planned_at, e.repeats, e.raised_at, e.acknowledged_at,
       array(select p.name from cases.escalation_persons x join people.persons p on p.id = x.person_id where x.escalation_id = e.id order by 1) as told
     from cases.escalations e where e.case_id = $1 and e.metric = $2 and e.organisation_id = $3 order by e.planned_at, e.id`,
    [case_id, metric, c.organisation_id],
  )
  return rows
}

/** A case of Asha's that was answered at once, so that only its fix is owed. */
async function givenAnswered(c: Council, level: 1 | 2 | 3, at: Date) {
  const given = await c.givenCase({ impact: level, urgency: level }, at)
  const { reference } = given
  await c.writing(tx => assignCase(tx, c.chidi.author, { reference, team_id: c.team_id, assignee_id: c.asha.id }, at))
  await c.writing(tx => reply(tx, c.asha.author, { reference, body: 'On it.', channel: 'portal' }, at))
  return given
}

test('S-39: at 50, 75, 90 and 100 per cent the right people are told, each exactly once, within seconds', async () => {
  const c = await council()
  const { id } = await givenAnswered(c, 1, monday('09:00:00'))
  for (const time of ['10:00:10', '10:00:12', '10:30:05', '10:30:05', '10:48:01', '11:00:01', '11:00:30', '15:00:00'])
    await c.work(monday(time))
  expect(await passedOn(c, id)).toMatchObject([
    { threshold: 'percent 50', planned_at: monday('10:00:00'), told: ['Chidi Okafor'] },
    { threshold: 'percent 75', planned_at: monday('10:30:00'), told: ['Asha Patel'] },
    { threshold: 'percent 90', planned_at: monday('10:48:00'), told: ['Chidi Okafor'] },
    {
      threshold: 'percent 100',
      planned_at: monday('11:00:00.001'),
      told: ['Asha Patel', 'Chidi Okafor', 'Evan Hughes'],
    },
  ])
  const names = (await c.happened(id)).map(({ name }) => name)
  expect(names.filter(name => name === 'case.targetWarned')).toHaveLength(1)
  expect(names.filter(name => name === 'case.targetMissed')).toHaveLength(1)
  expect((await toldTo(c, c.asha)).kinds.filter(kind => kind !== 'assigned')).toEqual(['due_soon', 'overdue'])
  expect((await toldTo(c, c.evan)).kinds).toContain('escalated')
})

test('S29: with 8 hours from Monday 15:00, three quarters are used on Tuesday at 13:00', async () => {
  const c = await council()
  await owner.query(`update catalogue.targets set seconds = 28800 where organisation_id = $1 and metric = 'resolve'`, [
    c.organisation_id,
  ])
  const { id } = await givenAnswered(c, 3, monday('15:00:00'))
  await c.work(tuesday('12:59:59'))
  expect(await passedOn(c, id)).toEqual([])
  await c.work(tuesday('13:00:02'))
  expect(await passedOn(c, id)).toMatchObject([{ threshold: 'percent 75', planned_at: tuesday('13:00:00') }])
})

test('nothing is told while a clock stands still, and the threshold moves with it', async () => {
  const c = await council()
  const { id, reference } = await givenAnswered(c, 2, monday('09:00:00'))
  const hold = { reference, reason: 'supplier' as const }
  await c.writing(tx => holdCase(tx, c.asha.author, hold, monday('10:00:00')))
  await c.work(monday('16:00:00'))
  expect(await passedOn(c, id)).toEqual([])
  await c.writing(tx => resumeCase(tx, c.asha.author, { reference, because: 'It came' }, monday('11:00:00')))
  // Of 16 hours, 12 are used on Tuesday at 14:00: an hour later than without the pause.
  await c.work(tuesday('13:59:00'))
  expect(await passedOn(c, id)).toEqual([])
  await c.work(tuesday('14:00:01'))
  expect(await passedOn(c, id)).toMatchObject([{ threshold: 'percent 75', planned_at: tuesday('14:00:00') }])
})

test('a case that is resolved before the telling is delivered is told to nobody', async () => {
  const c = await council()
  const { reference } = await givenAnswered(c, 2, monday('09:00:00'))
  await c.work(tuesday('13:00:01'))
  const { deliveries } = await toldTo(c, c.asha)
  expect(deliveries.filter(({ kind }) => kind === 'due_soon')).toMatchObject([{ channel: 'email', state: 'waiting' }])
  const resolve = { reference, closure_code: 'solved' as const, resolution: 'Put out.' }
  await c.writing(tx => resolveCase(tx, c.asha.author, resolve, tuesday('13:00:20')))
  await c.work(tuesday('13:02:00'))
  const after = (await toldTo(c, c.asha)).deliveries
  expect(after.filter(({ kind }) => kind === 'due_soon')).toMatchObject([{ state: 'withheld' }])
  await c.work(tuesday('17:00:00'))
  expect((await toldTo(c, c.evan)).kinds).not.toContain('escalated')
})

test('another priority has other thresholds, and what it passes at once is told at the change', async () => {
  const c = await council()
  const { id, reference } = await givenAnswered(c, 2, monday('09:00:00'))
  await c.work(monday('09:05:00'))
  await c.writing(tx => prioritiseCase(tx, c.chidi.author, { reference, impact: 1, urgency: 1 }, monday('10:10:00')))
  await c.work(monday('10:10:05'))
  expect(await passedOn(c, id)).toMatchObject([{ threshold: 'percent 50', planned_at: monday('10:10:00') }])
  await c.work(monday('10:30:05'))
  expect((await passedOn(c, id)).map(({ threshold }) => threshold)).toEqual(['percent 50', 'percent 75'])
})

test('it is told again until somebody says that they have it; when nobody does, those above', async () => {
  const c = await council()
  const { id } = await givenAnswered(c, 1, monday('09:00:00'))
  for (const time of ['10:00:01', '10:10:02', '10:20:03', '10:30:04']) await c.work(monday(time))
  const half = async () => (await passedOn(c, id))[0]
  expect(await half()).toMatchObject({ repeats: 3, raised_at: null, told: ['Chidi Okafor'] })
  await c.work(monday('10:40:06'))
  expect(await half()).toMatchObject({ repeats: 3, raised_at: monday('10:40:06') })
  await c.work(monday('10:47:00'))
  expect(
    (await c.happened(id)).filter(
      ({ name, payload }) => name === 'case.escalated' && (payload as { raised: boolean }).raised,
    ),
  ).toHaveLength(1)
})

test('jobs that run twice tell nobody twice', async () => {
  const c = await council()
  const { id } = await givenAnswered(c, 2, monday('09:00:00'))
  await c.work(tuesday('13:00:01'))
  await owner.query(`update cases.case_clocks set escalate_at = '-infinity' where case_id = $1 and state = 'running'`, [
    id,
  ])
  await c.work(tuesday('13:00:01'))
  await owner.query(`update cases.case_clocks set escalate_at = $2 where case_id = $1 and state = 'running'`, [
    id,
    tuesday('13:00:00'),
  ])
  await c.work(tuesday('13:00:02'))
  expect(await passedOn(c, id)).toHaveLength(1)
  expect((await toldTo(c, c.asha)).kinds.filter(kind => kind === 'due_soon')).toHaveLength(1)
})

test('S51: what passed while nothing ran has its true time, and is told to each in one message', async () => {
  const c = await council()
  const first = await givenAnswered(c, 1, monday('09:00:00'))
  const second = await givenAnswered(c, 1, monday('09:20:00'))
  await c.work(monday('09:21:00'))
  const back = monday('14:00:00')
  await c.work(back)
  await c.work(seconds(back, 11))
  await c.work(seconds(back, 80))
  const passed = await passedOn(c, first.id)
  expect(passed.map(({ planned_at }) => planned_at)).toEqual(
    ['10:00:00', '10:30:00', '10:48:00', '11:00:00.001'].map(monday),
  )
  expect(await passedOn(c, second.id)).toHaveLength(4)
  const evan = await toldTo(c, c.evan)
  expect(evan.kinds.filter(kind => kind !== 'assigned')).toEqual(['escalations_missed'])
  expect(evan.notices.at(-1)!.words).toContain(`${first.reference}: Fix, 100 % of the time`)
  const chidi = await toldTo(c, c.chidi)
  expect(chidi.kinds.filter(kind => kind.startsWith('escal'))).toEqual(['escalations_missed'])
  expect(chidi.mails.filter(({ text }) => text.includes('While the service was down'))).toHaveLength(1)
  expect(chidi.mails.at(-1)!.text).toContain('Fix, 90 % of the time (today 10:48)')
})

test('whoever lost the right to read meanwhile is told nothing', async () => {
  const c = await council()
  await givenAnswered(c, 2, monday('09:00:00'))
  await c.work(tuesday('13:00:01'))
  await owner.query('delete from people.role_assignments where person_id = $1', [c.asha.id])
  await c.work(tuesday('13:02:00'))
  const { deliveries } = await toldTo(c, c.asha)
  expect(deliveries.filter(({ kind }) => kind === 'due_soon')).toMatchObject([{ state: 'withheld' }])
})

test('whoever was told says that they have it, once: nobody is told again, and the case says who', async () => {
  const c = await council()
  const other = await council()
  const { id, reference } = await givenAnswered(c, 1, monday('09:00:00'))
  await c.work(monday('10:00:01'))
  const page = await c.chidi.page(`/cases/${reference}`)
  expect(page).toContain('You were told at 50 % of the time.')
  expect(await c.chidi.page('/escalations')).toContain(reference)
  expect(await c.asha.page('/escalations')).not.toContain(reference)
  const [path] = /\/cases\/[^/"]+\/escalations\/[0-9a-f-]+\/acknowledge/.exec(page)!
  expect((await other.chidi.post(path)).status).toBe(404)
  expect((await c.ben.post(path)).status).toBe(403)
  // Dilys reads cases, but was not told of this.
  expect((await c.dilys.post(path)).status).toBe(403)
  expect((await c.chidi.post(path)).status).toBe(303)
  expect((await c.chidi.post(path)).status).toBe(303)
  expect((await c.asha.post(path)).status).toBe(409)
  expect((await c.asha.post(`/cases/${reference}/escalations/${id}/acknowledge`)).status).toBe(404)
  await c.work(monday('10:12:00'))
  expect((await passedOn(c, id))[0]).toMatchObject({ repeats: 0 })
  expect((await c.happened(id)).filter(({ name }) => name === 'case.escalationAcknowledged')).toMatchObject([
    { actor: 'Chidi Okafor', payload: { threshold: '50 % of the time' } },
  ])
  const after = (await c.asha.page(`/cases/${reference}`)).replace(/\s+/g, ' ')
  expect(after).toContain('Chidi Okafor has it, since')
  expect(await c.chidi.page('/escalations')).toContain('Nothing waits for you')
  expect(await c.chidi.page('/escalations?show=all')).toContain(reference)
})
