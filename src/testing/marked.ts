import { newId } from '#platform/database/id.ts'
import { send } from '#rooms/channels/index.ts'
import { type Council, owner } from './council.tsx'
import { directoryOf } from './directory.ts'
import { answerWith } from './files.ts'
import { givenMail } from './given-mail.ts'
import { mail } from './mail.ts'

/** What stands in every text of a marked council, and in nothing else. */
export const MARK = 'ZQX-ELSEWHERE'

/** Identifiers of one thing of each kind, by the names that routes and forms give them. */
export type Identifiers = Readonly<Record<'reference' | 'place' | (typeof KINDS)[number], string>>

export const KINDS = [
  'organisation',
  'case',
  'person',
  'requester',
  'team',
  'category',
  'calendar',
  'proposal',
  'rota',
  'stand_in',
  'template',
  'notice',
  'task',
  'planned',
  'message',
  'file',
  'note_file',
  'view',
  'change',
  'token',
  'directory_token',
  'directory_group',
  'sent',
  'mailbox',
  'received',
  'provider',
  'grant',
  'reorganisation',
] as const

/** Nothing of anybody's, for comparison with what is somebody else's. */
export const NOTHING: Identifiers = {
  // These names are all of the record's.
  ...(Object.fromEntries(KINDS.map(kind => [kind, newId()])) as Record<(typeof KINDS)[number], string>),
  reference: 'C-999999999',
  place: 'no-such-team',
}

const NAMED = [
  ['people.persons', "name = $2 || ' ' || name, department = $2, location = $2, phone = $2"],
  ['people.teams', 'name = $2'],
  ['people.calendars', 'name = $2'],
  ['catalogue.categories', 'name = $2, path = $2'],
] as const

async function mark(c: Council) {
  await owner.query(`update people.organisations set name = $2 || ' Council' where id = $1`, [c.organisation_id, MARK])
  for (const [table, set] of NAMED)
    await owner.query(`update ${table} set ${set} where organisation_id = $1`, [c.organisation_id, MARK])
}

async function givenRota(c: Council) {
  const turns = { name: MARK, zone: 'Europe/London', starts_on: '2026-01-05', handover: '09:00', turn_days: '7' }
  const made = await c.farah.post(`/admin/teams/${c.team_id}/rotas`, {
    ...turns,
    mon: '00:00 to 24:00',
    person_1: c.asha.id,
  })
  const rota = new URL(made.headers.get('location')!, 'http://x').pathname.split('/').at(-1)
  const time = { from: '2037-01-05T09:00', until: '2037-01-06T09:00', because: MARK }
  await c.farah.post(`/on-call/${rota}/stand-ins`, { ...time, person_id: c.chidi.id })
}

/** What the council's directory has: a token, and a group with somebody in it. */
async function givenDirectory(c: Council) {
  const directory = await directoryOf(c, MARK)
  const { json } = await directory.post('/Groups', { displayName: MARK, members: [{ value: c.asha.id }] })
  const { rows } = await owner.query('select id from people.directory_tokens where organisation_id = $1', [
    c.organisation_id,
  ])
  return { directory_group: String(json.id), directory_token: String(rows[0].id) }
}

/** A mailbox, and a message in it that nobody could file. */
async function givenMailbox(c: Council) {
  const address = `${c.short.toLowerCase()}@marked.example`
  const given = { address, name: MARK, kind: 'incident', unknown_sender: 'quarantine', most_mb: '1' }
  const made = await c.farah.post(`/admin/mailboxes/new?organisation=${c.organisation_id}`, given)
  const mailbox = new URL(made.headers.get('location')!, 'http://x').pathname.split('/').at(-1)!
  const raw = mail({ From: `${MARK} <stranger@elsewhere.example>`, Subject: MARK, body: MARK })
  const place = { id: mailbox, organisation_id: c.organisation_id, address, most_bytes: 1024 * 1024 }
  const { id: received } = await givenMail(c, place, raw)
  return { mailbox, received }
}

/** An identity provider, and what one of its groups gives. */
async function givenSignIn(c: Council) {
  const settings = { profile: 'oidc', issuer: 'https://id.elsewhere.example', client_id: MARK, proof: 'none' }
  const more = {
    name: MARK,
    scopes: 'openid',
    groups_claim: 'groups',
    domains: `${c.short.toLowerCase()}.marked.example`,
  }
  const made = await c.farah.post(`/admin/organisations/${c.organisation_id}/identity-providers/new`, {
    ...settings,
    ...more,
  })
  const provider = new URL(made.headers.get('location')!, 'http://x').pathname.split('/').at(-1)!
  const gives = `analyst/${c.organisation_id}`
  await c.farah.post(`/admin/identity-providers/${provider}/groups`, { group_name: MARK, gives })
  return { provider }
}

/** Gives a council one marked thing of every kind, made as its own people make them. */
export async function marked(c: Council): Promise<Identifiers> {
  await mark(c)
  const { id, reference } = await c.givenCase({ subject: `${MARK} printer`, body: MARK, location: MARK })
  const file = () => new File([MARK], `${MARK}.txt`)
  await c.ben.send(`/requests/${reference}`, answerWith([file()], MARK))
  await c.asha.send(`/cases/${reference}/note`, answerWith([file()], `${MARK} SECRET`))
  await c.asha.post(`/cases/${reference}/tasks`, { title: MARK })
  await c.farah.post(`/admin/categories/${c.category_id}/tasks`, { title: MARK })
  await c.asha.post('/saved-views/new', { name: MARK, query: 'all' })
  await c.asha.post('/account/tokens', { name: MARK, scopes: ['cases.read'], days: '30' })
  const words = { organisation_id: c.organisation_id, body: MARK }
  await c.farah.post('/admin/replies/new', { ...words, name: MARK })
  await c.farah.post('/admin/notices', { ...words, title: MARK, starts: '2026-01-01T09:00' })
  const hours = {
    mon: '09:00 to 12:00',
    nation: 'none',
    zone: 'Europe/London',
    because: MARK,
    closed: `2037-01-05 ${MARK}`,
  }
  await c.farah.post(`/admin/calendars/${c.calendar_id}`, { ...hours, name: MARK })
  await givenRota(c)
  const anew = { to: 'new', name: `${MARK} anew`, day: '2037-01-05', people: 'go' }
  await c.farah.post(`/admin/teams/${c.team_id}/reorganise`, anew)
  const change = newId()
  await owner.query(
    `insert into cases.bulk_changes (id, organisation_id, person_id, what, before, done_at) values ($1, $2, $3, 'assign', '[]', now())`,
    [change, c.organisation_id, c.asha.id],
  )
  const to = { name: MARK, address: 'nobody@elsewhere.example' }
  const message = { organisation_id: c.organisation_id, kind: 'reply', to, subject: MARK, text: MARK } as const
  const sent = await c.writing(tx => send(tx, message, new Date()))
  const provider = await givenSignIn(c)
  const { rows } = await owner.query<{ kind: string; id: string }>(
    `select 'template' as kind, id from content.templates where organisation_id = $1
     union all select 'notice', id from content.notices where organisation_id = $1
     union all select 'proposal', id from people.change_proposals where organisation_id = $1
     union all select 'grant', id from people.group_grants where organisation_id = $1
     union all select 'reorganisation', id from cases.reorganisations where organisation_id = $1
     union all select 'rota', id from people.rotas where organisation_id = $1
     union all select 'stand_in', id from people.rota_overrides where organisation_id = $1
     union all select 'planned', id from catalogue.planned_tasks where organisation_id = $1
     union all select 'task', id from cases.tasks where organisation_id = $1
     union all select 'message', id from cases.messages where organisation_id = $1
     union all select case shown_to when 'staff' then 'note_file' else 'file' end, file_id from cases.attachments where organisation_id = $1
     union all select 'view', id from cases.saved_views where organisation_id = $1
     union all select 'token', t.id from people.api_tokens t join people.persons p on p.id = t.person_id where p.organisation_id = $1`,
    [c.organisation_id],
  )
  const found = Object.fromEntries(rows.map(row => [row.kind, row.id]))
  const { organisation_id: organisation, team_id: team, category_id: category, calendar_id: calendar } = c
  const known = {
    organisation,
    team,
    category,
    calendar,
    case: id,
    person: c.asha.id,
    requester: c.ben.id,
    change,
    sent,
    ...(await givenMailbox(c)),
    ...(await givenDirectory(c)),
    ...provider,
  }
  const missing = KINDS.filter(kind => !(kind in known) && !(kind in found))
  if (missing.length > 0) throw new Error(`The marked council lacks: ${missing.join(', ')}`)
  // Just seen to be there.
  return { ...(found as Record<(typeof KINDS)[number], string>), ...known, reference, place: c.short.toLowerCase() }
}
