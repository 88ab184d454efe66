import { expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { council } from '#testing/council.tsx'
import { listMyTasks } from './my-task.queries.ts'
import { addTask, changeTask, settleTask } from './task.actions.ts'
import { countOpenTasks, listTasks } from './task.queries.ts'

// Monday 12 January 2026, in winter: London is UTC. The working day is 09:00 to 17:00.
const on = (day: number, time: string) => new Date(`2026-01-${String(day).padStart(2, '0')}T${time}:00Z`)
const nothing = { team_id: null, assignee_id: null, due_at: null }

test('a task is added on the case page, has its case’s team, and is ticked off there', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase()
  expect((await c.asha.post(`/cases/${reference}/tasks?from=case`, { title: 'Order a new drum' })).status).toBe(303)
  const [task] = await c.reading(tx => listTasks(tx, id))
  expect(task).toMatchObject({ title: 'Order a new drum', team: 'Service desk', state: 'to_do' })
  const page = await c.asha.page(`/cases/${reference}`)
  expect(page).toContain('Tasks (1 to do)')
  expect(page).toContain('Done: Order a new drum')
  await c.asha.post(`/cases/${reference}/tasks/${task!.id}/state?from=case`, { state: 'done' })
  expect(await c.reading(tx => countOpenTasks(tx, id))).toBe(0)
  const done = await c.asha.page(`/cases/${reference}`)
  expect(done).toContain('1 finished')
  expect(done).toContain('Asha Patel did the task “Order a new drum”')
  await c.asha.post(`/cases/${reference}/tasks/${task!.id}/state`, { state: 'to_do' })
  expect(await c.reading(tx => countOpenTasks(tx, id))).toBe(1)
})

test('a due time is typed as the clock on the wall shows it, and what is wrong with it is said', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase()
  const path = `/cases/${reference}/tasks`
  const fields = { title: 'Ring the supplier', who: `${c.team_id}/${c.asha.id}`, due_date: '2026-07-01', due_time: '' }
  await c.asha.post(path, fields)
  const [task] = await c.reading(tx => listTasks(tx, id))
  expect(task).toMatchObject({ assignee: 'Asha Patel', due_at: new Date('2026-07-01T16:00:00Z') })
  expect(await c.asha.page(`${path}/${task!.id}`)).toContain('value="17:00"')
  const wrong = await c.asha.post(path, { ...fields, title: 'Kept', due_date: '2026-02-30' })
  expect(wrong.status).toBe(422)
  const page = await wrong.text()
  expect(page).toContain('Enter a date and time that exist')
  expect(page).toContain('value="Kept"')
  expect(await (await c.asha.post(path, { title: ' ' })).text()).toContain('Enter what is to be done')
})

test('tasks keep the order they are given', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase()
  for (const title of ['First', 'Second', 'Third']) await c.asha.post(`/cases/${reference}/tasks`, { title })
  const third = (await c.reading(tx => listTasks(tx, id)))[2]!
  await c.asha.post(`/cases/${reference}/tasks/${third.id}/move`, { direction: 'up' })
  expect((await c.reading(tx => listTasks(tx, id))).map(task => task.title)).toEqual(['First', 'Third', 'Second'])
})

test('a task untouched past its due time is brought to its owner, and a working day later to the team’s lead', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase({}, on(9, '10:00'))
  const task = { reference, title: 'Fit the drum', team_id: c.team_id, assignee_id: c.asha.id, due_at: on(12, '12:00') }
  await c.writing(tx => addTask(tx, c.asha.author, task, on(9, '10:00')))
  const alerts = async () =>
    (await c.happened(id)).filter(event => event.name === 'case.taskOverdue').map(event => event.payload)
  await c.work(on(12, '11:59'))
  expect(await alerts()).toEqual([])
  await c.work(on(12, '12:00'))
  expect(await alerts()).toMatchObject([{ alerted: 'owner', persons: ['Asha Patel'], title: 'Fit the drum' }])
  expect(await c.reading(tx => listMyTasks(tx, c.chidi.id))).toEqual([])
  await c.work(on(13, '16:59'))
  expect(await alerts()).toHaveLength(1)
  await c.work(on(13, '17:00'))
  await c.work(on(16, '17:00'))
  expect((await alerts()).slice(1)).toMatchObject([{ alerted: 'lead', persons: ['Chidi Okafor'] }])
  expect(await c.reading(tx => listMyTasks(tx, c.chidi.id))).toMatchObject([
    { title: 'Fit the drum', escalated: true, assignee: 'Asha Patel', reference },
  ])
  expect(await c.reading(tx => listMyTasks(tx, c.asha.id))).toMatchObject([{ escalated: false }])
})

test('a task that is done, put off or given to somebody else alerts nobody about what was', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase({}, on(9, '10:00'))
  const terms = { title: 'A', team_id: c.team_id, assignee_id: c.asha.id, due_at: on(12, '12:00') }
  const [done, later, given] = await c.writing(async tx => [
    await addTask(tx, c.asha.author, { reference, ...terms }, on(9, '10:00')),
    await addTask(tx, c.asha.author, { reference, ...terms, title: 'B' }, on(9, '10:00')),
    await addTask(tx, c.asha.author, { reference, ...terms, title: 'C' }, on(9, '10:00')),
  ])
  await c.writing(async tx => {
    await settleTask(tx, c.asha.author, { reference, task_id: done!.id, state: 'done' }, on(12, '11:00'))
    const put_off = { reference, task_id: later!.id, ...terms, title: 'B', due_at: on(20, '12:00') }
    await changeTask(tx, c.asha.author, put_off, on(12, '11:00'))
  })
  await c.work(on(12, '12:01'))
  const to = { reference, task_id: given!.id, ...terms, title: 'C', assignee_id: c.chidi.id }
  await c.writing(tx => changeTask(tx, c.asha.author, to, on(12, '12:02')))
  await c.work(on(12, '12:03'))
  const told = (await c.happened(id)).filter(event => event.name === 'case.taskOverdue').map(event => event.payload)
  expect(told).toMatchObject([
    { title: 'C', alerted: 'owner', persons: ['Asha Patel'] },
    { title: 'C', alerted: 'owner', persons: ['Chidi Okafor'] },
  ])
})

test('a task goes only to those who serve its organisation', async () => {
  const c = await council()
  const other = await council()
  const { reference } = await c.givenCase()
  const add = (who: string) => c.asha.post(`/cases/${reference}/tasks`, { title: 'Forged', who })
  expect((await add(other.team_id)).status).toBe(422)
  expect((await add(`${c.team_id}/${other.asha.id}`)).status).toBe(422)
  expect((await add(`${c.team_id}/${c.ben.id}`)).status).toBe(422)
  expect((await add(newId())).status).toBe(422)
  // Somebody who works for both councils cannot mix them either.
  const both = { person_id: c.asha.id, organisations: [c.organisation_id, other.organisation_id] }
  const forged = { reference, title: 'Forged', ...nothing, team_id: other.team_id }
  await expect(c.writingAs(both, tx => addTask(tx, c.asha.author, forged, new Date()))).rejects.toMatchObject({
    code: 'cases.team-elsewhere',
  })
})

test('whoever resolves a case is told of its open tasks, and may go on', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  expect(await c.asha.page(`/cases/${reference}/resolve`)).not.toContain('still to be done')
  await c.asha.post(`/cases/${reference}/tasks`, { title: 'Order a drum' })
  expect(await c.asha.page(`/cases/${reference}/resolve`)).toContain('1 task is still to be done.')
  const fields = { closure_code: 'solved', resolution: 'Put out.' }
  expect((await c.asha.post(`/cases/${reference}/resolve`, fields)).status).toBe(303)
})

test('only those who work on cases see and change tasks, of their own council’s cases', async () => {
  const c = await council()
  const other = await council()
  const { reference, id } = await c.givenCase()
  await c.asha.post(`/cases/${reference}/tasks`, { title: 'Ours' })
  const task = (await c.reading(tx => listTasks(tx, id)))[0]!
  const theirs = await other.givenCase()
  for (const who of [c.ben, c.dilys]) {
    expect((await who.get(`/cases/${reference}/tasks`)).status).toBe(403)
    expect((await who.post(`/cases/${reference}/tasks`, { title: 'X' })).status).toBe(403)
    expect((await who.post(`/cases/${reference}/tasks/${task.id}/state`, { state: 'done' })).status).toBe(403)
  }
  expect((await other.asha.get(`/cases/${reference}/tasks`)).status).toBe(404)
  expect((await other.asha.post(`/cases/${reference}/tasks`, { title: 'X' })).status).toBe(404)
  for (const at of [`${reference}/tasks/${task.id}`, `${theirs.reference}/tasks/${task.id}`])
    expect((await other.asha.get(`/cases/${at}`)).status).toBe(404)
  const forged = `/cases/${theirs.reference}/tasks/${task.id}/state`
  expect((await other.asha.post(forged, { state: 'done' })).status).toBe(404)
  expect((await c.asha.get(`/cases/${reference}/tasks/nonsense`)).status).toBe(404)
  expect((await c.reading(tx => listTasks(tx, id)))[0]!.state).toBe('to_do')
})
