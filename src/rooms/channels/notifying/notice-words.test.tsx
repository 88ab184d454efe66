import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'
import { tellAll, toldTo } from '#testing/told.ts'

const place = (id: string) => `/admin/organisations/${id}/notifications/words/logged`
const words = {
  subject: 'Got it: {{case.reference}}',
  body: 'Good day {{person.first_name}},\n\nWe have {{case.reference}}. Due {{resolution}}.\n\nGoodbye',
  short: 'Got {{case.reference}}',
}
const own = { ...words, body: 'Good day {{person.first_name}},\n\nWe have {{case.reference}}.\n\nGoodbye' }

test('an organisation says it in its own words, sees them first in text and in HTML, and may go back; each version is kept', async () => {
  const c = await council()
  const at = place(c.organisation_id)
  const preview = await (await c.farah.post(at, { ...own, do: 'preview' })).text()
  expect(preview).toContain('Good day Ben,')
  expect(preview).toContain('characters, one text message')
  const mail = await c.farah.post(at, { ...own, do: 'html' })
  expect(mail.headers.get('content-security-policy')).toContain('sandbox')
  expect(await mail.text()).toContain(`${c.short} Borough Council`)
  expect((await c.farah.post(at, { ...own, do: 'save' })).status).toBe(303)
  expect(await c.farah.page(at)).toContain('your own words, version 1')
  const { reference } = await c.givenCase()
  await tellAll(c)
  const [sent] = (await toldTo(c, c.ben)).mails
  expect(sent).toMatchObject({ subject: `Got it: ${reference}` })
  expect(sent!.text).toContain('Good day Ben,')
  await c.farah.post(at, { do: 'reset' })
  expect(await c.farah.page(at)).toContain('These are the standard words')
  const changed = (await c.happened(c.organisation_id)).map(({ payload }) => payload)
  expect(changed).toMatchObject([
    { kind: 'logged', before: null, after: own },
    { kind: 'logged', before: own, after: null },
  ])
})

test('a field that this kind cannot fill is refused with the one that was meant, and what was typed is kept', async () => {
  const c = await council()
  const wrong = await c.farah.post(place(c.organisation_id), { ...words, do: 'save' })
  expect(wrong.status).toBe(422)
  const page = await wrong.text()
  expect(page).toContain('There is no field called resolution here. Did you mean {{')
  expect(page).toContain('Got it: {{case.reference}}')
})

test('an administrator sets what people are told until they choose; nobody else does, and no other council’s', async () => {
  const c = await council()
  const other = await council()
  const at = `/admin/organisations/${c.organisation_id}/notifications`
  expect(await c.farah.page('/admin')).toContain(at)
  expect((await c.asha.get(at)).status).toBe(403)
  for (const path of [at, place(c.organisation_id), `${at}/failed`]) {
    expect((await other.farah.get(path)).status).toBe(404)
    if (!path.endsWith('failed')) expect((await other.farah.post(path, { ...own })).status).toBe(404)
  }
  expect((await c.farah.get(`${at}/words/nonsense`)).status).toBe(404)
  await c.farah.post(at, { 'ways-logged': 'screen', 'ways-assigned': 'screen' })
  await c.givenCase()
  await tellAll(c)
  expect(await toldTo(c, c.ben)).toMatchObject({ kinds: ['logged'], mails: [] })
  await c.ben.post('/account/notifications', { 'ways-logged': 'email' })
  await c.givenCase()
  await tellAll(c)
  expect((await toldTo(c, c.ben)).mails).toHaveLength(1)
})
