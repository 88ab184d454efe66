import { expect, test } from 'vitest'
import { type Council, council } from '#testing/council.tsx'
import { getCase } from '../case.queries.ts'
import { listClocks } from '../clocks/clocks.queries.ts'
import { holdCase } from '../clocks/hold-case.actions.ts'
import { addNote, reply } from '../replying/reply.actions.ts'
import { addTask, settleTask } from '../tasks/task.actions.ts'
import { listTasks } from '../tasks/task.queries.ts'
import { mergeCases } from './merge.actions.ts'
import { undoMerge } from './undo-merge.actions.ts'

// Monday 12 January 2026, in winter: London is UTC. The working day is 09:00 to 17:00.
const monday = (time: string) => new Date(`2026-01-12T${time}:00Z`)
const wednesday = (time: string) => new Date(`2026-01-14T${time}:00Z`)

const P2 = { impact: 2, urgency: 1 } as const

const clocksOf = async (c: Council, id: string) =>
  (await c.reading(tx => listClocks(tx, id))).map(({ metric, state, outcome, due_at, used_seconds }) => ({
    ...{ metric, state, outcome, due_at, used_seconds },
  }))

/** Ben's case and, asked for by Dilys unless said otherwise, another about the same thing. */
async function twoCases(c: Council, requester_id = c.dilys.id) {
  const from = await c.givenCase(P2, monday('09:00'))
  const into = await c.givenCase({ ...P2, requester_id, subject: 'Smoke', body: 'I smell smoke.' }, monday('09:30'))
  return { from, into }
}

const merge = (c: Council, from: string, into: string, at: Date, follow = false) =>
  c.writing(tx => mergeCases(tx, c.asha.author, { reference: from, into, follow }, at))
const undo = (c: Council, reference: string, at: Date) =>
  c.writing(tx => undoMerge(tx, c.asha.author, { reference }, at))

test('a merged case ends, its clocks neither met nor missed, and its open tasks move', async () => {
  const c = await council()
  const { from, into } = await twoCases(c)
  const task = {
    reference: from.reference,
    title: 'Call the caretaker',
    team_id: null,
    assignee_id: null,
    due_at: null,
  }
  await c.writing(tx => addTask(tx, c.asha.author, task, monday('09:10')))
  await merge(c, from.reference, into.reference, monday('09:20'))
  const theCase = await c.reading(tx => getCase(tx, from.reference))
  expect(theCase).toMatchObject({ state: 'closed', closure_code: 'merged', merged_into_id: into.id, next_due_at: null })
  expect((await clocksOf(c, from.id)).map(clock => clock.outcome)).toEqual(['merged', 'merged'])
  expect((await c.reading(tx => listTasks(tx, into.id))).map(one => one.title)).toEqual(['Call the caretaker'])
  await c.work(monday('16:00'))
  const told = (await c.happened(from.id)).map(event => event.name)
  expect(told).toEqual(['case.logged', 'case.taskAdded', 'case.merged'])
})

test('a clock that was late stays missed, and one that was met stays met', async () => {
  const c = await council()
  const { from, into } = await twoCases(c)
  await c.writing(tx =>
    reply(tx, c.asha.author, { reference: from.reference, body: 'Coming.', channel: 'portal' }, monday('09:10')),
  )
  await merge(c, from.reference, into.reference, wednesday('12:00'))
  expect((await clocksOf(c, from.id)).map(clock => clock.outcome)).toEqual(['met', 'missed'])
})

test('undone at once, everything stands as before', async () => {
  const c = await council()
  const { from, into } = await twoCases(c)
  await c.writing(tx => holdCase(tx, c.asha.author, { reference: from.reference, reason: 'supplier' }, monday('10:00')))
  const task = { reference: from.reference, title: 'A', team_id: null, assignee_id: null, due_at: monday('15:00') }
  await c.writing(tx => addTask(tx, c.asha.author, task, monday('10:00')))
  const stand = async () => ({
    theCase: { ...(await c.reading(tx => getCase(tx, from.reference))), version: 0, changed_at: 0 },
    clocks: (await clocksOf(c, from.id)).map(({ used_seconds: _, ...clock }) => clock),
    tasks: await c.reading(tx => listTasks(tx, from.id)),
  })
  const before = await stand()
  await merge(c, from.reference, into.reference, monday('10:30'), true)
  await undo(c, from.reference, monday('10:30'))
  expect(await stand()).toEqual(before)
  const page = await c.asha.page(`/cases/${into.reference}`)
  expect(page).not.toContain('Ben Carter</li>')
  await expect(undo(c, from.reference, monday('10:31'))).rejects.toMatchObject({ code: 'cases.not-merged' })
})

test('undone two days later, its clock goes on where it stopped, and says that the time between did not count', async () => {
  const c = await council()
  const { from, into } = await twoCases(c)
  await merge(c, from.reference, into.reference, monday('12:00'))
  await undo(c, from.reference, wednesday('12:00'))
  // Six working hours, three of them used on Monday: three are left from Wednesday at noon.
  expect((await clocksOf(c, from.id))[1]).toMatchObject({ state: 'running', outcome: null, due_at: wednesday('15:00') })
  const clock = await c.asha.page(`/cases/${from.reference}/clock`)
  expect(clock).toContain('The time until a merge was undone does not count')
  await c.work(wednesday('15:30'))
  const missed = (await c.happened(from.id)).filter(event => event.name === 'case.targetMissed')
  expect(missed.at(-1)?.payload).toMatchObject({ metric: 'resolve', due_at: wednesday('15:00').toISOString() })
})

test('a task done since the merge stays where it was done', async () => {
  const c = await council()
  const { from, into } = await twoCases(c)
  const task = { reference: from.reference, title: 'A', team_id: null, assignee_id: null, due_at: null }
  const { id } = await c.writing(tx => addTask(tx, c.asha.author, task, monday('09:40')))
  await merge(c, from.reference, into.reference, monday('09:50'))
  const done = { reference: into.reference, task_id: id, state: 'done' } as const
  await c.writing(tx => settleTask(tx, c.asha.author, done, monday('10:00')))
  await undo(c, from.reference, monday('11:00'))
  expect(await c.reading(tx => listTasks(tx, from.id))).toEqual([])
  expect(await c.reading(tx => listTasks(tx, into.id))).toHaveLength(1)
})

test('staff read the words of a merged case in the story of the one that goes on; neither requester reads the other’s', async () => {
  const c = await council()
  const { from, into } = await twoCases(c)
  const note = { reference: from.reference, body: 'Ben always says that.', channel: 'portal' }
  await c.writing(tx => addNote(tx, c.asha.author, note, monday('09:45')))
  await merge(c, from.reference, into.reference, monday('10:00'))
  const answer = { reference: into.reference, body: 'The alarm was false.', channel: 'portal' }
  await c.writing(tx => reply(tx, c.asha.author, answer, monday('10:10')))
  const story = await c.asha.page(`/cases/${into.reference}`)
  const order = ['There is smoke.', 'I smell smoke.', 'Ben always says that.', 'The alarm was false.']
  const places = order.map(words => story.indexOf(words))
  expect(places.every(place => place > 0)).toBe(true)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(story).toContain('merged into this')
  expect(story).toContain(`merged ${from.reference} into this, with 2 messages`)

  const bens = await c.ben.page(`/requests/${from.reference}`)
  expect(bens).toContain('Joined with another request about the same thing')
  expect(bens).toContain('There is smoke.')
  for (const words of ['I smell smoke.', 'The alarm was false.', 'Ben always says that.', 'Dilys'])
    expect(bens).not.toContain(words)
  expect((await c.ben.get(`/requests/${into.reference}`)).status).toBe(404)
  const dilys = await c.dilys.page(`/requests/${into.reference}`)
  expect(dilys).toContain('The alarm was false.')
  for (const words of ['There is smoke.', 'Ben always says that.', from.reference]) expect(dilys).not.toContain(words)
})

test('the requester of a merged case follows the other only if an analyst says so, and reads no notes there', async () => {
  const c = await council()
  const { from, into } = await twoCases(c)
  const note = { reference: into.reference, body: 'Dilys is cross.', channel: 'portal' }
  await c.writing(tx => addNote(tx, c.asha.author, note, monday('09:45')))
  const page = await c.asha.page(`/cases/${from.reference}/merge?into=${into.reference}`)
  expect(page).toContain('The requesters differ')
  const done = await c.asha.post(`/cases/${from.reference}/merge`, { into: into.reference, follow: 'yes' })
  expect(done.headers.get('location')).toBe(`/cases/${into.reference}`)
  const followed = await c.ben.page(`/requests/${into.reference}`)
  expect(followed).toContain('I smell smoke.')
  expect(followed).not.toContain('Dilys is cross.')
  await c.asha.post(`/cases/${from.reference}/merge/undo`)
  expect((await c.ben.get(`/requests/${into.reference}`)).status).toBe(404)
})

test('two cases of one person are merged without a question', async () => {
  const c = await council()
  const { from, into } = await twoCases(c, c.ben.id)
  const page = await c.asha.page(`/cases/${from.reference}/merge?into=${into.reference}`)
  expect(page).not.toContain('The requesters differ')
  expect((await c.asha.post(`/cases/${from.reference}/merge`, { into: into.reference })).status).toBe(303)
})

test('what cannot be merged, or taken apart again, says why', async () => {
  const c = await council()
  const { from, into } = await twoCases(c)
  const third = await c.givenCase(P2, monday('09:40'))
  const refusal = async (reference: string, other: string) => {
    const answer = await c.asha.post(`/cases/${reference}/merge`, { into: other })
    return [answer.status, await answer.text()]
  }
  expect(await refusal(from.reference, from.reference)).toEqual([422, expect.stringContaining('That is this case')])
  expect(await refusal(from.reference, 'C-1')).toEqual([422, expect.stringContaining('Enter a reference like')])
  await merge(c, from.reference, into.reference, monday('10:00'))
  expect(await refusal(from.reference, third.reference)).toEqual([
    409,
    expect.stringContaining('was merged into another'),
  ])
  expect(await refusal(third.reference, from.reference)).toEqual([409, expect.stringContaining('itself merged')])
  await merge(c, into.reference, third.reference, monday('10:10'))
  expect(await c.asha.page(`/cases/${third.reference}`)).toContain('I smell smoke.')
  const answer = await c.asha.post(`/cases/${from.reference}/merge/undo`)
  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain('Undo that merge first')
  const closed = await c.givenCase(P2, monday('09:40'))
  await c.asha.post(`/cases/${closed.reference}/close`, { closure_code: 'cancelled' })
  expect(await refusal(third.reference, closed.reference)).toEqual([409, expect.stringContaining('is closed')])
})
