import { expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { council } from '#testing/council.tsx'
import { getCase } from '../case.queries.ts'
import { readReference, referenceOf } from '../reference.rules.ts'

const filled = (more: Record<string, string> = {}) => ({
  ...{ id: newId(), subject: 'Laptop will not start', body: 'Black screen since this morning.', channel: 'telephone' },
  ...more,
})
const referenceFrom = (response: Response) => response.headers.get('location')!.split('/').at(-1)!

test('with a caller on the line, an analyst finds the person as they type', async () => {
  const c = await council()
  const found = await c.asha.page('/cases/new/callers?q=ben')
  expect(found).toContain('Ben Carter')
  expect(found).not.toContain('Asha Patel')
  expect(await c.asha.page('/cases/new?who=cart')).toContain('Ben Carter')
})

test('the form shows their open cases beside it', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const page = await c.asha.page(`/cases/new?requester=${c.ben.id}`)
  expect(page).toContain(reference)
  expect(page).toContain('Printer on fire')
})

test('a call is logged in one form, with its clock from when the telephone rang', async () => {
  const c = await council()
  const started = new Date(Date.now() - 5 * 60_000).toISOString()
  const response = await c.asha.post(`/cases/new?requester=${c.ben.id}`, filled({ started, impact: '1', urgency: '1' }))
  expect(response.status).toBe(303)
  const theCase = await c.reading(tx => getCase(tx, referenceFrom(response)))
  expect(theCase).toMatchObject({ channel: 'telephone', requester: 'Ben Carter', priority: 'P1', logged_by: c.asha.id })
  expect(theCase.started_at.toISOString()).toBe(started)
  expect((await c.happened(theCase.id)).map(event => event.name)).toEqual(['case.logged'])
})

test('a form sent twice logs one case', async () => {
  const c = await council()
  const form = filled()
  const first = await c.asha.post(`/cases/new?requester=${c.ben.id}`, form)
  const second = await c.asha.post(`/cases/new?requester=${c.ben.id}`, form)
  expect(referenceFrom(second)).toBe(referenceFrom(first))
})

test('what is missing is said beside its field, and what was typed is kept', async () => {
  const c = await council()
  const response = await c.asha.post(`/cases/new?requester=${c.ben.id}`, filled({ subject: '', body: 'Keep <this>' }))
  expect(response.status).toBe(422)
  const page = await response.text()
  expect(page).toContain('Enter what is wrong or wanted')
  expect(page).toContain('Keep &lt;this>')
  expect(page).toContain('<title>Error: ')
})

test('somebody who is not on file is added on the way', async () => {
  const c = await council()
  const person = { name: 'Gwen Price', organisation_id: c.organisation_id, phone: '020 7946 0001', email: '' }
  const response = await c.asha.post('/cases/new/person', person)
  expect(response.status).toBe(303)
  expect(await c.asha.page(response.headers.get('location')!)).toContain('New case for Gwen Price')
})

test('a requester may not log for others, and another council sees nobody', async () => {
  const c = await council()
  const other = await council()
  expect((await c.ben.get('/cases/new')).status).toBe(403)
  expect((await other.asha.get(`/cases/new?requester=${c.ben.id}`)).status).toBe(404)
  expect((await other.asha.post(`/cases/new?requester=${c.ben.id}`, filled())).status).toBe(404)
  expect(await other.asha.page('/cases/new/callers?q=ben')).not.toContain(c.ben.id)
})

test('a reference misheard on the telephone finds no case', () => {
  expect(readReference('c 104 2730')).toBe(referenceOf(104273) === 'C-1042730' ? 'C-1042730' : undefined)
  for (let number = 10_000; number < 10_400; number++) {
    const reference = referenceOf(number)
    expect(readReference(reference.replace('C-', 'c '))).toBe(reference)
    const digits = reference.slice(2)
    const misheard = `${digits.slice(0, 2)}${(Number(digits[2]) + 1) % 10}${digits.slice(3)}`
    expect(readReference(misheard)).toBeUndefined()
  }
})

test('the database makes the same reference as the rule', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  expect(readReference(reference)).toBe(reference)
})
