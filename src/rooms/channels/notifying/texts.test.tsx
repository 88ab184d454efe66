import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { settleOutward } from '#platform/http/outward.ts'
import { useSecretKey } from '#platform/secrets/seal.ts'
import { type Council, council, type Member } from '#testing/council.tsx'
import { later, tellAll, toldTo } from '#testing/told.ts'
import { readKey, readPhone, sendTextsThrough } from './notify-service.ts'
import { pretendService } from './pretend-service.fixture.ts'

const service_id = '11111111-2222-4333-8444-555555555555'
const secret = '66666666-7777-4888-9999-000000000000'
const KEY = `desk-${service_id}-${secret}`
const template_id = newId()

// A test's clock runs ahead by what it waits for.
const MINUTES_MS = 600_000

/** As GOV.UK Notify answers: it knows whose token it is, and how old. */
function isTrue(authorization: string | undefined): boolean {
  const [head = '', said = '', mac = ''] = (authorization ?? '').replace('Bearer ', '').split('.')
  const right = createHmac('sha256', secret).update(`${head}.${said}`).digest('base64url')
  const { iss, iat } = JSON.parse(Buffer.from(said, 'base64url').toString())
  return mac === right && iss === service_id && Math.abs(iat - Date.now() / 1000) < MINUTES_MS / 1000
}

let went = 'delivered'
let service: Awaited<ReturnType<typeof pretendService>>
beforeAll(async () => {
  useSecretKey('a key that only this test knows')
  settleOutward({ allow: '127.0.0.1' })
  service = await pretendService(({ method, headers }) => {
    if (!isTrue(headers.authorization)) return { status: 403 }
    return method === 'POST' ? { status: 201, body: { id: newId() } } : { status: 200, body: { status: went } }
  })
  sendTextsThrough({ url: service.url })
})
afterAll(async () => {
  settleOutward({ allow: '' })
  await service.close()
})

const posted = (phone: string) =>
  service.asked
    .filter(({ method }) => method === 'POST')
    .map(({ body }) => JSON.parse(body))
    .filter(body => body.phone_number === phone)

async function givenTexts(c: Council) {
  const fields = { key: KEY, template_id, active: 'yes' }
  expect((await c.farah.post(`/admin/organisations/${c.organisation_id}/text-messages`, fields)).status).toBe(303)
}

let numbers = 0
async function givenPhone(person: Member): Promise<string> {
  const number = `07700900${String(++numbers).padStart(3, '0')}`
  const phone = `+44${number.slice(1)}`
  expect((await person.post('/account/notifications/phone', { phone: number })).status).toBe(303)
  const code = /^\d{6}/.exec(posted(phone)[0].personalisation.body)![0]
  const wrong = await person.post('/account/notifications/phone/code', { code: code === '000000' ? '1' : '000000' })
  expect(await wrong.text()).toContain('That is not the code we sent')
  expect((await person.post('/account/notifications/phone/code', { code })).status).toBe(303)
  return phone
}

test('a text message goes to a number that its owner confirmed, and how it went is asked', async () => {
  const c = await council()
  await givenTexts(c)
  const phone = await givenPhone(c.ben)
  expect(await c.ben.page('/account/notifications')).toContain('Text message, when we think it is done')
  await c.ben.post('/account/notifications', { 'ways-resolved': ['sms', 'screen'] })
  const { reference } = await c.givenCase()
  await c.asha.post(`/cases/${reference}/resolve`, { closure_code: 'solved', resolution: 'New roller.', version: '1' })
  await c.work()
  await c.work(later())
  const [, sent] = posted(phone)
  expect(sent).toMatchObject({ template_id, phone_number: phone })
  expect(sent.personalisation.body).toContain(`We think that your request ${reference} is done.`)
  expect(sent.personalisation.body).toContain(`/requests/${reference}`)
  went = 'permanent-failure'
  await c.work(later(130))
  const { deliveries } = await toldTo(c, c.ben)
  expect(deliveries.find(({ channel }) => channel === 'sms')).toMatchObject({
    ...{ state: 'failed', reason: 'There is no such telephone number' },
  })
})

test('a telephone number is read as people write it', () => {
  expect(readPhone('07700 900 123')).toBe('+447700900123')
  expect(readPhone('+44 (0)7700 900123')).toBe('+447700900123')
  expect(readPhone('0044 7700 900123')).toBe('+447700900123')
  expect(readPhone('+33 6 12 34 56 78')).toBe('+33612345678')
  for (const no of ['020 7946 0000', '07700', 'call me', '']) expect(readPhone(no)).toBeUndefined()
  expect(readKey(KEY)).toEqual({ service_id, secret })
  expect(readKey(`my-team-key-${service_id}-${secret}`)).toEqual({ service_id, secret })
  expect(readKey('nonsense')).toBeUndefined()
})

test('a key is checked, sealed and never shown; only who may sets it', async () => {
  const c = await council()
  const other = await council()
  const place = `/admin/organisations/${c.organisation_id}/text-messages`
  const wrong = await c.farah.post(place, { key: 'nonsense', template_id: 'x' })
  expect(wrong.status).toBe(422)
  const said = await wrong.text()
  expect(said).toContain('That is not an API key of GOV.UK Notify')
  expect(said).toContain('Enter the identifier of the template')
  await givenTexts(c)
  const page = await c.farah.page(place)
  expect(page).toContain('keep “desk”')
  expect(page).not.toContain(secret)
  expect((await c.asha.get(place)).status).toBe(403)
  expect((await other.farah.get(place)).status).toBe(404)
  expect((await other.farah.post(place, { key: KEY, template_id })).status).toBe(404)
  expect((await c.farah.post(place, { do: 'test', phone: '07700900999' })).headers.get('location')).toContain('arrived')
})

test('a code is good for few tries; without one nothing is sent', async () => {
  const c = await council()
  await givenTexts(c)
  await c.asha.post('/account/notifications/phone', { phone: '07700900777' })
  await c.asha.post('/account/notifications', { 'ways-assigned': 'sms' })
  for (let tries = 0; tries < 5; tries++) await c.asha.post('/account/notifications/phone/code', { code: '1' })
  const code = posted('+447700900777')[0].personalisation.body.slice(0, 6)
  const over = await c.asha.post('/account/notifications/phone/code', { code })
  expect(await over.text()).toContain('That code is over')
  const { reference } = await c.givenCase()
  await c.chidi.post(`/cases/${reference}/assign`, { given: `${c.team_id}/${c.asha.id}` })
  await tellAll(c)
  expect(posted('+447700900777')).toHaveLength(1)
  expect((await toldTo(c, c.asha)).deliveries).toEqual([])
})
