import { expect, test } from 'vitest'
import { type Council, council } from '#testing/council.tsx'
import { assignCase } from '../assigning/assign-case.actions.ts'
import { getCase } from '../case.queries.ts'
import { holdCase } from '../clocks/hold-case.actions.ts'
import { closeCase, resolveCase } from '../closing/resolve-case.actions.ts'

const BACK = '/queue/all?priority=P4'
const text = (page: string) => page.replaceAll('’', "'")

async function three(c: Council) {
  const made = []
  for (const subject of ['One', 'Two', 'Three']) made.push(await c.givenCase({ subject }))
  const references = made.map(({ reference }) => reference)
  const stand = () =>
    c.reading(async tx => {
      const all = []
      for (const reference of references) all.push(await getCase(tx, reference))
      return all
    })
  return { made, references, stand }
}

/** Posts a bulk change; gives the page it leads to, and the way to undo it. */
async function change(c: Council, what: string, references: readonly string[], fields: Record<string, string> = {}) {
  const answer = await c.asha.post(`/queue/bulk/${what}`, { case: references, back: BACK, ...fields })
  expect(answer.status).toBe(303)
  const page = await c.asha.page(answer.headers.get('location')!)
  const undo = /action="(\/queue\/changes\/[^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&')
  return { page: text(page), undo, location: answer.headers.get('location')! }
}

async function undone(c: Council, undo: string | undefined) {
  const answer = await c.asha.post(undo!)
  expect(answer.status).toBe(303)
  return text(await c.asha.page(answer.headers.get('location')!))
}

test('taking several gives them to who took them; undoing gives them back, new as they were', async () => {
  const c = await council()
  const { references, stand, made } = await three(c)
  const { page, undo, location } = await change(c, 'take', references)
  expect(location.startsWith(BACK)).toBe(true)
  expect(page).toContain('3 cases taken.')
  expect((await stand()).map(each => [each.assignee, each.state])).toEqual(Array(3).fill(['Asha Patel', 'in_progress']))
  expect(await undone(c, undo)).toContain('Undone: 3 cases put back.')
  expect((await stand()).map(each => [each.assignee, each.team, each.state])).toEqual(
    Array(3).fill([null, 'Service desk', 'new']),
  )
  const story = await c.happened(made[0]!.id)
  expect(story.map(event => event.name)).toEqual(['case.logged', 'case.assigned', 'case.assigned'])
})

test('assigning asks to whom, and says so', async () => {
  const c = await council()
  const { references, stand } = await three(c)
  const ask = await c.asha.page(`/queue/bulk/assign?case=${references.join('&case=')}&back=${BACK}`)
  expect(ask).toContain('Assign 3 cases')
  expect(ask).toContain('Service desk: Chidi Okafor')
  const nobody = await c.asha.post('/queue/bulk/assign', { case: references, back: BACK })
  expect(nobody.status).toBe(422)
  expect(await nobody.text()).toContain('Choose a team, or somebody in it')
  const { page } = await change(c, 'assign', references, { to: `${c.team_id}:${c.chidi.id}` })
  expect(page).toContain('3 cases assigned to Service desk: Chidi Okafor.')
  expect((await stand()).map(each => each.assignee)).toEqual(Array(3).fill('Chidi Okafor'))
})

test('a case that its rule refuses is named with the reason, and the others are done (abuse case 29)', async () => {
  const c = await council()
  const { references, stand } = await three(c)
  await c.writing(tx => closeCase(tx, c.asha.author, { reference: references[0]! }, new Date()))
  const { page } = await change(c, 'take', [...references, 'C-99999999'])
  expect(page).toContain('2 cases taken. 2 could not be:')
  expect(page).toContain(`${references[0]}: This case is already closed.`)
  expect(page).toContain('C-99999999: We cannot find that case.')
  expect((await stand()).map(each => each.state)).toEqual(['closed', 'in_progress', 'in_progress'])
})

test('a case is not taken out of a team one does not work in', async () => {
  const c = await council()
  const { references } = await three(c)
  const answer = await c.evan.post('/queue/bulk/take', { case: references[0]!, back: BACK })
  expect(await c.evan.page(answer.headers.get('location')!)).toContain('It is with a team you do not work in')
})

test('closing says exactly what it will do first; undoing reopens, and holds or resolves again what was so', async () => {
  const c = await council()
  const { references, stand } = await three(c)
  const [held, resolved] = references as [string, string]
  await c.writing(tx => holdCase(tx, c.asha.author, { reference: held, reason: 'supplier' }, new Date()))
  const how = { reference: resolved, closure_code: 'workaround', resolution: 'Use the other one.' } as const
  await c.writing(tx => resolveCase(tx, c.asha.author, how, new Date()))
  const ask = await c.asha.page(`/queue/bulk/close?case=${references.join('&case=')}`)
  expect(ask).toContain('Close 3 cases')
  expect(ask).toContain('Their requesters will be told.')
  expect((await c.asha.post('/queue/bulk/close', { case: references, closure_code: 'merged' })).status).toBe(422)
  const { page, undo } = await change(c, 'close', references, { closure_code: 'not_ours', because: 'Moved away' })
  expect(page).toContain('3 cases closed (not ours to do).')
  expect((await stand()).map(each => each.state)).toEqual(['closed', 'closed', 'closed'])
  await undone(c, undo)
  expect((await stand()).map(each => [each.state, each.hold_reason, each.resolution])).toEqual([
    ['on_hold', 'supplier', null],
    ['resolved', null, 'Use the other one.'],
    ['new', null, null],
  ])
})

test('priority and category can be set for many, and put back', async () => {
  const c = await council()
  const { references, stand } = await three(c)
  const { undo } = await change(c, 'prioritise', references, { impact: '1', urgency: '1' })
  expect((await stand()).map(each => each.priority)).toEqual(['P1', 'P1', 'P1'])
  await undone(c, undo)
  expect((await stand()).map(each => each.priority)).toEqual(['P4', 'P4', 'P4'])
  expect((await c.asha.post('/queue/bulk/prioritise', { case: references, impact: '1' })).status).toBe(422)

  const loose = await c.givenCase({ category_id: undefined })
  const field = { [`category-${c.organisation_id}`]: c.category_id }
  const classified = await change(c, 'classify', [loose.reference], field)
  expect(classified.page).toContain('1 case put under another category.')
  expect((await c.reading(tx => getCase(tx, loose.reference))).category).toBe('Hardware')
  await undone(c, classified.undo)
  expect((await c.reading(tx => getCase(tx, loose.reference))).category).toBeNull()
})

test('undoing leaves alone what was changed since, and says which', async () => {
  const c = await council()
  const { references, stand } = await three(c)
  const { undo } = await change(c, 'take', references)
  const since = { reference: references[1]!, team_id: c.team_id, assignee_id: c.chidi.id }
  await c.writing(tx => assignCase(tx, c.chidi.author, since, new Date()))
  const page = await undone(c, undo)
  expect(page).toContain(`Undone: 2 cases put back. 1 could not be: ${references[1]}:`)
  expect((await stand()).map(each => each.assignee)).toEqual([null, 'Chidi Okafor', null])
  expect((await c.asha.post(undo!)).status).toBe(409)
})

test('only who did it may undo it or read of it, and only who works on cases may do it', async () => {
  const c = await council()
  const other = await council()
  const { references, stand } = await three(c)
  const { undo, location } = await change(c, 'take', references)
  expect((await c.chidi.post(undo!)).status).toBe(404)
  expect((await other.asha.post(undo!)).status).toBe(404)
  expect(await c.chidi.page(location)).not.toContain('3 cases taken')
  for (const member of [c.dilys, c.ben])
    expect((await member.post('/queue/bulk/take', { case: references })).status).toBe(403)
  const theirs = await other.asha.post('/queue/bulk/take', { case: references })
  expect(await other.asha.page(theirs.headers.get('location')!)).toContain('0 cases taken. 3 could not be')
  expect((await stand()).map(each => each.assignee)).toEqual(Array(3).fill('Asha Patel'))
})

test('who only reads has no boxes to tick', async () => {
  const c = await council()
  await c.givenCase({})
  const page = await c.dilys.page('/queue/all')
  expect(page).toContain('Printer on fire')
  expect(page).not.toContain('type="checkbox" form=')
  expect(page).not.toContain('data-selection')
})

test('with nothing ticked, and with an address elsewhere to go back to, nothing goes wrong', async () => {
  const c = await council()
  expect((await c.asha.get('/queue/bulk/assign')).status).toBe(422)
  const answer = await c.asha.post('/queue/bulk/take', { back: '/queue/all' })
  expect(await answer.text()).toContain('Select at least one case')
  const { reference } = await c.givenCase({})
  const away = await c.asha.post('/queue/bulk/take', { case: reference, back: 'https://elsewhere.example/queue/' })
  expect(away.headers.get('location')).toMatch(/^\/queue\/mine\?done=/)
  expect((await c.asha.get('/queue/bulk/explode')).status).toBe(404)
})
