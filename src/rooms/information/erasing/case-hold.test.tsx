import { expect, test } from 'vitest'
import { held } from '#app/holdings.ts'
import { council, owner } from '#testing/council.tsx'
import { givenMail } from '#testing/given-mail.ts'
import { givenMailbox, mail } from '#testing/mail.ts'
import { expireHeld } from '../keeping/expire.jobs.ts'

const YEAR_MS = 365 * 24 * 60 * 60 * 1000
const USUAL = { days_case: '2190', days_mail: '730', days_notice: '365', days_signing_in: '90' }

test('a case that is held keeps its words past its time, says so to who may know, and is erased with nobody', {
  timeout: 60_000,
}, async () => {
  const c = await council()
  const { id, reference } = await c.givenCase({ subject: 'What is argued about' })
  const other = await c.givenCase({ subject: 'Nobody argues' })
  await c.work()
  await owner.query(
    `update cases.cases set state = 'closed', resolved_at = now(), closed_at = now(), closure_code = 'solved' where id = any ($1)`,
    [[id, other.id]],
  )
  const index = `/admin/organisations/${c.organisation_id}/information`
  await c.farah.post(`${index}/keeping`, { ...USUAL, owner_case: c.evan.id })
  const page = `/cases/${reference}/keeping`
  expect(await c.farah.page(page)).toContain('kept for 6 years from closing')
  const wrong = await c.farah.post(page, { because: '' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('Say why')
  expect((await c.farah.post(page, { because: 'The ombudsman asked' })).status).toBe(303)
  expect((await c.farah.post(page, { because: 'Twice' })).status).toBe(409)
  // Who may know sees it on the case, and in the list of holds; whoever works on it reads how long it is kept.
  expect(await c.farah.page(`/cases/${reference}`)).toContain('Legal hold')
  expect(await c.farah.page(index)).toMatch(new RegExp(`${reference}[\\s\\S]*is held[\\s\\S]*The ombudsman asked`))
  const worked = await c.asha.page(`/cases/${reference}`)
  expect(worked).not.toContain('Legal hold')
  expect(worked).toMatch(/Kept for 6 years from closing, until [A-Z]/)
  expect(worked).toContain(`information owner ${c.evan.name}`)
  // Its time does not run out, and whoever asked for it is not erased.
  await expireHeld(owner, held, new Date(Date.now() + 7 * YEAR_MS), c.organisation_id)
  const subjects = async () =>
    (await owner.query('select subject from cases.cases where id = any ($1) order by number', [[id, other.id]])).rows
  expect(await subjects()).toEqual([{ subject: 'What is argued about' }, { subject: '[Removed]' }])
  const proposed = await c.farah.post(`/admin/people/${c.ben.id}/erase`, { because: 'They asked' })
  const erasure = proposed.headers.get('location')!
  await c.farah.post(erasure, { name: c.ben.name })
  await c.work()
  expect(await c.farah.page(erasure)).toContain('A legal hold came meanwhile')
  // Lifted, it goes as the others do.
  const lift = /\/information\/holds\/[^"]*\/lift/.exec(await c.farah.page(page))![0]
  const lifted = await c.farah.post(lift)
  expect(lifted.headers.get('location')).toBe(page)
  await expireHeld(owner, held, new Date(Date.now() + 7 * YEAR_MS), c.organisation_id)
  expect(await subjects()).toEqual([{ subject: '[Removed]' }, { subject: '[Removed]' }])
  const told = (await c.happened(c.organisation_id)).map(({ name }) => name)
  expect(told).toEqual(expect.arrayContaining(['organisation.legalHoldSet', 'organisation.legalHoldLifted']))
})

test('only who manages information may hold a case; another council’s is not there', async () => {
  const [c, other] = [await council(), await council()]
  const { reference } = await c.givenCase()
  const page = `/cases/${reference}/keeping`
  for (const who of [c.asha, c.chidi]) {
    expect((await who.get(page)).status).toBe(403)
    expect((await who.post(page, { because: 'No' })).status).toBe(403)
  }
  expect((await other.farah.get(page)).status).toBe(404)
  expect((await other.farah.post(page, { because: 'No' })).status).toBe(404)
  await c.farah.post(page, { because: 'Ours' })
  const lift = /\/information\/holds\/[^"]*\/lift/.exec(await c.farah.page(page))![0]
  expect((await other.farah.post(lift)).status).toBe(404)
})

test('people and mail say how long they are kept and who answers for them', async () => {
  const c = await council()
  const index = `/admin/organisations/${c.organisation_id}/information`
  await c.farah.post(`${index}/keeping`, { ...USUAL, owner_mail: c.evan.id, owner_person: c.evan.id })
  const mailbox = await givenMailbox(c, { unknown_sender: 'quarantine' })
  const { id } = await givenMail(c, mailbox, mail({ From: 'Ann <ann@elsewhere.example>' }))
  const received = await c.asha.page(`/mail/received/${id}`)
  expect(received).toMatch(/Kept for 2 years from when it came or went, until/)
  expect(received).toContain(`information owner ${c.evan.name}`)
  const person = await c.farah.page(`/admin/people/${c.ben.id}`)
  expect(person).toContain('Kept until they are erased')
  expect(person).toContain(`information owner ${c.evan.name}`)
})
