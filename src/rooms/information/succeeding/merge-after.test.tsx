/* The day after: what people, programs and mail find when two councils have become one. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useSecretKey } from '#platform/secrets/seal.ts'
import { mailboxAt } from '#rooms/channels/index.ts'
import { allowSignInHosts } from '#rooms/people/index.ts'
import { type PretendProvider, pretendProvider } from '#rooms/people/single-sign-on/provider.fixture.ts'
import { browser, givenProvider } from '#rooms/people/single-sign-on/signing-in.fixture.ts'
import { type Council, council, db, owner } from '#testing/council.tsx'
import { directoryOf } from '#testing/directory.ts'
import { givenMail } from '#testing/given-mail.ts'
import { givenMailbox, mail } from '#testing/mail.ts'
import { workFor } from '#testing/work.ts'
import { all, type Planned, planned } from './merging.fixture.ts'

let op: PretendProvider
beforeAll(async () => {
  useSecretKey('a key for these tests only')
  allowSignInHosts('127.0.0.1')
  op = await pretendProvider()
})
afterAll(async () => {
  await op.close()
  allowSignInHosts('')
  useSecretKey(undefined)
})

/** Who is asking is remembered so long. */
const later = () => new Promise(resolve => setTimeout(resolve, 2100))
const caseOf = async (reference: string | null) => {
  const found = await owner.query('select * from cases.cases where reference = $1', [reference])
  return found.rows[0]
}

/** A message that comes to an address, wherever its mailbox is by now, and what became of it. */
async function comes(p: Planned, address: string, raw: string) {
  const mailbox = (await mailboxAt(db, address))!
  const { id } = await givenMail({ ...p.a, work: async () => {} } as Council, mailbox, raw, { unfiled: true }).catch(
    () => ({ id: '' }),
  )
  await workFor(owner, db, mailbox.organisation_id, new Date())
  const { rows } = await owner.query(
    id
      ? 'select * from channels.received_messages where id = $1'
      : 'select * from channels.received_messages where organisation_id = $1 order by received_at desc limit 1',
    [id || mailbox.organisation_id],
  )
  return rows[0]
}

test('mail to an old address is filed for the new council, and an answer to an old thread finds its case', {
  timeout: 60_000,
}, async () => {
  const addresses: string[] = []
  const p = await planned({
    furnish: async c => addresses.push((await givenMailbox(c, { sends_by_default: true })).address),
  })
  const asked = mail({
    From: p.a.ben.email,
    To: addresses[0],
    Subject: 'My screen',
    'Message-ID': '<first@ben.example>',
  })
  const first = await comes(p, addresses[0]!, asked)
  expect(first.outcome).toBe('caseLogged')
  await all(() => p.step())
  await later()
  const more = mail({
    From: p.a.ben.email,
    Subject: 'Re: My screen',
    'In-Reply-To': '<first@ben.example>',
    body: 'Still dark',
  })
  const answer = await comes(p, addresses[0]!, more)
  expect([answer.outcome, answer.reference]).toEqual(['replyAdded', first.reference])
  expect(await p.b.asha.page(`/cases/${first.reference}`)).toContain('Still dark')
  for (const [at, ben] of [p.a.ben, p.b.ben].entries()) {
    const made = await comes(p, addresses[at]!, mail({ From: ben.email, Subject: `New ${at}` }))
    expect(made.outcome).toBe('caseLogged')
    expect((await caseOf(made.reference)).organisation_id).toBe(p.plan.successor_id)
    expect(await p.b.asha.page(`/cases/${made.reference}`)).toContain(`New ${at}`)
  }
})

test('a shared desk’s mailbox and its groups, which served the two, serve the one', { timeout: 60_000 }, async () => {
  const desk = await council()
  const box = await givenMailbox(desk)
  const p = await planned()
  const rows = [p.a, p.b].map(({ organisation_id }) => organisation_id)
  for (const serves of rows)
    await owner.query(
      'insert into channels.mailbox_organisations (mailbox_id, organisation_id, serves_id) values ($1, $2, $3)',
      [box.id, desk.organisation_id, serves],
    )
  const provider = await givenProvider(desk, op, { domains: [] })
  for (const place of rows)
    await owner.query(
      `insert into people.group_grants (id, organisation_id, provider_id, group_name, role, in_organisation_id)
       values (gen_random_uuid(), $1, $2, 'Desk', 'analyst', $3)`,
      [desk.organisation_id, provider, place],
    )
  await all(() => p.step())
  const made = await comes(p, box.address, mail({ From: p.b.ben.email, Subject: 'To the desk' }))
  expect([made.outcome, made.reason]).toEqual(['caseLogged', null])
  expect((await caseOf(made.reference)).organisation_id).toBe(p.plan.successor_id)
  const grants = await owner.query('select in_organisation_id from people.group_grants where provider_id = $1', [
    provider,
  ])
  expect(grants.rows.map(row => row.in_organisation_id)).toContain(p.plan.successor_id)
})

test('a sign-in by the old council’s provider works, its groups give what they gave, and its directory goes on', {
  timeout: 60_000,
}, async () => {
  const p = await planned({
    furnish: async c => {
      const provider = await givenProvider(c, op)
      await c.farah.post(`/admin/identity-providers/${provider}/groups`, {
        group_name: 'Helpers',
        gives: `analyst/${c.organisation_id}`,
      })
    },
  })
  const known = (email: string, more: object = {}) =>
    op.people.set(email, { sub: `sub ${email}`, email, email_verified: true, ...more })
  known(p.a.ben.email, { groups: ['Helpers'] })
  await browser().signIn(p.a.ben.email)
  const directory = await directoryOf(p.b)
  const found = await directory.find(`userName eq "${p.b.ben.email}"`)
  const ben = found.json.Resources[0]
  await directory.patch(`/Users/${ben.id}`, { op: 'Replace', path: 'title', value: 'Before' })
  const group = await directory.post('/Groups', { displayName: 'Housing', members: [{ value: ben.id }] })
  await all(() => p.step())
  await later()
  const after = browser()
  const answer = await after.signIn(p.a.ben.email, '/account')
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/account'])
  const { rows } = await owner.query(
    `select organisation_id from people.held_roles where person_id = $1 and role = 'analyst' order by organisation_id`,
    [p.a.ben.id],
  )
  expect(rows.map(row => row.organisation_id)).toEqual(
    [p.a.organisation_id, p.b.organisation_id, p.plan.successor_id].sort(),
  )
  expect(await (await after.get(`/cases/${p.opens[1]!.reference}`)).text()).toContain('Still open')
  const titled = await directory.patch(`/Users/${ben.id}`, { op: 'Replace', path: 'title', value: 'Planner' })
  expect(titled).toMatchObject({ status: 200, json: { title: 'Planner' } })
  expect((await directory.get(`/Groups/${group.json.id}`)).json.members).toHaveLength(1)
  const joiner = await directory.post('/Users', {
    userName: `gwen@${p.b.short.toLowerCase()}.example`,
    displayName: 'Gwen',
  })
  expect(joiner.status).toBe(201)
  const gone = await directory.patch(`/Users/${ben.id}`, { op: 'replace', path: 'active', value: false })
  expect(gone.json.active).toBe(false)
  await later()
  expect((await p.b.ben.get('/requests')).headers.get('location')).toContain('/sign-in')
})

test('an old case is worked on by everybody of the new council, with everything an act may name', {
  timeout: 60_000,
}, async () => {
  const p = await planned()
  await all(() => p.step())
  await later()
  const { a, b } = p
  const [old] = p.opens
  const place = `/cases/${old!.reference}`
  const act = async (name: string, fields: Record<string, string>, by = b.asha) => [
    name,
    (await by.post(`${place}/${name}`, fields)).status,
  ]
  expect(await act('assign', { given: `${b.team_id}/${b.asha.id}` })).toEqual(['assign', 303])
  expect((await caseOf(old!.reference)).assignee_id).toBe(b.asha.id)
  expect(await act('tasks', { title: 'Ring back', who: b.team_id })).toEqual(['tasks', 303])
  expect(await act('watchers', { person_id: b.chidi.id })).toEqual(['watchers', 303])
  expect(await act('requester', { who: 'Ben Carter', requester_id: b.ben.id })).toEqual(['requester', 303])
  expect(await act('reply', { body: 'We are on it' })).toEqual(['reply', 303])
  expect(await act('classify', { category_id: a.category_id })).toEqual(['classify', 303])
  expect(await act('hold', { reason: 'requester' })).toEqual(['hold', 303])
  expect(await act('links', { other: p.opens[1]!.reference, relation: 'related_to' })).toEqual(['links', 303])
})
