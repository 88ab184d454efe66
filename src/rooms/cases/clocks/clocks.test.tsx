import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'
import { assignCase } from '../assigning/assign-case.actions.ts'
import { prioritiseCase } from '../assigning/prioritise-case.actions.ts'
import { getCase } from '../case.queries.ts'
import { reopenCase } from '../closing/reopen-case.actions.ts'
import { resolveCase } from '../closing/resolve-case.actions.ts'
import { addNote, answerAsRequester, reply } from '../replying/reply.actions.ts'
import { listClocks } from './clocks.queries.ts'
import { holdCase } from './hold-case.actions.ts'

// Monday 12 January 2026, in winter: London is UTC.
const monday = (time: string) => new Date(`2026-01-12T${time}:00Z`)
const tuesday = (time: string) => new Date(`2026-01-13T${time}:00Z`)

async function clocksOf(c: Awaited<ReturnType<typeof council>>, id: string) {
  const clocks = await c.reading(tx => listClocks(tx, id))
  const get = (metric: string) => clocks.find(clock => clock.metric === metric)!
  return { response: get('first_response'), resolve: get('resolve') }
}

test('a case logged starts a clock for each promise, in the working hours of its council', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase({ impact: 1, urgency: 1 }, monday('16:30'))
  const { response, resolve } = await clocksOf(c, id)
  expect(response.due_at).toEqual(monday('16:45'))
  expect(resolve.due_at).toEqual(tuesday('10:30'))
  const theCase = await c.reading(tx => getCase(tx, reference))
  expect(theCase).toMatchObject({ priority: 'P1', state: 'new', next_metric: 'first_response', team: 'Service desk' })
})

test('the clock starts when the caller rang, not when the call was logged', async () => {
  const c = await council()
  const { id } = await c.givenCase({ impact: 1, urgency: 1, started_at: monday('08:50') }, monday('09:40'))
  expect((await clocksOf(c, id)).resolve.due_at).toEqual(monday('11:00'))
})

test('a stopped clock gives back the working time it stood still, to the second', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase({ impact: 2, urgency: 1 }, monday('09:00'))
  await c.writing(tx => holdCase(tx, c.asha.author, { reference, reason: 'supplier' }, monday('10:00')))
  expect((await clocksOf(c, id)).resolve).toMatchObject({ state: 'paused', due_at: null, used_seconds: 3600 })
  expect((await c.reading(tx => getCase(tx, reference))).next_due_at).toEqual(monday('09:30'))
  await c.writing(tx =>
    reply(tx, c.asha.author, { reference, body: 'Waiting for a part.', channel: 'portal' }, monday('10:05')),
  )
  expect((await c.reading(tx => getCase(tx, reference))).next_due_at).toBeNull()
})

test('an answer from the requester starts a clock that waited for them', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase({ impact: 2, urgency: 1 }, monday('09:00'))
  await c.writing(tx => holdCase(tx, c.asha.author, { reference, reason: 'requester' }, monday('10:00')))
  await c.writing(tx =>
    answerAsRequester(tx, c.ben.author, { reference, body: 'Here it is.', channel: 'portal' }, monday('14:00')),
  )
  expect((await clocksOf(c, id)).resolve).toMatchObject({ state: 'running', due_at: tuesday('11:00') })
  expect((await c.reading(tx => getCase(tx, reference))).state).toBe('in_progress')
})

test('a note to colleagues is not a first response; an answer is', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase({ impact: 1, urgency: 1 }, monday('09:00'))
  await c.writing(tx =>
    addNote(tx, c.asha.author, { reference, body: 'Known fault.', channel: 'portal' }, monday('09:05')),
  )
  expect((await clocksOf(c, id)).response.state).toBe('running')
  await c.writing(tx => reply(tx, c.asha.author, { reference, body: 'On my way.', channel: 'portal' }, monday('09:20')))
  expect((await clocksOf(c, id)).response).toMatchObject({
    state: 'stopped',
    outcome: 'missed',
    missed_at: monday('09:15'),
  })
})

test('a higher priority that makes a case late is stamped at the change, as its cause', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase({ impact: 2, urgency: 2 }, monday('09:00'))
  await c.writing(tx => prioritiseCase(tx, c.asha.author, { reference, impact: 1, urgency: 1 }, tuesday('11:00')))
  expect((await clocksOf(c, id)).resolve).toMatchObject({
    missed_at: tuesday('11:00'),
    missed_because: 'reclassified',
    priority: 'P1',
  })
  expect((await c.happened(id)).at(-1)).toMatchObject({
    name: 'case.targetMissed',
    payload: { because: 'reclassified' },
  })
})

test('a reopened case goes on with its clock, without the time since it was resolved', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase({ impact: 2, urgency: 1 }, monday('09:00'))
  await c.writing(tx =>
    resolveCase(tx, c.asha.author, { reference, closure_code: 'solved', resolution: 'Put out.' }, monday('14:00')),
  )
  expect((await clocksOf(c, id)).resolve).toMatchObject({ outcome: 'met', used_seconds: 5 * 3600 })
  await c.writing(tx => reopenCase(tx, c.ben.author, { reference, because: 'It burns again' }, tuesday('10:00')))
  expect((await clocksOf(c, id)).resolve).toMatchObject({ state: 'running', due_at: tuesday('11:00') })
})

test('a warning and a breach are told once each, at their times, and not for a case that is stopped', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase({ impact: 1, urgency: 1 }, monday('09:00'))
  await c.writing(tx =>
    assignCase(tx, c.asha.author, { reference, team_id: c.team_id, assignee_id: c.asha.id }, monday('09:01')),
  )
  await c.work(monday('09:12'))
  const names = async () => (await c.happened(id)).map(event => event.name).filter(name => name !== 'case.escalated')
  expect(await names()).toEqual(['case.logged', 'case.assigned', 'case.targetWarned'])
  await c.work(monday('09:16'))
  await c.work(monday('09:20'))
  expect((await names()).slice(3)).toEqual(['case.targetMissed'])
  await c.writing(tx =>
    resolveCase(tx, c.asha.author, { reference, closure_code: 'solved', resolution: 'Put out.' }, monday('09:30')),
  )
  await c.work(monday('09:30'))
  await c.work(tuesday('16:00'))
  expect((await names()).slice(4)).toEqual(['case.resolved'])
})
