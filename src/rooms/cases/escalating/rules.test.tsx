import { expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { givenAgreement } from '#testing/agreements.ts'
import { type Council, council, owner } from '#testing/council.tsx'
import { toldTo } from '#testing/told.ts'

const at = (text: string) => new Date(`${text}Z`)
const place = (c: Council, more = '') => `/admin/organisations/${c.organisation_id}/escalation${more}`
const squeezed = (text: string) => text.replace(/\s+/g, ' ')

const HOUR_BEFORE = { mark: 'before', amount: '60', metric: 'resolve', tells: ['leads', 'person'], repeat_minutes: '' }

const passedOn = async (case_id: string) =>
  (
    await owner.query(
      `select e.mark, e.amount, e.planned_at, array(select p.name from cases.escalation_persons x join people.persons p on p.id = x.person_id
         where x.escalation_id = e.id order by 1) as told
       from cases.escalations e where e.case_id = $1 and e.metric = 'resolve' order by e.planned_at, e.id`,
      [case_id],
    )
  ).rows

test('the usual rules are there to read, and a rule of the organisation’s own changes them', async () => {
  const c = await council()
  const usual = squeezed(await c.farah.page(place(c)))
  expect(usual).toContain('These are the usual rules')
  for (const words of ['50 % of the time', '75 % of the time', '90 % of the time', '100 % of the time', 'wakes people'])
    expect(usual).toContain(words)
  const added = await c.farah.post(place(c, '/new'), { ...HOUR_BEFORE, person_id: c.dilys.id })
  expect(added.status).toBe(303)
  const own = squeezed(await c.farah.page(place(c)))
  expect(own).toContain('1 working hour before it is due')
  expect(own).toContain('Team leads, Dilys Morgan')
  const [, rule] = new RegExp(`${place(c)}/([0-9a-f-]{36})"> ?Change<span[^>]*> 1 working hour`).exec(own)!
  expect(await c.farah.page(place(c, `/${rule}`))).toContain('value="60"')
  const changed = { ...HOUR_BEFORE, amount: '30', person_id: c.dilys.id }
  expect((await c.farah.post(place(c, `/${rule}`), changed)).status).toBe(303)
  expect(squeezed(await c.farah.page(place(c)))).toContain('30 working minutes before it is due')
  expect((await c.farah.post(place(c, `/${rule}/remove`))).status).toBe(303)
  expect((await c.farah.post(place(c, `/${rule}/remove`))).status).toBe(404)
  expect((await c.farah.post(place(c, '/usual'))).status).toBe(303)
  expect(squeezed(await c.farah.page(place(c)))).toContain('These are the usual rules')
  const names = (await c.happened(c.organisation_id)).map(({ name }) => name)
  expect(names.filter(name => name === 'organisation.escalationRulesChanged')).toHaveLength(4)
})

test.each([
  [{ amount: '0' }, 'Write between 1 and 14,400 working minutes'],
  [{ amount: 'soon' }, 'Write a whole number, such as 75'],
  [{ mark: 'percent', amount: '120' }, 'Write a share between 1 and 100'],
  [{ tells: '' }, 'Choose who is told'],
  [{ tells: 'person', person_id: '' }, 'Choose which person'],
  [{ wakes: 'yes', tells: 'leads' }, 'Only a rule for P1 alone, or for whoever is on call'],
  [{ repeat_minutes: '2', repeat_most: '3' }, 'Tell again after 5 minutes or more'],
  [{ repeat_minutes: '10', repeat_most: '' }, 'Say how often at most'],
])('a rule that cannot be meant is refused in words, and what was typed is kept: %o', async (wrong, sentence) => {
  const c = await council()
  const answer = await c.farah.post(place(c, '/new'), { ...HOUR_BEFORE, tells: 'leads', ...wrong })
  expect(answer.status).toBe(422)
  const page = squeezed(await answer.text())
  expect(page).toContain(sentence)
  expect(page).toContain('<title>Error: ')
  expect(page).toContain(`value="${'amount' in wrong ? wrong.amount : '60'}"`)
})

test('rules are for who manages the catalogue, of their own council, and name nobody and nothing of another', async () => {
  const c = await council()
  const other = await council()
  for (const who of [c.asha, c.chidi, c.ben]) expect((await who.get(place(c))).status).toBe(403)
  expect((await other.farah.get(place(c))).status).toBe(404)
  expect((await other.farah.post(place(c, '/new'), { ...HOUR_BEFORE, tells: 'leads' })).status).toBe(404)
  const elsewhere = { ...HOUR_BEFORE, person_id: other.asha.id }
  expect((await c.farah.post(place(c, '/new'), elsewhere)).status).toBe(422)
  expect((await c.farah.post(place(c, '/new'), { ...HOUR_BEFORE, person_id: c.ben.id })).status).toBe(422)
  const category = { ...HOUR_BEFORE, tells: 'leads', category_id: other.category_id }
  expect((await c.farah.post(place(c, '/new'), category)).status).toBe(422)
  const agreement = { ...HOUR_BEFORE, tells: 'leads', under: newId() }
  expect((await c.farah.post(place(c, '/new'), agreement)).status).toBe(422)
  expect((await c.farah.get(place(c, `/${newId()}`))).status).toBe(404)
})

/** Open from 08:00 to 18:00 on weekdays. */
async function openTenHours(c: Council) {
  const hours = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map(day => [day, [['08:00', '18:00']]]))
  await owner.query('update people.calendar_versions set hours = $2 where calendar_id = $1', [
    c.calendar_id,
    JSON.stringify({ ...hours, sat: [], sun: [] }),
  ])
  await owner.query(`update catalogue.targets set seconds = 14400 where organisation_id = $1 and metric = 'resolve'`, [
    c.organisation_id,
  ])
}

test('S28: an hour before it is due is a working hour: due Tuesday 11:00, told Tuesday 10:00', async () => {
  const c = await council()
  await openTenHours(c)
  await c.farah.post(place(c, '/new'), { ...HOUR_BEFORE, tells: 'leads' })
  await owner.query(
    `update cases.escalation_plans set rules = replace(rules::text, to_char(now() at time zone 'utc', 'YYYY-'), '1999-')::jsonb
    where organisation_id = $1`,
    [c.organisation_id],
  )
  const { id } = await c.givenCase({ impact: 3, urgency: 3 }, at('2026-01-12T17:00:00'))
  await c.work(at('2026-01-13T09:59:50'))
  expect((await passedOn(id)).filter(({ mark }) => mark === 'before')).toEqual([])
  await c.work(at('2026-01-13T10:00:05'))
  expect((await passedOn(id)).find(({ mark }) => mark === 'before')).toMatchObject({
    ...{ amount: 60, planned_at: at('2026-01-13T10:00:00'), told: ['Chidi Okafor'] },
  })
})

test('a rule is for its category and those under it, and a new one tells nothing of what passed before', async () => {
  const c = await council()
  const { id } = await c.givenCase({ impact: 3, urgency: 3 })
  await c.work()
  const [clock] = (
    await owner.query(`select target_seconds from cases.case_clocks where case_id = $1 and metric = 'resolve'`, [id])
  ).rows
  await owner.query(`update cases.case_clocks set used_seconds = $2 where case_id = $1 and metric = 'resolve'`, [
    id,
    clock.target_seconds / 2,
  ])
  const rule = { mark: 'percent', amount: '20', tells: 'managers', category_id: c.category_id }
  expect((await c.farah.post(place(c, '/new'), rule)).status).toBe(303)
  await c.work()
  expect(await passedOn(id)).toEqual([])
})

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

test('whoever is on call when a threshold passes is told, by the rota, over a change of shift; and is woken', async () => {
  const c = await council()
  const rota = {
    ...Object.fromEntries(DAYS.map(day => [day, '00:00 to 24:00'])),
    ...{ name: 'On call', zone: 'Europe/London', starts_on: '2026-01-12', handover: '10:00', turn_days: '1' },
    ...{ person_1: c.asha.id, person_2: c.chidi.id },
  }
  expect((await c.farah.post(`/admin/teams/${c.team_id}/rotas`, rota)).status).toBe(303)
  // Everybody is in quiet hours, round the clock.
  for (const person of [c.asha, c.chidi])
    await person.post('/account/notifications/quiet', {
      ...{
        pace: 'at_once',
        quiet_from: '00:00',
        quiet_until: '00:00',
        quiet_days: ['0', '1', '2', '3', '4', '5', '6'],
      },
      paused_until: '',
    })
  const yesterday = await c.givenCase({ impact: 1, urgency: 1 }, at('2026-01-12T10:30:00'))
  await c.work(at('2026-01-12T11:30:01'))
  expect((await passedOn(yesterday.id))[0]).toMatchObject({ amount: 50, told: ['Asha Patel'] })
  const first = await c.givenCase({ impact: 1, urgency: 1 }, at('2026-01-13T09:00:00'))
  const second = await c.givenCase({ impact: 1, urgency: 1 }, at('2026-01-13T09:10:00'))
  await c.work(at('2026-01-13T09:59:00'))
  await c.work(at('2026-01-13T10:00:01'))
  await c.work(at('2026-01-13T10:10:01'))
  // Half of two hours are used at 10:00 to the second, when Asha's day has ended and Chidi's begun.
  expect((await passedOn(first.id))[0]).toMatchObject({ amount: 50, told: ['Chidi Okafor'] })
  expect((await passedOn(second.id))[0]).toMatchObject({ amount: 50, told: ['Chidi Okafor'] })
  const { mails } = await toldTo(c, c.chidi)
  expect(mails.some(({ subject }) => subject.includes('is escalated to you'))).toBe(true)
})

test('a shared desk’s team: its own rota says who is on call for another council’s case, and one message says what passed in both', async () => {
  const desk = await council()
  const c = await council()
  // Chidi of the desk leads its team, and reads the cases of both.
  await owner.query(
    `insert into people.role_assignments (person_id, organisation_id, role) values ($1, $2, 'team_lead')`,
    [desk.chidi.id, c.organisation_id],
  )
  const rota = {
    ...Object.fromEntries(DAYS.map(day => [day, '00:00 to 24:00'])),
    ...{ name: 'On call', zone: 'Europe/London', starts_on: '2026-01-12', handover: '00:00', turn_days: '28' },
    person_1: desk.chidi.id,
  }
  expect((await desk.farah.post(`/admin/teams/${desk.team_id}/rotas`, rota)).status).toBe(303)
  const theirs = await c.givenCase({ impact: 1, urgency: 1 }, at('2026-01-13T09:00:00'))
  await owner.query('update cases.cases set team_id = $2 where id = $1', [theirs.id, desk.team_id])
  const own = await desk.givenCase({ impact: 1, urgency: 1 }, at('2026-01-13T09:00:00'))
  for (const one of [c, desk]) await one.work(at('2026-01-13T09:00:01'))
  const back = at('2026-01-13T10:30:30')
  for (const one of [c, desk]) await one.work(back)
  expect((await passedOn(theirs.id)).find(({ amount }) => amount === 50)).toMatchObject({ told: ['Chidi Okafor'] })
  for (const seconds of [11, 80]) for (const one of [c, desk]) await one.work(new Date(back.getTime() + seconds * 1000))
  const { kinds, mails } = await toldTo(desk, desk.chidi)
  expect(kinds.filter(kind => kind === 'escalations_missed')).toHaveLength(1)
  const mail = mails.find(({ text }) => text.includes('While the service was down'))!
  expect(mail.text).toContain(theirs.reference)
  expect(mail.text).toContain(own.reference)
  // Whoever works for one of them sees nothing of the other.
  expect(await c.asha.page('/escalations')).not.toContain(own.reference)
})

test('what a team and a supplier owe is told too, by the rules for their agreement alone, which its page leads to', async () => {
  const c = await council()
  const targets = [{ metric: 'resolve', seconds: 4 * 3600 }]
  const team = { kind: 'ola', name: 'Desk in four hours', team_id: c.team_id, versions: [{ targets }] } as const
  const agreement_id = await givenAgreement(c, team)
  await givenAgreement(c, { kind: 'supplier', name: 'Printers', supplier: 'Ricoh', versions: [{ targets }] })
  const of = place(c, `?under=${agreement_id}`)
  expect(await c.farah.page(`/admin/organisations/${c.organisation_id}/agreements`)).toContain(`href="${of}"`)
  const shown = squeezed(await c.farah.page(of))
  for (const words of ['75 % of the time', '100 % of the time', 'Desk in four hours', 'Show every rule'])
    expect(shown).toContain(words)
  expect(shown).not.toContain('90 % of the time')
  expect(await c.farah.page(place(c, `/new?under=${agreement_id}`))).toMatch(
    new RegExp(`"${agreement_id}"[^>]* selected`),
  )
  const rule = { mark: 'before', amount: '60', under: agreement_id, tells: 'managers' }
  expect((await c.farah.post(place(c, '/new'), rule)).status).toBe(303)
  expect(squeezed(await c.farah.page(place(c)))).toContain('Desk in four hours, Every target')
  await owner.query(
    `update cases.escalation_plans set rules = replace(rules::text, to_char(now() at time zone 'utc', 'YYYY-'), '1999-')::jsonb
    where organisation_id = $1`,
    [c.organisation_id],
  )
  const { id } = await c.givenCase({ impact: 2, urgency: 2, team_id: c.team_id }, at('2026-01-12T09:00:00'))
  await c.work(at('2026-01-12T12:00:05'))
  await c.work(at('2026-01-12T13:00:05'))
  const { rows } = await owner.query(
    `select k.kind, e.mark || ' ' || e.amount as threshold, e.planned_at from cases.escalations e
       join cases.case_clocks k on k.id = e.case_clock_id where e.case_id = $1 and e.metric = 'resolve' order by e.planned_at, e.mark`,
    [id],
  )
  // Three quarters of four hours, and one hour before they are over, are the same moment; of the promise nothing is near.
  expect(rows).toEqual([
    { kind: 'ola', threshold: 'before 60', planned_at: at('2026-01-12T12:00:00') },
    { kind: 'ola', threshold: 'percent 75', planned_at: at('2026-01-12T12:00:00') },
    { kind: 'ola', threshold: 'percent 100', planned_at: at('2026-01-12T13:00:00.001') },
  ])
})
