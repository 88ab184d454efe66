import { expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { type Council, council, owner, visitor } from '#testing/council.tsx'
import { assignCase } from '../assigning/assign-case.actions.ts'
import { holdCase } from '../clocks/hold-case.actions.ts'
import { closeCase, resolveCase } from '../closing/resolve-case.actions.ts'

/** The subjects on a page, in order. */
const subjects = (page: string) =>
  [...page.matchAll(/<a href="\/cases\/C-\d+">([^<]+)<\/a>/g)].map(([, subject]) => subject!)
const headings = (page: string) =>
  [...page.matchAll(/scope="rowgroup"[^>]*>([^<]+?) <span class="queue__count">([^<]*)/g)].map(
    ([, name, n]) => `${name} ${n}`,
  )
const nextOf = (page: string) => /rel="next" href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&')

/** Sets when a case is due, as its clocks would have, without waiting for the day to come. */
const due = (id: string, at: Date | null) =>
  owner.query('update cases.cases set next_due_at = $2 where id = $1', [id, at])

const hence = (hours: number) => new Date(Date.now() + hours * 3_600_000)

async function fourCases(c: Council) {
  const given = async (subject: string, at: Date | null) => {
    const made = await c.givenCase({ subject })
    await due(made.id, at)
    return made
  }
  const paused = await given('Paused', null)
  const later = await given('Later', hence(24 * 30))
  const worst = await given('Late by a day', hence(-24))
  const late = await given('Late by an hour', hence(-1))
  return { paused, later, worst, late }
}

test('a queue shows what needs doing next, first, under quiet headings with their counts', async () => {
  const c = await council()
  await fourCases(c)
  const page = await c.asha.page(`/queue/${c.short.toLowerCase()}`)
  expect(subjects(page)).toEqual(['Late by a day', 'Late by an hour', 'Later', 'Paused'])
  expect(headings(page)).toEqual(['Late 2', 'Later 1', 'Paused, or nothing due 1'])
})

test('my work is what I was given; the unassigned is what nobody has; finished cases are in neither', async () => {
  const c = await council()
  const { late, worst, later } = await fourCases(c)
  const give = (reference: string) =>
    c.writing(tx =>
      assignCase(tx, c.chidi.author, { reference, team_id: c.team_id, assignee_id: c.asha.id }, new Date()),
    )
  await give(late.reference)
  await give(worst.reference)
  await c.writing(tx => closeCase(tx, c.asha.author, { reference: worst.reference }, new Date()))
  await c.writing(tx => closeCase(tx, c.asha.author, { reference: later.reference }, new Date()))
  expect(subjects(await c.asha.page('/queue/mine'))).toEqual(['Late by an hour'])
  expect(subjects(await c.asha.page('/queue/unassigned'))).toEqual(['Paused'])
  expect(subjects(await c.asha.page('/queue/all'))).toEqual(['Late by an hour', 'Paused'])
})

test('filters are read from the address and said as a sentence, each with a way to take it off', async () => {
  const c = await council()
  await c.givenCase({ subject: 'Urgent', impact: 1, urgency: 1 })
  await c.givenCase({ subject: 'Not urgent', impact: 3, urgency: 3 })
  const page = await c.asha.page(
    '/queue/all?priority=P1&priority=P2&assignee=none&state=new&kind=incident&since=2020-01-02',
  )
  expect(subjects(page)).toEqual(['Urgent'])
  for (const words of ['unassigned', 'P1 or P2', 'new', 'incidents', 'logged since 2020-01-02'])
    expect(page).toContain(`<li class="chip">${words}`)
  expect(page).toContain('/queue/all?state=new&amp;priority=P1&amp;priority=P2&amp;kind=incident&amp;since=2020-01-02')
})

test('each filter leaves out what it should', async () => {
  const c = await council()
  const { reference } = await c.givenCase({ subject: 'Held', kind: 'service_request', channel: 'email' })
  await c.givenCase({ subject: 'Other', category_id: undefined, team_id: c.team_id })
  await c.writing(tx => holdCase(tx, c.asha.author, { reference, reason: 'supplier' }, new Date()))
  for (const filter of [
    'reason=supplier',
    'kind=service_request',
    'channel=email',
    'state=on_hold',
    `category=${c.category_id}`,
  ])
    expect([filter, subjects(await c.asha.page(`/queue/all?${filter}`))]).toEqual([filter, ['Held']])
  expect(subjects(await c.asha.page('/queue/all?since=2199-01-01'))).toEqual([])
  expect(subjects(await c.asha.page('/queue/all?assignee=me'))).toEqual([])
  expect(subjects(await c.asha.page('/queue/all?priority=nonsense&state=&after=nonsense'))).toHaveLength(2)
})

test('finished cases can be asked for, newest first', async () => {
  const c = await council()
  const first = await c.givenCase({ subject: 'First' }, hence(-3))
  const second = await c.givenCase({ subject: 'Second' }, hence(-2))
  await c.givenCase({ subject: 'Open' })
  await c.writing(tx => closeCase(tx, c.asha.author, { reference: first.reference }, new Date()))
  const how = { reference: second.reference, closure_code: 'solved', resolution: 'Done.' } as const
  await c.writing(tx => resolveCase(tx, c.asha.author, how, new Date()))
  expect(subjects(await c.asha.page('/queue/all?state=resolved&state=closed'))).toEqual(['Second', 'First'])
})

test('a day that does not exist is said beside its field, and what was typed is kept', async () => {
  const c = await council()
  const answer = await c.asha.get('/queue/all?since=2026-02-30')
  expect(answer.status).toBe(422)
  const page = await answer.text()
  expect(page).toContain('Enter a day that exists')
  expect(page).toContain('value="2026-02-30"')
})

test('pages follow one another through equal times and through nothing due, missing and repeating no case', async () => {
  const c = await council()
  const rows = Array.from({ length: 130 }, (_, index) => ({
    subject: `Number ${index}`,
    at: index < 60 ? hence(1) : index < 70 ? hence(2) : null,
  }))
  const same = hence(3)
  for (const { subject, at } of rows) await due((await c.givenCase({ subject })).id, at && same)
  const seen: string[] = []
  let href: string | undefined = '/queue/all'
  for (let pages = 0; href && pages < 5; pages++) {
    const page: string = await c.asha.page(href)
    seen.push(...subjects(page))
    href = nextOf(page)
  }
  expect(seen).toHaveLength(130)
  expect(new Set(seen).size).toBe(130)
  expect(new Set(seen.slice(0, 70))).toEqual(new Set(rows.slice(0, 70).map(row => row.subject)))
})

test.each(['logged', '-logged', 'changed', '-changed', 'priority', '-priority', 'requester', '-requester', '-due'])(
  'sorted by %s, pages follow one another and the heading says so',
  async sort => {
    const c = await council()
    for (let index = 0; index < 55; index++)
      await c.givenCase({ subject: `Number ${index}`, urgency: index % 2 ? 1 : 3 })
    const first = await c.asha.page(`/queue/all?sort=${sort}`)
    expect(first).toContain(`aria-sort="${sort.startsWith('-') ? 'descending' : 'ascending'}"`)
    const both = [...subjects(first), ...subjects(await c.asha.page(nextOf(first)!))]
    expect(new Set(both).size).toBe(55)
  },
)

test('columns can be chosen, and the address keeps them', async () => {
  const c = await council()
  await c.givenCase({})
  const page = await c.asha.page('/queue/all?column=category&column=channel')
  expect(page).toContain('Telephone')
  expect(page).toContain('queue__cell--category queue__minor">Hardware')
  expect(page).not.toContain('queue__cell--requester')
  expect(page).toContain('sort=-due&amp;columns=category%2Cchannel')
})

test('how close the rows stand is remembered by the browser', async () => {
  const c = await council()
  await c.givenCase({})
  expect(await c.asha.page('/queue/all')).toContain('queue--compact')
  const answer = await c.asha.get('/queue/all?rows=comfortable')
  expect(await answer.text()).toContain('queue--comfortable')
  const kept = answer.headers.get('set-cookie')!.split(';')[0]!
  const all = await c.asha.get('/queue/all', { cookie: `${c.asha.cookie}; ${kept}` })
  expect(await all.text()).toContain('queue--comfortable')
})

test('another council sees neither the cases nor the queue', async () => {
  const c = await council()
  const other = await council()
  await c.givenCase({ subject: 'Ours alone' })
  expect(await other.asha.page('/queue/all')).not.toContain('Ours alone')
  expect(await other.asha.page('/queue/unassigned')).not.toContain('Ours alone')
  expect(await other.asha.page(`/queue/all?organisation=${c.organisation_id}`)).not.toContain('Ours alone')
  expect((await other.asha.get(`/queue/${c.short.toLowerCase()}`)).status).toBe(404)
  expect(await other.asha.page('/queue/all')).toContain('Nothing waiting')
})

test('a requester has no queue, and a stranger is asked to sign in', async () => {
  const c = await council()
  expect((await c.ben.get('/queue/all')).status).toBe(403)
  expect((await visitor.get('/queue/all')).status).toBe(303)
  expect((await c.asha.get(`/queue/${newId()}`)).status).toBe(404)
})

test('the menu counts what waits in each queue, and no further than ninety-nine', async () => {
  const c = await council()
  for (let index = 0; index < 3; index++) await c.givenCase({})
  const page = await c.asha.page('/queue/all')
  expect(page).toContain('<span class="rail__label">Service desk</span><span class="rail__count">3</span>')
  expect(page).toContain('<span class="rail__label">Unassigned</span><span class="rail__count">3</span>')
  expect(page).toContain('<span class="rail__label">My work</span></a>')
})
