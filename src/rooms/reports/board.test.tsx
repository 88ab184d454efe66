/* Who reads figures and no cases: a member of the board. */
import { expect, test } from 'vitest'
import { council, owner } from '#testing/council.tsx'

const FIGURES = [
  '/',
  '/reports',
  '/today',
  '/reports/performance',
  '/reports/parties',
  '/reports/backlog',
  '/reports/channels',
]
const CASES = ['/reports/cases', '/reports/hygiene', '/reports/cases?format=csv']

test('a member of the board reads every figure, finds them in the menu, and is shown no case behind one', async () => {
  const c = await council()
  await owner.query(
    `update people.role_assignments set role = 'board_member' where person_id = $1 and role = 'partner_officer'`,
    [c.dilys.id],
  )
  const { reference } = await c.givenCase({ subject: 'A word about the chief executive' })
  for (const place of FIGURES) {
    const page = await c.dilys.page(place)
    for (const secret of [
      reference,
      'chief executive',
      'href="/cases/C-',
      'href="/reports/cases',
      'href="/reports/hygiene',
    ])
      expect(page.includes(secret), `${place} says ${secret}`).toBe(false)
    expect(page).toContain('href="/reports"')
  }
  for (const place of CASES) expect((await c.dilys.get(place)).status).toBe(403)
  expect(await c.evan.page('/')).toContain(reference)
  expect(await c.evan.page('/reports')).toContain('href="/reports/hygiene"')
  expect((await c.evan.get('/reports/cases')).status).toBe(200)
})
