import { beforeEach, expect, test } from 'vitest'
import { useSecretKey } from '#platform/secrets/seal.ts'
import { type Council, council, owner } from '#testing/council.tsx'
import { givenMail } from '#testing/given-mail.ts'
import { imapServer } from '../fetching/imap.fixture.ts'
import { mailServer } from '../sending/smtp.fixture.ts'
import { allowMailHosts } from './server.ts'

beforeEach(() => {
  useSecretKey('a key that only this test knows')
  allowMailHosts(['127.0.0.1'])
})

const FIELDS = { name: 'IT help', kind: 'incident', unknown_sender: 'new_person', most_mb: '50', acknowledges: 'yes' }
const idIn = (place: string | null) => /mailboxes\/([\w-]{36})/.exec(place ?? '')![1]!
const addressOf = (c: Council) => `help@${c.short.toLowerCase()}.example`

/** A mailbox that the council's administrator added. */
async function added(c: Council, more: Record<string, string | readonly string[]> = {}) {
  const place = `/admin/mailboxes/new?organisation=${c.organisation_id}`
  const answer = await c.farah.post(place, { ...FIELDS, address: addressOf(c), ...more })
  return idIn(answer.headers.get('location'))
}
const row = async (id: string) => (await owner.query('select * from channels.mailboxes where id = $1', [id])).rows[0]

test('a mailbox is added, changed and switched off, and each is recorded', async () => {
  const c = await council()
  const id = await added(c, {
    team_id: c.team_id,
    category_id: c.category_id,
    blocked_senders: 'spam.example\njunk@x.example',
  })
  expect(await row(id)).toMatchObject({
    ...{ address: addressOf(c), team_id: c.team_id, category_id: c.category_id, acknowledges: true, takes_tags: false },
    ...{ blocked_senders: ['spam.example', 'junk@x.example'], most_bytes: 50 * 1024 * 1024, active: true },
  })
  const page = await c.farah.page(`/admin/mailboxes/${id}`)
  expect(page).toContain(addressOf(c))
  await c.farah.post(`/admin/mailboxes/${id}`, { ...FIELDS, address: addressOf(c), name: 'Help', impact: '1' })
  await c.farah.post(`/admin/mailboxes/${id}/active`, { active: 'no' })
  expect(await row(id)).toMatchObject({ name: 'Help', impact: 1, team_id: null, active: false })
  expect(await c.farah.page('/admin/mailboxes')).toContain('Switched off')
  const events = await c.happened(id)
  expect(events.map(({ name }) => name)).toEqual(['mailbox.added', 'mailbox.saved', 'mailbox.saved'])
  expect(events[1]?.payload).toMatchObject({ changes: { name: { before: 'IT help', after: 'Help' } } })
})

test('how many messages a minute it may send is a whole number, or has no limit', async () => {
  const c = await council()
  const id = await added(c, { most_a_minute: '30' })
  expect((await row(id)).most_a_minute).toBe(30)
  expect(await c.farah.page(`/admin/mailboxes/${id}`)).toContain('value="30"')
  const save = (most_a_minute: string) =>
    c.farah.post(`/admin/mailboxes/${id}`, { ...FIELDS, address: addressOf(c), most_a_minute })
  for (const wrong of ['0', 'many', '-3', '1.5']) expect((await save(wrong)).status).toBe(422)
  expect((await row(id)).most_a_minute).toBe(30)
  await save('')
  expect((await row(id)).most_a_minute).toBeNull()
})

test('what waits is shown to who may see to it where they can, and to others where they may look', async () => {
  const c = await council()
  const id = await added(c)
  await givenMail(
    c,
    { id, organisation_id: c.organisation_id, address: addressOf(c), most_bytes: 1e6 },
    'no header at all',
  )
  const page = await c.farah.page('/admin/mailboxes')
  const href = /href="([^"]+)">1 to see to/.exec(page)![1]!.replaceAll('&amp;', '&')
  expect((await c.farah.get(href)).status).toBe(200)
})

test('only one mailbox of an organisation sends by default', async () => {
  const c = await council()
  const one = await added(c, { sends_by_default: 'yes' })
  const other = await added(c, { sends_by_default: 'yes', address: `other@${c.short}.example` })
  expect([(await row(one)).sends_by_default, (await row(other)).sends_by_default]).toEqual([false, true])
})

test.each([
  [{ address: 'help' }, 'Enter an e-mail address'],
  [{ name: '' }, 'Enter a name'],
  [{ kind: 'x' }, 'Choose what a message becomes'],
  [{ most_mb: '900' }, 'Enter at most 150 MB'],
  [{ blocked_senders: 'not an address' }, 'Write each as an address or a domain'],
])('what is wrong with a mailbox is said beside its field: %o', async (wrong, words) => {
  const c = await council()
  const place = `/admin/mailboxes/new?organisation=${c.organisation_id}`
  const answer = await c.farah.post(place, { ...FIELDS, address: addressOf(c), ...wrong })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain(words)
})

test('an address is a mailbox once', async () => {
  const c = await council()
  await added(c)
  const place = `/admin/mailboxes/new?organisation=${c.organisation_id}`
  const again = await c.farah.post(place, { ...FIELDS, address: addressOf(c).toUpperCase() })
  expect([again.status, (await again.text()).includes('it is a mailbox already')]).toEqual([422, true])
})

test('it may name only what is its council’s own: no other’s team, category or people (abuse case 18)', async () => {
  const [a, b] = [await council(), await council()]
  const place = `/admin/mailboxes/new?organisation=${a.organisation_id}`
  for (const theirs of [{ team_id: b.team_id }, { category_id: b.category_id }, { serves: b.organisation_id }]) {
    const answer = await a.farah.post(place, { ...FIELDS, address: addressOf(a), ...theirs })
    expect(answer.status).toBe(422)
  }
  expect(
    (await owner.query('select from channels.mailboxes where organisation_id = $1', [a.organisation_id])).rowCount,
  ).toBe(0)
})

test('a shared mailbox serves those councils whose mail the same person manages', async () => {
  const [a, b] = [await council(), await council()]
  const roles = `insert into people.role_assignments (person_id, organisation_id, role) values ($1, $2, 'administrator')`
  await owner.query(roles, [a.farah.id, b.organisation_id])
  const id = await added(a, { serves: b.organisation_id })
  const served =
    'select serves_id from channels.mailbox_organisations where mailbox_id = $1 and serves_id <> organisation_id'
  expect((await owner.query(served, [id])).rows).toEqual([{ serves_id: b.organisation_id }])
  // Whoever manages only one of the two cannot take the other away without knowing.
  await owner.query(roles, [a.evan.id, a.organisation_id])
  const changed = { ...FIELDS, address: addressOf(a), name: 'Changed' }
  expect((await a.evan.post(`/admin/mailboxes/${id}`, changed)).status).toBe(303)
  expect((await owner.query(served, [id])).rows).toHaveLength(1)
})

test('only who manages mail may, and only of their own council', async () => {
  const [a, b] = [await council(), await council()]
  const id = await added(a)
  for (const place of [`/admin/mailboxes/${id}`, `/admin/mailboxes/${id}/fetching`, `/admin/mailboxes/${id}/sending`]) {
    expect((await a.asha.get(place)).status).toBe(403)
    expect((await b.farah.get(place)).status).toBe(404)
    expect((await b.farah.post(place, { ...FIELDS, address: addressOf(b) })).status).toBe(404)
  }
  expect((await b.farah.post(`/admin/mailboxes/${id}/active`, { active: 'no' })).status).toBe(404)
  expect((await b.farah.post(`/admin/mailboxes/${id}/fetching/try`)).status).toBe(404)
})

const IMAP = { host: '127.0.0.1', tls: 'never', user: 'desk', folder: 'INBOX', after: 'move', moved_to: 'Filed' }

test('a password is kept sealed, shown to nobody, recorded nowhere, and never sent to another server', async () => {
  const c = await council()
  const id = await added(c)
  const save = (more: Record<string, string>) =>
    c.farah.post(`/admin/mailboxes/${id}/fetching`, { ...IMAP, port: '143', ...more })
  expect((await save({ password: 'Hunter2-Secret' })).status).toBe(303)
  const kept = (await row(id)).imap
  expect(JSON.stringify(kept)).not.toContain('Hunter2')
  const page = await c.farah.page(`/admin/mailboxes/${id}/fetching`)
  expect(page).not.toMatch(/Hunter2|v1\./)
  expect(JSON.stringify(await c.happened(id))).not.toMatch(/Hunter2|v1\./)
  await save({ folder: 'Post' })
  expect((await row(id)).imap.sealed_password).toBe(kept.sealed_password)
  await save({ user: 'somebody' })
  expect((await row(id)).imap.sealed_password).toBe(null)
  await save({ password: 'Hunter2-Secret', user: 'somebody' })
  await save({ host: 'mail.elsewhere.example', user: 'somebody' })
  expect((await row(id)).imap.sealed_password).toBe(null)
})

test('without the installation’s key no password is kept, and it says so', async () => {
  const c = await council()
  const id = await added(c)
  useSecretKey(undefined)
  const answer = await c.farah.post(`/admin/mailboxes/${id}/sending`, { ...IMAP, port: '587', password: 'x' })
  expect([answer.status, (await answer.text()).includes('has no SECRET_KEY')]).toEqual([422, true])
  expect((await row(id)).smtp).toBe(null)
})

test('an empty server switches fetching off, and sending back to the installation’s', async () => {
  const c = await council()
  const id = await added(c)
  for (const way of ['fetching', 'sending']) {
    await c.farah.post(`/admin/mailboxes/${id}/${way}`, {
      ...IMAP,
      port: way === 'sending' ? '587' : '993',
      password: 'x',
    })
    expect((await row(id))[way === 'sending' ? 'smtp' : 'imap']).not.toBe(null)
    await c.farah.post(`/admin/mailboxes/${id}/${way}`, { host: '' })
    expect((await row(id))[way === 'sending' ? 'smtp' : 'imap']).toBe(null)
  }
})

test('only ports of mail servers, but on hosts that whoever runs the installation named', async () => {
  const c = await council()
  const id = await added(c)
  const answer = await c.farah.post(`/admin/mailboxes/${id}/sending`, {
    ...IMAP,
    host: 'db.council.example',
    port: '5432',
  })
  expect([answer.status, (await answer.text()).includes('Enter one of the ports for mail')]).toEqual([422, true])
})

test('the test button says that it works, or what is wrong, in words', async () => {
  const c = await council()
  const id = await added(c)
  const imap = await imapServer()
  const smtp = await mailServer({ users: { desk: 'right' } })
  const tryOut = async (way: string, more: Record<string, string>) => {
    const port = String(way === 'fetching' ? imap.port : smtp.port)
    await c.farah.post(`/admin/mailboxes/${id}/${way}`, { ...IMAP, port, password: 'right', ...more })
    return (await c.farah.post(`/admin/mailboxes/${id}/${way}/try`)).text()
  }
  expect(await tryOut('fetching', {})).toContain('It works: “INBOX” is there, with 0 messages.')
  expect(imap.folders.has('Filed')).toBe(true)
  expect(await tryOut('fetching', { password: 'wrong' })).toContain('refused the user name or the password')
  expect(await tryOut('fetching', { folder: 'Post' })).toContain('There is no folder “Post”')
  expect(await tryOut('fetching', { port: '1' })).toContain('nothing listens on port 1')
  expect(await tryOut('sending', {})).toContain('It works: the server is there and takes the password.')
  expect(await tryOut('sending', { password: 'wrong' })).toContain('refused the user name or the password')
  expect(await tryOut('sending', { tls: 'required' })).toContain('STARTTLS')
})

test('it tells an administrator nothing of the installation’s own network: open or shut, the answer is the same (abuse case 32)', async () => {
  const c = await council()
  const id = await added(c)
  const smtp = await mailServer()
  allowMailHosts(['127.0.0.1'])
  const place = `/admin/mailboxes/${id}/sending`
  await c.farah.post(place, { ...IMAP, port: String(smtp.port), password: 'x' })
  allowMailHosts([])
  const open = await (await c.farah.post(`${place}/try`)).text()
  await c.farah.post(place, { ...IMAP, port: '25', password: 'x' })
  const shut = await (await c.farah.post(`${place}/try`)).text()
  for (const page of [open, shut]) expect(page).toContain('inside the installation’s own network')
  expect(smtp.connections()).toBe(0)
})
