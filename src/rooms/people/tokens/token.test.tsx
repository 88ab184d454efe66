import { expect, test } from 'vitest'
import { council, db, visitor } from '#testing/council.tsx'
import { findActorByToken } from '../sign-in/actor.queries.ts'
import { hashSecret } from '../sign-in/secret.ts'

const SECRET = /moot_[\w-]{43}/

async function create(member: Awaited<ReturnType<typeof council>>['asha'], scopes: string[]) {
  const response = await member.post('/account/tokens', { name: 'Power BI', scopes, days: '30' })
  expect(response.status).toBe(200)
  return SECRET.exec(await response.text())![0]
}

test('a token is shown once, does no more than it was given, and stops when revoked', async () => {
  const { asha, happened, organisation_id } = await council()
  const secret = await create(asha, ['cases.read'])
  const list = await asha.page('/account/tokens')
  expect(list).toContain('Power BI')
  expect(list).not.toMatch(SECRET)
  const actor = await findActorByToken(db, hashSecret(secret))
  expect(actor?.person_id).toBe(asha.id)
  expect([...actor!.grants]).toEqual([['cases.read', [organisation_id]]])
  const id = /tokens\/([\w-]+)\/revoke/.exec(list)![1]
  expect((await asha.post(`/account/tokens/${id}/revoke`)).status).toBe(303)
  expect(await findActorByToken(db, hashSecret(secret))).toBeUndefined()
  expect((await happened(asha.id)).map(event => event.name)).toEqual(['person.tokenCreated', 'person.tokenRevoked'])
})

test("nobody can give a token more than they may do, and nobody ends another's", async () => {
  const { asha, ben } = await council()
  const refused = await ben.post('/account/tokens', { name: 'Robot', scopes: ['cases.work'], days: '30' })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('You cannot give a token more than you may do')
  const secret = await create(asha, ['cases.read'])
  const id = /tokens\/([\w-]+)\/revoke/.exec(await asha.page('/account/tokens'))![1]
  expect((await ben.post(`/account/tokens/${id}/revoke`)).status).toBe(404)
  expect(await findActorByToken(db, hashSecret(secret))).toBeDefined()
})

test('a token without a name or a scope is refused beside the fields, and what was typed is kept', async () => {
  const { asha } = await council()
  const response = await asha.post('/account/tokens', { name: '', days: '365' })
  expect(response.status).toBe(422)
  const page = await response.text()
  expect(page).toContain('Enter what the token is for')
  expect(page).toContain('Choose at least one thing the token may do')
  expect(page).toMatch(/value="365" selected/)
  expect((await visitor.get('/account/tokens')).headers.get('location')).toContain('/sign-in')
})
