import type { Db } from '#platform/database/connect.ts'
import type { Actor } from '#platform/http/actor.ts'
import { isForPrograms } from '#platform/http/path.ts'
import type { Hub } from '#platform/live/hub.ts'
import { findActorBySession, findActorByToken, findActorSeenAs } from './actor.queries.ts'
import { hashSecret } from './secret.ts'

// A revoked session or token stops within this time (abuse case 25), and a busy one is looked up once in it.
const REMEMBER_MS = 2000
const MOST = 5000

export const SESSION_COOKIE = 'moothall_session'
export const SECURE_SESSION_COOKIE = '__Host-moothall_session'

const COOKIE = new RegExp(`(?:^|;\\s*)(?:${SECURE_SESSION_COOKIE}|${SESSION_COOKIE})=([\\w-]+)`)

/** Its own cookie beside the session's: given and taken away, it counts at once, whatever is remembered of the session. */
export const VIEWING_COOKIE = 'moothall_viewing'
export const SECURE_VIEWING_COOKIE = '__Host-moothall_viewing'
const VIEWING = new RegExp(`(?:^|;\\s*)(?:${SECURE_VIEWING_COOKIE}|${VIEWING_COOKIE})=([\\w-]+)`)

const viewingSecret = (request: Request): string | undefined => VIEWING.exec(request.headers.get('cookie') ?? '')?.[1]

/** The session's secret a request carries. */
export const sessionSecret = (request: Request): string | undefined =>
  COOKIE.exec(request.headers.get('cookie') ?? '')?.[1]

const bearer = (request: Request): string | undefined =>
  /^Bearer ([\w-]+)$/.exec(request.headers.get('authorization') ?? '')?.[1]

/** Who asked in the last moment, under what they asked with; forgotten as soon as something is said to have happened to them. */
function memory(hub: Hub) {
  const remembered = new Map<string, { at: number; actor: Promise<Actor | undefined> }>()
  const keysOf = new Map<string, Set<string>>()
  const asking = new Set<string>()
  hub.listen(({ topics }) => {
    if (topics.includes('*')) remembered.clear()
    // Whoever is being looked up may have been read before it happened.
    for (const key of asking) remembered.delete(key)
    for (const topic of topics) {
      for (const key of keysOf.get(topic) ?? []) remembered.delete(key)
      keysOf.delete(topic)
    }
  })
  const note = (key: string, person_id: string) => {
    const keys = keysOf.get(person_id) ?? new Set()
    keysOf.set(person_id, keys.add(key))
  }
  return (key: string, find: () => Promise<Actor | undefined>) => {
    const known = remembered.get(key)
    const at = Date.now()
    if (known && at - known.at < REMEMBER_MS) return known.actor
    if (remembered.size >= MOST) {
      remembered.clear()
      keysOf.clear()
    }
    const actor = find()
    remembered.set(key, { at, actor })
    asking.add(key)
    const done = (found?: Actor) => {
      asking.delete(key)
      if (!found || !remembered.has(key)) return
      note(key, found.person_id)
      if (found.viewing) note(key, found.viewing.viewer.person_id)
    }
    // An answer that failed is not an answer: fail this time, and ask again next time.
    actor.then(done, () => {
      done()
      remembered.delete(key)
    })
    return actor
  }
}

/**
 * Finds who is asking: a program by its bearer token under /api/, a person by their session's cookie everywhere else. What happened
 * to somebody counts at once, in every process that hears of it, and everywhere within two seconds.
 */
export function actorFinder(db: Db, hub: Hub): (request: Request) => Promise<Actor | undefined> {
  const recall = memory(hub)
  return async request => {
    const token = bearer(request)
    if (new URL(request.url).pathname.startsWith('/api/')) {
      if (!token) return undefined
      const hash = hashSecret(token)
      return recall(hash, () => findActorByToken(db, hash))
    }
    // Who else comes with a token, such as a directory, is asked for it where it comes: a session is nothing there.
    const secret = isForPrograms(new URL(request.url).pathname) ? undefined : sessionSecret(request)
    if (!secret) return undefined
    const hash = hashSecret(secret)
    const viewing = viewingSecret(request)
    if (!viewing) return recall(hash, () => findActorBySession(db, hash))
    const seen = hashSecret(viewing)
    return recall(`${hash} ${seen}`, () => findActorSeenAs(db, hash, seen))
  }
}
