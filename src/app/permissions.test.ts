/*
 * Every role, on every route and operation there is: refused where its permission was not granted, and let past the door where it
 * was. What is behind the door is the other tests' business.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { MAY, PERMISSIONS, ROLES } from '#rooms/people/index.ts'
import { app, type Council, council, type Member } from '#testing/council.tsx'
import { joiner } from '#testing/joiner.ts'
import { programFor } from '#testing/program.ts'

interface Door {
  readonly method: string
  readonly path: string
  readonly permissions: readonly string[]
}

/** Every route that names permissions, with those that open it. */
const doors: Door[] = app.routes.flatMap(({ method, path, handler }) => {
  const named = 'permission' in handler ? String(handler.permission).split(/ or | and /) : []
  const known = named.length > 0 && named.every(one => PERMISSIONS.some(permission => permission === one))
  return known && method !== 'ALL' ? [{ method, path, permissions: named }] : []
})

const NOWHERE = '00000000-0000-7000-8000-000000000000'
const placeOf = ({ path }: Door) => path.replace(/:(\w+)/g, NOWHERE)
const isOperation = ({ path }: Door) => path.startsWith('/api/v1')

let c: Council
beforeAll(async () => {
  c = await council()
})

/** A refusal at the door, by its own words: what is not there, or is wrong, comes from behind it. */
const REFUSED = 'You do not have permission to do that.'

async function answerAt(who: Member, send: Awaited<ReturnType<typeof programFor>>['send'], door: Door) {
  if (isOperation(door)) {
    const body = door.method === 'GET' ? undefined : {}
    const { status, json } = await send(door.method, placeOf(door).slice('/api/v1'.length), body)
    return { status, refused: status === 403 && json.code === 'platform.not-allowed' }
  }
  const answer = await (door.method === 'GET' ? who.get(placeOf(door)) : who.post(placeOf(door)))
  return { status: answer.status, refused: answer.status === 403 && (await answer.text()).includes(REFUSED) }
}

describe.each(ROLES)('%s', role => {
  test('is refused every action it was not granted, and no other', { timeout: 120_000 }, async () => {
    const who = await joiner(c, role)
    const { send } = await programFor(who, PERMISSIONS)
    const wrong: string[] = []
    for (const door of doors) {
      const granted = door.permissions.some(one => MAY[role].some(held => held === one))
      const { status, refused } = await answerAt(who, send, door)
      // A door that several open may ask behind it which of them counts for the thing in hand.
      if (granted ? refused && door.permissions.length === 1 : !refused)
        wrong.push(`${door.method} ${door.path} (${door.permissions}): ${granted ? 'refused' : `let in, ${status}`}`)
      if (status >= 500) wrong.push(`${door.method} ${door.path}: ${status}`)
    }
    expect(wrong).toEqual([])
  })
})

test('the walk is of all there is', () => {
  expect(doors.length).toBeGreaterThan(250)
  expect(doors.filter(isOperation).length).toBeGreaterThan(25)
})
