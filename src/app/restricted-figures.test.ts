/*
 * No list, count or figure tells that there is a restricted case: every page that is about nothing in particular says to who is not
 * named what it said before the case was there (abuse case 23).
 */
import { expect, test } from 'vitest'
import { app, type Council, council, type Member, owner } from '#testing/council.tsx'
import { joiner } from '#testing/joiner.ts'

const ASKING = ['analyst', 'team_lead', 'manager', 'partner_officer', 'auditor', 'administrator'] as const

const places = [
  ...new Set(
    app.routes
      .filter(({ method, path }) => method === 'GET' && !/[:*]/.test(path) && !/^\/(live|sign-|api|scim)/.test(path))
      .map(({ path }) => path),
  ),
  // Who looked is told, and not at what.
].filter(path => path !== '/audit/restricted')
const LISTS = [
  '/queue/all',
  '/queue/unassigned',
  '/queue/all?rows=comfortable',
  '/queue/all?state=all',
  '/search?q=ZQX',
]

/** What a page says, without what differs between any two askings. */
const steady = (text: string) =>
  text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '‹id›')
    .replace(/\b[0-9a-f]{8}\b/g, '‹nonce›')
    .replace(/\d{1,2}(?::|%3A)\d\d((?::|%3A)\d\d)?(\.\d+)?|\d+ (seconds?|minutes?)|just now/g, '‹time›')

async function saysTo(who: Member): Promise<Map<string, string>> {
  const said = new Map<string, string>()
  for (const place of [...places, ...LISTS]) {
    const answer = await who.get(place)
    said.set(place, `${answer.status} ${steady(await answer.text())}`)
  }
  return said
}

/** A case of a category for few, as busy as a case can be. */
async function givenHidden(c: Council, named: Member) {
  const team_id = crypto.randomUUID()
  const { organisation_id } = c
  await owner.query('insert into people.teams (id, organisation_id, name, slug) values ($1, $2, $3, $4)', [
    ...[team_id, organisation_id, 'Inquiries', `inq-${c.short.toLowerCase()}`],
  ])
  await owner.query('insert into people.team_members (team_id, person_id, organisation_id) values ($1, $2, $3)', [
    ...[team_id, named.id, organisation_id],
  ])
  const category = crypto.randomUUID()
  await owner.query(
    `insert into catalogue.categories (id, organisation_id, name, path, team_id, restricted) values ($1, $2, 'Inquiry', 'Inquiry', $3, true)`,
    [category, organisation_id, team_id],
  )
  return async () => {
    const started_at = new Date(Date.now() - 3 * 86_400_000)
    const more = { category_id: category, impact: 1, urgency: 1, started_at } as const
    const { reference } = await c.givenCase({ subject: 'ZQX inquiry', body: 'ZQX', ...more })
    await c.work()
    await named.post(`/cases/${reference}/tasks`, { title: 'ZQX' })
    await named.post(`/cases/${reference}/note`, { body: 'ZQX' })
    await named.post(`/cases/${reference}/reply`, { body: 'ZQX' })
    await c.ben.post(`/requests/${reference}`, { body: 'ZQX' })
    await c.work(new Date(Date.now() + 120_000))
    return reference
  }
}

test('every list, count and figure is what it was without it', { timeout: 240_000 }, async () => {
  const c = await council()
  await c.givenCase()
  await c.work(new Date(Date.now() + 120_000))
  const hide = await givenHidden(c, c.chidi)
  const before = new Map<string, Map<string, string>>()
  const asking = new Map<string, Member>()
  for (const role of ASKING) asking.set(role, await joiner(c, role))
  // Once, so that what the first look at a page leaves is there.
  for (const who of asking.values()) await saysTo(who)
  for (const [role, who] of asking) before.set(role, await saysTo(who))
  const reference = await hide()
  const wrong: string[] = []
  for (const [role, who] of asking)
    for (const [place, text] of await saysTo(who))
      if (before.get(role)?.get(place) !== text) wrong.push(`${role}: ${place}`)
  expect(wrong).toEqual([])
  expect(await c.chidi.page('/queue/all')).toContain(reference)
})
