import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'
import { mail } from '#testing/mail.ts'
import { mailDesk } from '#testing/mail-desk.ts'

/** A message from somebody unknown, put to one side. */
async function putAside() {
  const desk = await mailDesk({ unknown_sender: 'quarantine' })
  const received = await desk.post(mail({ From: 'Mo Jones <mo@home.example>', Subject: 'Chair', body: 'It broke.' }))
  const address = `/mail/received/${received.id}/file`
  const first = { does: 'new_case', who: 'new', organisation_id: desk.c.organisation_id }
  return { ...desk, received, address, first }
}

test('what was put to one side becomes a case of somebody new, as an analyst says', async () => {
  const { c, received, address, first } = await putAside()
  expect(received.state).toBe('quarantined')
  const page = await c.asha.page(address)
  expect(page).toContain('It broke.')
  expect(page).toContain('Somebody new: Mo Jones')
  const filed = await c.asha.post(address, first)
  expect(filed.status).toBe(303)
  const logged = await c.asha.page(filed.headers.get('location')!)
  expect(logged).toContain('Mo Jones')
  expect(logged).toContain('It broke.')
  expect((await c.asha.post(address, first)).status).toBe(409)
})

test('it can be logged for somebody who is here, found by name, and says what is wrong otherwise', async () => {
  const { c, address, first } = await putAside()
  const nobody = await c.asha.post(address, { ...first, who: 'other', other: 'Zebedee' })
  expect(nobody.status).toBe(422)
  expect(await nobody.text()).toContain('Nobody in this organisation has that name or e-mail address.')
  expect((await c.asha.post(address, { ...first, who: 'other', other: '' })).status).toBe(422)
  const filed = await c.asha.post(address, { ...first, who: 'other', other: 'Ben Carter' })
  expect(await c.ben.page(filed.headers.get('location')!.replace('/cases/', '/requests/'))).toContain('It broke.')
})

test('it can be part of a case: held there, unless it is from its requester', async () => {
  const one = await putAside()
  const theCase = await one.c.givenCase()
  const wrong = await one.c.asha.post(one.address, { ...one.first, does: 'add', reference: 'C-1' })
  expect(wrong.status).toBe(422)
  const add = { ...one.first, does: 'add', reference: theCase.reference }
  expect((await one.c.asha.post(one.address, { ...add, who: 'other' })).status).toBe(303)
  expect((await one.messagesOn(theCase.reference)).at(-1)).toMatchObject({ kind: 'note', standing: 'held' })
  const two = await putAside()
  const other = await two.c.givenCase()
  await two.c.asha.post(two.address, { ...two.first, does: 'add', reference: other.reference, who: two.c.ben.id })
  expect((await two.messagesOn(other.reference)).at(-1)).toMatchObject({ kind: 'reply', author_name: 'Ben Carter' })
})

test('it is for those who work on cases, and another council finds nothing', async () => {
  const { c, address, first } = await putAside()
  expect((await c.ben.get(address)).status).toBe(403)
  expect((await c.dilys.post(address, first)).status).toBe(403)
  const other = await council()
  expect([(await other.asha.get(address)).status, (await other.asha.post(address, first)).status]).toEqual([404, 404])
})

test('a case of another council cannot be added to, nor a person of theirs chosen', async () => {
  const { c, address, first } = await putAside()
  const other = await council()
  const theirs = await other.givenCase()
  const add = await c.asha.post(address, { ...first, does: 'add', reference: theirs.reference })
  expect(add.status).toBe(422)
  expect((await c.asha.post(address, { ...first, who: other.ben.id })).status).toBe(422)
  expect((await c.asha.post(address, { ...first, organisation_id: other.organisation_id })).status).toBe(422)
})
