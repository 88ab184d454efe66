import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'

test('who leaves is shown to leave cases, tasks and a team, and the cases go to a team at once', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  await c.chidi.post(`/cases/${reference}/assign`, { who: `${c.team_id}/${c.chidi.id}` })
  const done = await c.givenCase({ subject: 'Long done' })
  await c.farah.post(`/admin/people/${c.ben.id}`, { name: 'Ben Carter', email: c.ben.email })
  await c.writing(tx =>
    tx
      .updateTable('cases.cases')
      .set({ assignee_id: c.chidi.id, team_id: c.team_id })
      .where('reference', '=', reference)
      .execute(),
  )
  await c.writing(tx =>
    tx
      .updateTable('cases.cases')
      .set({ assignee_id: c.chidi.id, state: 'closed' })
      .where('reference', '=', done.reference)
      .execute(),
  )
  const place = `/admin/people/${c.chidi.id}/leaving`
  const page = await c.farah.page(place)
  for (const words of [
    '1 open case',
    reference,
    'Printer on fire',
    'which nobody else leads',
    'Deactivate Chidi Okafor',
  ])
    expect(page, words).toContain(words)
  expect(page).not.toContain('Long done')
  expect((await c.farah.post(`${place}/cases`, { team: '' })).status).toBe(422)
  expect((await c.farah.post(`${place}/cases`, { team: c.team_id })).status).toBe(303)
  const { rows } = await c.reading(async tx => ({
    rows: await tx
      .selectFrom('cases.cases')
      .select(['assignee_id', 'team_id'])
      .where('reference', '=', reference)
      .execute(),
  }))
  expect(rows).toEqual([{ assignee_id: null, team_id: c.team_id }])
  await c.farah.post(`/admin/people/${c.chidi.id}/active`, { active: 'no' })
  expect(await c.farah.page(place)).not.toContain('open case')
})

test('only who manages people sees it, of their own council, and gives cases to its own teams', async () => {
  const [a, b] = [await council(), await council()]
  const { reference } = await a.givenCase()
  await a.writing(tx =>
    tx
      .updateTable('cases.cases')
      .set({ assignee_id: a.asha.id, team_id: a.team_id })
      .where('reference', '=', reference)
      .execute(),
  )
  const place = `/admin/people/${a.asha.id}/leaving`
  expect((await a.chidi.get(place)).status).toBe(403)
  expect((await b.farah.get(place)).status).toBe(404)
  expect((await b.farah.post(`${place}/cases`, { team: b.team_id })).status).toBe(404)
  expect((await a.farah.post(`${place}/cases`, { team: b.team_id })).status).toBe(422)
  expect(await a.farah.page(`/admin/people/${a.ben.id}/leaving`)).toContain('turns on call are theirs')
})
