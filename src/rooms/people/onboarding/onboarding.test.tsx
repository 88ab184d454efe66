import { expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { type Council, council, db, owner, visitor } from '#testing/council.tsx'
import { joiner } from '#testing/joiner.ts'
import { takenOn } from '#testing/taken-on.ts'
import { mayEnter } from '../sign-in/actor.queries.ts'

const sharedService = async () => {
  const c = await council()
  await owner.query(`update people.organisations set kind = 'shared_service' where id = $1`, [c.organisation_id])
  return c
}

const given = (more: Record<string, string> = {}) => ({
  ...{ name: 'Newborough Council', short_name: `N${newId().slice(-8)}`, kind: 'partner' },
  ...{ accent: 'plum', zone: 'Europe/London', ...more },
})
const LEFT_OUT = ['promises', 'catalogue', 'teams', 'people', 'branding', 'sign_in', 'mailboxes', 'notices']

test('an organisation is taken on: whoever does is its administrator at once, and sees what is left', async () => {
  const c = await sharedService()
  const { place, organisation_id } = await takenOn(c.farah, given())
  const page = await c.farah.page(place)
  expect(page).toContain('Setting up Newborough Council')
  expect(page).toContain('1 of 11 steps are done or not needed')
  expect(page).toContain(`/admin/organisations/${organisation_id}/joiners`)
  expect(page).toContain(`/admin/organisations/${organisation_id}/categories/elsewhere`)
  expect(await c.farah.page('/admin')).toContain('Not live yet')
  expect((await c.farah.get(`/admin/organisations/${organisation_id}`)).status).toBe(200)
  const { rows } = await owner.query(`select name, payload from platform.events where subject_id = $1`, [
    organisation_id,
  ])
  expect(rows).toMatchObject([{ name: 'organisation.takenOn', payload: { kind: 'partner' } }])
})

test('a name that is taken and what is wrong are said on the form, with what was typed', async () => {
  const c = await sharedService()
  const taken = await c.farah.post('/admin/organisations/new', given({ short_name: c.short }))
  expect(taken.status).toBe(409)
  const page = await taken.text()
  expect(page).toContain('Another organisation already has that short name.')
  expect(page).toContain('value="Newborough Council"')
  const wrong = await c.farah.post('/admin/organisations/new', given({ kind: 'shared_service', zone: 'Mars' }))
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('Choose whether it is a partner or a customer')
})

test('only administrators and operators of the shared service take organisations on', async () => {
  const c = await sharedService()
  const partner = await council()
  for (const who of [c.asha, c.evan, c.ben]) expect((await who.get('/admin/organisations/new')).status).toBe(403)
  const elsewhere = await partner.farah.post('/admin/organisations/new', given())
  expect(elsewhere.status).toBe(403)
  expect(await elsewhere.text()).toContain('Organisations are taken on by the shared service')
  const { place } = await takenOn(await joiner(c, 'operator'), given())
  const steps = ['', '/boundary']
  for (const step of steps) expect((await partner.farah.get(place + step)).status).toBe(404)
  const acts = ['/boundary', '/live', '/calendar', '/steps/teams']
  for (const act of acts) expect((await partner.farah.post(place + act, { because: 'x' })).status).toBe(404)
  expect((await c.farah.get(`/admin/organisations/${c.organisation_id}/setting-up`)).status).toBe(404)
})

test('its own administrator sees how far it is, and does not decide', async () => {
  const c = await sharedService()
  const { place, organisation_id } = await takenOn(c.farah, given())
  const own = await joiner(await there(c, organisation_id), 'administrator')
  const page = await own.page(place)
  expect(page).toContain('Setting up Newborough Council')
  expect(page).not.toContain('Leave it out')
  expect((await own.post(`${place}/steps/teams`, { because: 'None' })).status).toBe(403)
  expect((await own.post(`${place}/live`)).status).toBe(403)
})

/** The council as the helpers of tests take it, elsewhere. */
const there = async (c: Council, organisation_id: string): Promise<Council> => ({
  ...c,
  organisation_id,
  writing: work => c.writingAs({ person_id: undefined, organisations: [organisation_id] }, work),
})

test('a step is left out with a reason, and taken up again', async () => {
  const c = await sharedService()
  const { place } = await takenOn(c.farah, given())
  const silent = await c.farah.post(`${place}/steps/teams`, { because: ' ' })
  expect(silent.status).toBe(422)
  expect(await silent.text()).toContain('Say why it is not needed')
  expect((await c.farah.post(`${place}/steps/teams`, { because: 'The desk does it all' })).status).toBe(303)
  expect(await c.farah.page(place)).toContain('The desk does it all (Farah Aziz)')
  expect((await c.farah.post(`${place}/steps/teams`, { needed: 'yes' })).status).toBe(303)
  expect(await c.farah.page(place)).not.toContain('The desk does it all')
  expect((await c.farah.post(`${place}/steps/boundary`, { because: 'We trust it' })).status).toBe(409)
  expect((await c.farah.post(`${place}/steps/tea`, { because: 'Milk' })).status).toBe(404)
})

test('a calendar is copied from another organisation of theirs, and from nobody else’s', async () => {
  const c = await sharedService()
  const other = await council()
  const { place } = await takenOn(c.farah, given())
  expect((await c.farah.post(`${place}/calendar`, { calendar_id: other.calendar_id })).status).toBe(404)
  expect((await c.farah.post(`${place}/calendar`, { calendar_id: c.calendar_id })).status).toBe(303)
  expect(await c.farah.page(place)).toContain('1 calendar.')
})

test('until it is live nobody signs in but its administrators, and nothing can be logged', async () => {
  const c = await sharedService()
  const { place, organisation_id } = await takenOn(c.farah, given())
  const home = await there(c, organisation_id)
  const [ann, admin] = [await joiner(home, 'requester'), await joiner(home, 'administrator')]
  expect((await ann.get('/account')).headers.get('location')).toMatch(/^\/sign-in/)
  expect((await admin.get('/account')).status).toBe(200)
  expect([await mayEnter(db, ann.id), await mayEnter(db, admin.id)]).toEqual([false, true])
  await owner.query(
    `insert into people.role_assignments (person_id, organisation_id, role) values ($1, $2, 'analyst')`,
    [c.asha.id, organisation_id],
  )
  await new Promise(done => setTimeout(done, 2100))
  const form = { id: newId(), subject: 'Early', body: 'Too early', channel: 'telephone' }
  const early = await c.asha.post(`/cases/new?requester=${ann.id}`, form)
  expect([early.status, await early.text()]).toEqual([409, expect.stringContaining('still being set up')])

  expect((await c.farah.post(`${place}/live`)).status).toBe(409)
  await c.farah.post(`${place}/calendar`, { calendar_id: c.calendar_id })
  for (const step of LEFT_OUT) await c.farah.post(`${place}/steps/${step}`, { because: 'Not yet' })
  expect((await c.farah.post(`${place}/boundary`)).status).toBe(303)
  expect((await c.farah.post(`${place}/live`)).status).toBe(303)
  expect(await c.farah.page(place)).toContain('Live since')
  expect((await c.farah.post(`${place}/live`)).status).toBe(409)
  expect(await mayEnter(db, ann.id)).toBe(true)
  expect((await c.asha.post(`/cases/new?requester=${ann.id}`, form)).status).toBe(303)
}, 30_000)

test('whoever has the right password is told that it is not open yet, and nobody else is', async () => {
  const c = await sharedService()
  const { organisation_id } = await takenOn(c.farah, given())
  const ann = await joiner(await there(c, organisation_id), 'requester')
  const { hashPassword } = await import('../sign-in/password.ts')
  await owner.query('select people.set_password($1, $2)', [ann.id, await hashPassword('a-long-way-to-tipperary')])
  const tries = (password: string) => visitor.post('/sign-in', { email: ann.email, password })
  const right = await tries('a-long-way-to-tipperary')
  expect([right.status, await right.text()]).toEqual([403, expect.stringContaining('still being set up')])
  expect(await (await tries('some-other-password')).text()).not.toContain('still being set up')
})

test('the boundary is proved by asking the running rules, and a hole in them is found', async () => {
  const c = await sharedService()
  await c.givenCase()
  const { place, organisation_id } = await takenOn(c.farah, given())
  await joiner(await there(c, organisation_id), 'analyst')
  expect(await c.farah.page(`${place}/boundary`)).toContain('It was not asked yet')
  expect((await c.farah.post(`${place}/boundary`)).status).toBe(303)
  const holds = await c.farah.page(`${place}/boundary?show=answers`)
  expect(holds).toContain('The boundary holds: in')
  expect(holds).toContain('Robin analyst, Analyst')
  expect(holds).toContain('Everybody elsewhere, together')
  expect(await c.farah.page(place)).toContain('Nothing of anybody else’s could be seen')
  await owner.query('create policy hole on content.templates for select using (true)')
  await owner.query(`insert into content.templates (id, organisation_id, name, body) values ($1, $2, 'Hole', 'Seen')`, [
    newId(),
    c.organisation_id,
  ])
  try {
    await c.farah.post(`${place}/boundary`)
    const leaks = await c.farah.page(`${place}/boundary?show=answers`)
    expect(leaks).toContain('The boundary does not hold')
    expect(await c.farah.page(place)).toContain('of somebody else’s could be seen')
  } finally {
    await owner.query('drop policy hole on content.templates')
  }
})

test('a customer that is no partner has its own people and report', async () => {
  const c = await sharedService()
  const { organisation_id } = await takenOn(c.farah, given({ kind: 'customer', name: 'Local Government Trust' }))
  const { rows } = await owner.query('select kind from people.organisations where id = $1', [organisation_id])
  expect(rows).toEqual([{ kind: 'customer' }])
  const page = await c.farah.page(`/reports/performance?organisation=${organisation_id}`)
  expect(page).toContain('Local Government Trust')
})
