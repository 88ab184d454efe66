import { newId } from '#platform/database/id.ts'
import { SESSION_COOKIE, startSession } from '#rooms/people/index.ts'
import { clientFor } from './client.ts'
import { app, type Council, db, type Member } from './council.tsx'

/** Somebody new in a council, signed in, who holds exactly this role there. */
export async function joiner(c: Council, role: string): Promise<Member> {
  const id = newId()
  const { organisation_id } = c
  const name = `Robin ${role.replaceAll('_', ' ')}`
  const email = `${role}-${id.slice(-6)}@${c.short.toLowerCase()}.example`
  await c.writing(async tx => {
    await tx.insertInto('people.persons').values({ id, organisation_id, name, email }).execute()
    await tx.insertInto('people.role_assignments').values({ person_id: id, organisation_id, role }).execute()
  })
  const secret = await startSession(db, { person_id: id, address: 'test', browser: 'test' }, new Date())
  const cookie = `${SESSION_COOKIE}=${secret}`
  return { ...clientFor(app, cookie), id, organisation_id, name, email, cookie, author: { person_id: id, name } }
}
