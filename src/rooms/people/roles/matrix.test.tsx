import { expect, test } from 'vitest'
import type { Member } from '#testing/council.tsx'
import { council } from '#testing/council.tsx'
import { PERMISSIONS } from '../permissions.ts'
import { changesBetween, differencesOf, effectsOf } from './matrix.rules.ts'
import { MAY, ROLES } from './roles.rules.ts'

const usual = () => Object.fromEntries(ROLES.map(role => [`may-${role}`, [...MAY[role]] as string[]]))
const without = (role: (typeof ROLES)[number], permission: string) => ({
  ...usual(),
  [`may-${role}`]: MAY[role].filter(one => one !== permission),
})
const withMore = (role: (typeof ROLES)[number], permission: string) => ({
  ...usual(),
  [`may-${role}`]: [...MAY[role], permission],
})

const PAGE_SEEN = /name="seen" value="([^"]*)"/

/** Posts the ticks, reads what would change, and confirms it. */
async function change(who: Member, place: string, ticks: Record<string, string[]>, because = 'Agreed by the board') {
  const preview = await (await who.post(place, ticks)).text()
  const seen = PAGE_SEEN.exec(preview)?.[1] ?? ''
  return { preview, answer: await who.post(place, { ...ticks, seen, confirmed: 'yes', because }) }
}

test('only what differs from the usual is a difference, and who has it by another role loses nothing', () => {
  expect(differencesOf(MAY, PERMISSIONS)).toEqual([])
  const after = differencesOf({ ...MAY, analyst: ['cases.read', 'people.read', 'reports.read'] }, PERMISSIONS)
  expect(after).toEqual([
    { role: 'analyst', permission: 'cases.work', granted: false },
    { role: 'analyst', permission: 'reports.read', granted: true },
  ])
  expect(changesBetween(after, [])).toHaveLength(2)
  const groups = [
    { roles: ['analyst'], people: 2, names: ['Asha', 'Bo'] },
    { roles: ['analyst', 'team_lead'], people: 1, names: ['Chidi'] },
  ]
  expect(effectsOf(groups, [], after, PERMISSIONS)).toEqual([
    { permission: 'cases.work', gains: false, people: 2, names: ['Asha', 'Bo'] },
    { permission: 'reports.read', gains: true, people: 2, names: ['Asha', 'Bo'] },
  ])
})

test('an administrator changes what a role may do, having seen who gains and loses, and it counts at once', async () => {
  const { farah, asha, dilys, organisation_id, happened, reading } = await council()
  const place = `/admin/organisations/${organisation_id}/roles`
  expect((await asha.get('/reports')).status).toBe(403)
  const { preview, answer } = await change(farah, place, withMore('analyst', 'reports.read'))
  expect(preview).toContain('Asha Patel')
  expect(preview).toContain('may from now on')
  expect(answer.status).toBe(303)
  expect(await farah.page(place)).toContain('(changed)')
  await new Promise(resolve => setTimeout(resolve, 2100))
  expect((await asha.get('/reports')).status).toBe(200)
  expect((await happened(organisation_id)).at(-1)).toMatchObject({
    name: 'organisation.rolePermissionsChanged',
    payload: {
      changes: [{ role: 'analyst', permission: 'reports.read', granted: true }],
      because: 'Agreed by the board',
    },
  })
  await change(farah, place, without('partner_officer', 'cases.read'))
  await new Promise(resolve => setTimeout(resolve, 2100))
  expect((await dilys.get('/queue/all')).status).toBe(403)
  expect((await asha.get('/reports')).status).toBe(403)
  const kept = await reading(tx => tx.selectFrom('people.role_permissions').selectAll().execute())
  expect(kept).toEqual([{ organisation_id, role: 'partner_officer', permission: 'cases.read', granted: false }])
})

test('nobody takes people.manage from themselves, a reason is wanted, and a change made meanwhile is said', async () => {
  const { farah, organisation_id } = await council()
  const place = `/admin/organisations/${organisation_id}/roles`
  expect((await change(farah, place, without('administrator', 'people.manage'))).answer.status).toBe(409)
  const silent = await change(farah, place, withMore('analyst', 'reports.read'), ' ')
  expect(silent.answer.status).toBe(422)
  expect(await silent.answer.text()).toContain('Enter why')
  const late = { ...withMore('analyst', 'reports.read'), seen: 'analyst mail.manage 1', confirmed: 'yes', because: 'x' }
  expect((await farah.post(place, late)).status).toBe(409)
  const unknown = await farah.post(place, withMore('analyst', 'tea.make'))
  expect(await unknown.text()).toContain('Nothing would change')
})

test('auditors read it, nobody else does, and only that of their own council', async () => {
  const { farah, asha, ben, organisation_id } = await council()
  const other = await council()
  const place = `/admin/organisations/${organisation_id}/roles`
  expect((await asha.get(place)).status).toBe(403)
  expect((await other.farah.get(place)).status).toBe(404)
  expect((await other.farah.post(place, usual())).status).toBe(404)
  expect((await other.farah.post(place, { ...usual(), seen: '', confirmed: 'yes', because: 'x' })).status).toBe(404)
  await farah.post(`/admin/people/${ben.id}/roles`, { [`roles-${organisation_id}`]: ['auditor'] })
  const page = await ben.page(place)
  expect(page).toContain('What roles may do')
  expect(page).not.toContain('type="checkbox"')
  expect((await ben.post(place, usual())).status).toBe(403)
})
