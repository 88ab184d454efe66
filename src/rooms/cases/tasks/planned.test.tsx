import { expect, test } from 'vitest'
import { routeElsewhere } from '#rooms/catalogue/index.ts'
import { deactivatePerson } from '#rooms/people/persons/person.actions.ts'
import { type Council, council, owner } from '#testing/council.tsx'
import { agreeDate } from '../pinning/pin.actions.ts'
import { listTasks } from './task.queries.ts'

const planOf = (c: Council) => `/admin/categories/${c.category_id}/tasks`
const nine = new Date('2026-01-12T09:30:00Z') // a Monday in winter; the working day is 09:00 to 17:00

const STARTER = [
  { title: 'Make an account', days: '2' },
  { title: 'Prepare a laptop', days: '3', counted_from: 'due', required: 'yes' },
  { title: 'Book training' },
]

async function givenPlan() {
  const c = await council()
  for (const task of STARTER) expect((await c.farah.post(planOf(c), task)).status).toBe(303)
  return c
}

const tasksOf = (c: Council, id: string) => c.reading(tx => listTasks(tx, id))

test('every case of the category begins with the tasks of its plan, side by side, each with its own day', async () => {
  const c = await givenPlan()
  const page = await c.farah.page(planOf(c))
  for (const words of ['2 working days after the case is logged', '3 working days before the case is due', 'no day'])
    expect(page).toContain(words)
  const { id, reference } = await c.givenCase({ category_id: c.category_id }, nine)
  expect((await tasksOf(c, id)).map(({ title, due_at, team }) => [title, due_at?.toISOString(), team])).toEqual([
    ['Make an account', '2026-01-14T17:00:00.000Z', 'Service desk'],
    ['Prepare a laptop', expect.any(String), 'Service desk'],
    ['Book training', undefined, 'Service desk'],
  ])
  expect(await c.asha.page(`/cases/${reference}`)).toContain('Tasks (3 to do)')
  const other = await c.givenCase({ category_id: undefined }, nine)
  expect(await tasksOf(c, other.id)).toEqual([])
  await c.asha.post(`/cases/${other.reference}/classify`, { category_id: c.category_id })
  expect(await tasksOf(c, other.id)).toHaveLength(3)
})

test('what counts from when the case is due moves with an agreed date, unless it was given a day of its own', async () => {
  const c = await givenPlan()
  const { id, reference } = await c.givenCase({ category_id: c.category_id }, nine)
  const agree = (day: number) =>
    c.writing(tx =>
      agreeDate(
        tx,
        c.asha.author,
        { reference, due: new Date(`2026-02-${day}T12:00:00Z`), because: 'Their first day' },
        nine,
      ),
    )
  await agree(16)
  const laptop = async () => (await tasksOf(c, id)).find(({ title }) => title === 'Prepare a laptop')!
  // Three working days before Monday 16 February.
  expect((await laptop()).due_at).toEqual(new Date('2026-02-11T17:00:00Z'))
  const own = { title: 'Prepare a laptop', due_date: '2026-02-04', due_time: '10:00' }
  await c.asha.post(`/cases/${reference}/tasks/${(await laptop()).id}`, own)
  await agree(23)
  expect((await laptop()).due_at).toEqual(new Date('2026-02-04T10:00:00Z'))
})

test('a case that waits for a task is not resolved before it is done or not needed, but may be cancelled', async () => {
  const c = await givenPlan()
  const { id, reference } = await c.givenCase({ category_id: c.category_id })
  const resolve = () =>
    c.asha.post(`/cases/${reference}/resolve`, { closure_code: 'solved', resolution: 'They have started.' })
  expect(await (await resolve()).text()).toContain('First finish: Prepare a laptop.')
  expect(await c.asha.page(`/cases/${reference}/resolve`)).toContain('It waits for: Prepare a laptop')
  const close = await c.asha.post(`/cases/${reference}/close`, { closure_code: 'solved' })
  expect(await close.text()).toContain('First finish: Prepare a laptop.')
  const laptop = (await tasksOf(c, id)).find(({ title }) => title === 'Prepare a laptop')!
  await c.asha.post(`/cases/${reference}/tasks/${laptop.id}/state`, { state: 'not_needed' })
  expect((await resolve()).status).toBe(303)
  const second = await c.givenCase({ category_id: c.category_id })
  expect((await c.asha.post(`/cases/${second.reference}/close`, { closure_code: 'cancelled' })).status).toBe(303)
})

test('a plan is changed by whoever manages the catalogue; what is wrong is said beside it, and another council has no such plan', async () => {
  const c = await givenPlan()
  const other = await council()
  const wrong = await c.farah.post(planOf(c), { title: ' ', days: '999' })
  expect(wrong.status).toBe(422)
  const said = await wrong.text()
  for (const words of ['Enter what is to be done', 'Enter working days as a number', 'value="999"'])
    expect(said).toContain(words)
  expect((await c.farah.post(planOf(c), { title: 'Theirs', team_id: other.team_id })).status).toBe(422)
  const { rows } = await owner.query('select id from catalogue.planned_tasks where category_id = $1 order by id', [
    c.category_id,
  ])
  const one = `${planOf(c)}/${rows[0].id}`
  expect((await c.farah.post(one, { title: 'Make two accounts', days: '1' })).status).toBe(303)
  expect(await c.farah.page(one)).toContain('value="Make two accounts"')
  expect((await c.farah.post(`${planOf(c)}/${rows[1].id}/drop`, {})).status).toBe(303)
  expect(await c.farah.page(planOf(c))).not.toContain('Prepare a laptop')
  expect((await c.asha.get(planOf(c))).status).toBe(403)
  expect((await other.farah.get(planOf(c))).status).toBe(404)
  expect((await other.farah.post(`${one}/drop`, {})).status).toBe(404)
})

const lifeOf = (c: Council) => `/admin/organisations/${c.organisation_id}/starters-and-leavers`

const casesOf = async (c: Council) => {
  const { rows } = await owner.query(
    `select c.id, c.subject, p.name as requester, (select count(*)::integer from cases.tasks k where k.case_id = c.id) as tasks,
       (select body from cases.messages m where m.case_id = c.id) as body
     from cases.cases c join people.persons p on p.id = c.requester_id where c.organisation_id = $1 order by c.id`,
    [c.organisation_id],
  )
  return rows
}

test('who leaves has one case with all its tasks, asked for by their manager; whoever only asked for help is no starter', async () => {
  const c = await givenPlan()
  expect((await c.farah.post(lifeOf(c), { started: c.category_id, left: c.category_id })).status).toBe(303)
  expect(await c.farah.page(lifeOf(c))).toContain('Tasks that begin with Hardware')
  await owner.query('update people.persons set manager_id = $1 where id = $2', [c.evan.id, c.asha.id])
  await c.givenCase({ assignee_id: c.asha.id, team_id: c.team_id })
  await c.farah.post(`/admin/organisations/${c.organisation_id}/people`, { name: 'Nia Bevan', email: '' })
  await c.writing(tx => deactivatePerson(tx, c.farah.author, { id: c.asha.id }, new Date()))
  await c.work()
  await c.work()
  const cases = (await casesOf(c)).filter(({ subject }) => /Starter|Leaver/.test(subject))
  expect(cases).toEqual([
    expect.objectContaining({ subject: 'Leaver: Asha Patel', requester: 'Evan Hughes', tasks: 3 }),
  ])
  expect(cases[0].body).toContain('Open cases they have: 1')
  expect(cases[0].body).toContain('Teams they are in: Service desk')
})

test('who starts by a file of people has one case, once for however many rows', async () => {
  const c = await givenPlan()
  await c.farah.post(lifeOf(c), { started: c.category_id, left: '' })
  const form = new FormData()
  const at = `${c.short.toLowerCase()}.example`
  const text = `Forename;Surname;Work email;Line manager\r\nGwen;Pryce;gwen@${at};${c.evan.email}\r\nGwen;Pryce;gwen@${at};`
  form.append('file', new File([text], 'staff.csv', { type: 'text/csv' }))
  const looked = await c.farah.send(`/admin/organisations/${c.organisation_id}/joiners`, form)
  const plan = new URL(looked.headers.get('location')!, 'http://x').pathname
  expect((await c.farah.post(plan, {})).status).toBe(303)
  await c.work()
  await c.farah.post(`/admin/people/${c.evan.id}/active`, { active: 'no' })
  await c.work()
  expect(await casesOf(c)).toEqual([
    expect.objectContaining({ subject: 'Starter: Gwen Pryce', requester: 'Evan Hughes', tasks: 3 }),
  ])
})

test('when another team comes in the place of one, planned tasks of its own go with the work of their category', async () => {
  const c = await council()
  await c.farah.post(planOf(c), { title: 'Prepare a laptop', team_id: c.team_id })
  const other = await owner.query(
    `insert into people.teams (id, organisation_id, name, slug) values (gen_random_uuid(), $1, 'Devices', $2) returning id`,
    [c.organisation_id, `${c.short.toLowerCase()}-devices`],
  )
  const teamFor = () => other.rows[0].id
  expect(await c.writing(tx => routeElsewhere(tx, c.farah.author, { team_id: c.team_id, teamFor }, new Date()))).toBe(1)
  expect(await c.farah.page(planOf(c))).toContain('Devices · no day')
})
