import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { settleOutward } from '#platform/http/outward.ts'
import { useSecretKey } from '#platform/secrets/seal.ts'
import { type Council, council, owner } from '#testing/council.tsx'
import { later, tellAll } from '#testing/told.ts'
import { type Asked, pretendService } from './pretend-service.fixture.ts'

let status = 200
let service: Awaited<ReturnType<typeof pretendService>>
beforeAll(async () => {
  useSecretKey('a key that only this test knows')
  settleOutward({ allow: '127.0.0.1' })
  service = await pretendService(() => ({ status, headers: { location: 'http://127.0.0.1:1/' } }))
})
afterAll(async () => {
  settleOutward({ allow: '' })
  await service.close()
})

const fields = (c: Council, more: Record<string, string | readonly string[]> = {}) => ({
  ...{ name: 'Desk', format: 'json', address: `${service.url}/${c.short}`, secret: 's3cret', team_id: c.team_id },
  ...{ kinds: ['team_assigned', 'reopened'], active: 'yes', ...more },
})

async function givenHook(c: Council, more: Record<string, string | readonly string[]> = {}) {
  const added = await c.farah.post(`/admin/organisations/${c.organisation_id}/webhooks`, fields(c, more))
  expect(added.status).toBe(303)
  return added.headers.get('location')!.replace(/\?.*/, '')
}

const askedOf = (c: Council): Asked[] => service.asked.filter(({ path }) => path === `/${c.short}`)

test('a program hears of a case that comes to its team: signed, with its time, and no words of anybody’s', async () => {
  status = 200
  const c = await council()
  const hook = await givenHook(c)
  const { reference } = await c.givenCase({ subject: 'Personal data of Ben' })
  await c.asha.post(`/cases/${reference}/note`, { body: 'INTERNAL @Chidi Okafor' })
  await c.ben.post(`/requests/${reference}`, { body: 'PRIVATE' })
  await tellAll(c)
  const [asked, ...more] = askedOf(c)
  expect(more).toEqual([])
  expect(JSON.parse(asked!.body)).toMatchObject({ kind: 'team_assigned', reference, priority: 'P4' })
  expect(asked!.body).toContain(`/cases/${reference}`)
  expect(asked!.body).not.toMatch(/Personal|INTERNAL|PRIVATE|Ben/)
  const timestamp = asked!.headers['x-moothall-timestamp']
  const mac = createHmac('sha256', 's3cret').update(`${timestamp}.${asked!.body}`).digest('hex')
  expect(asked!.headers['x-moothall-signature']).toBe(`v1=${mac}`)
  const page = await c.farah.page(hook)
  expect(page).toContain('it took what we sent')
  expect(page).not.toContain(`${c.short}"`)
  expect(page).not.toMatch(new RegExp(`s3cret|${service.url}/`))
})

test.each([
  ['teams', 'AdaptiveCard'],
  ['slack', 'plain_text'],
])(
  '%s gets what it can show, with the subject where somebody said so, as text and never as markup',
  async (format, holds) => {
    status = 200
    const c = await council()
    await givenHook(c, { format, shows: 'subject' })
    const { reference } = await c.givenCase({ subject: '[Click](http://evil) <!channel>' })
    await tellAll(c)
    const [asked] = askedOf(c)
    expect(asked!.body).toContain(holds)
    expect(asked!.body).toContain(`Open ${reference}`)
    expect(asked!.body).toContain('[Click](http://evil) <!channel>')
    expect(JSON.parse(asked!.body)).not.toHaveProperty('body')
  },
)

test('a hook that fails is tried again, ever later, and then shown as failed; one that redirects is not followed', async () => {
  const c = await council()
  await givenHook(c)
  status = 503
  await c.givenCase()
  for (const minutes of [0, 2, 5, 10, 20, 40, 80, 160]) await c.work(later(62 + minutes * 60))
  expect(askedOf(c)).toHaveLength(6)
  const place = `/admin/organisations/${c.organisation_id}/notifications/failed`
  expect(await c.farah.page(place)).toContain('It refused what we sent (503)')
  expect(await c.farah.page(`${place}?channel=sms`)).toContain('Nothing failed')
  status = 302
  await c.givenCase()
  await tellAll(c)
  expect(askedOf(c)).toHaveLength(7)
  expect(await c.farah.page(place)).toContain('which we do not follow')
})

test('a test says whether it arrives, and why not, and shows nothing of the answer', async () => {
  const c = await council()
  const hook = await givenHook(c)
  status = 200
  expect((await c.farah.post(`${hook}/test`)).headers.get('location')).toContain('done=arrived')
  expect(askedOf(c)[0]!.body).toContain('This is a test')
  status = 404
  const refused = await c.farah.post(`${hook}/test`)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('It refused what we sent (404)')
})

test.each([
  'http://10.0.0.1/x',
  'https://169.254.169.254/latest',
  'file:///etc/passwd',
  'https://[::1]/',
  'https://example.org:22/',
])('an address like %s is refused where it is typed (abuse case 32)', async address => {
  const c = await council()
  const refused = await c.farah.post(`/admin/organisations/${c.organisation_id}/webhooks`, fields(c, { address }))
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('value="Desk"')
})

test('a hook is changed, turned off and removed, on the record without its address; only by who may, in their own council', async () => {
  status = 200
  const c = await council()
  const other = await council()
  const hook = await givenHook(c)
  const id = hook.split('/').at(-1)!
  expect((await c.asha.get(hook)).status).toBe(403)
  expect((await other.farah.get(hook)).status).toBe(404)
  const elsewhere = `/admin/organisations/${other.organisation_id}/webhooks/${id}`
  for (const act of ['', '/test', '/delete'])
    expect((await other.farah.post(elsewhere + act, fields(c))).status).toBe(404)
  expect((await c.farah.post(hook, fields(c, { address: '', active: '' }))).status).toBe(303)
  await c.givenCase()
  await tellAll(c)
  expect(askedOf(c)).toEqual([])
  await c.farah.post(`${hook}/delete`)
  expect((await c.farah.get(hook)).status).toBe(404)
  const events = await c.happened(id)
  expect(events.map(({ payload }) => (payload as { what: string }).what)).toEqual(['added', 'changed', 'removed'])
  expect(JSON.stringify(events)).not.toContain(service.url)
})

test('somebody’s own webhook is told what they chose, and nothing any more when they may not read cases', async () => {
  status = 200
  const c = await council()
  expect((await c.ben.post('/account/notifications/webhooks', fields(c))).status).toBe(403)
  expect((await c.asha.post('/account/notifications/webhooks', fields(c))).status).toBe(303)
  await c.asha.post('/account/notifications', { 'ways-assigned': 'webhook' })
  const give = async () => {
    const { reference } = await c.givenCase()
    await c.chidi.post(`/cases/${reference}/assign`, { given: `${c.team_id}/${c.asha.id}` })
    await c.work()
  }
  await give()
  await c.work(later())
  expect(askedOf(c)).toHaveLength(1)
  await give()
  await owner.query(`delete from people.role_assignments where person_id = $1 and role = 'analyst'`, [c.asha.id])
  await c.work(later())
  expect(askedOf(c)).toHaveLength(1)
})

test('a worker that died while it told a hook tells it again; none is told of a case that was seen to meanwhile', async () => {
  status = 200
  const c = await council()
  await givenHook(c)
  const { reference } = await c.givenCase()
  await c.work()
  await owner.query(
    `update channels.notification_deliveries set state = 'sending', asked_at = now() - interval '1 hour' where organisation_id = $1`,
    [c.organisation_id],
  )
  await c.work(later())
  expect(askedOf(c)).toHaveLength(1)
  const second = await c.givenCase()
  await c.work()
  await c.chidi.post(`/cases/${second.reference}/assign`, { given: `${c.team_id}/${c.asha.id}` })
  await c.work(later())
  expect(askedOf(c).map(({ body }) => JSON.parse(body).reference)).toEqual([reference])
})
