import { type Context, Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { sql } from 'kysely'
import { isId } from '#platform/database/id.ts'
import type { Actor } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { signedIn } from '#platform/http/may.ts'
import { path } from '#platform/http/path.ts'
import { concerns } from './hub.ts'

export const livePaths = { stream: path('/live') }

/** At most one refresh in this time for each open page, however much changes. */
const CALM_MS = 400
const KEEP_OPEN_MS = 25_000
/** Who is asking is remembered for two seconds (rooms/people/sign-in/remember.ts): asked sooner, the answer would be the old one. */
const FORGOTTEN_MS = 2100
/** What names its reader makes who is asking be looked up anew at once. */
const SOON_MS = 50
const REFRESH = '<turbo-stream action="refresh"></turbo-stream>'

/** What changes when somebody's rights do: themselves, and the organisations they hold anything in. */
const rightsOf = ({ person_id }: Actor, organisations: readonly string[]) => [person_id, ...organisations]

/** Of a case that its reader may no longer know of, an open page hears nothing: not even that something changed. */
async function mayHear(c: Context<Env>, topics: readonly string[]): Promise<boolean> {
  const subjects = topics.filter(isId)
  if (subjects.length < topics.length) return true
  const { rows } = await c.var.read(tx => sql`select platform.hidden_among(${subjects}::uuid[])`.execute(tx))
  return rows.length < subjects.length
}

/**
 * Tells an open page that something it watches has changed; the page asks for itself again by its ordinary route and permission.
 * Carries no facts. The stream ends when the person's session or what they may do does: that is asked before anything is sent,
 * soon after somebody changed who they are or what their roles may do, and whenever it keeps itself open.
 */
export const liveRoutes = new Hono<Env>().get(livePaths.stream.pattern, signedIn(), c => {
  const topics = (c.req.query('topics') ?? '').split(',').slice(0, 50)
  const actor = c.var.actor
  const organisations = [...new Set([actor.home_organisation_id, ...[...actor.grants.values()].flat()])]
  return streamSSE(c, async stream => {
    const over = new AbortController()
    // When nobody can say whether they still may, they may not: the page asks again, and then it is known.
    const ask = async () => {
      if (!(await c.var.stillMay().catch(() => false))) over.abort()
      return !over.signal.aborted
    }
    const changed = new Set<string>()
    let due: NodeJS.Timeout | undefined
    let asking: NodeJS.Timeout | undefined
    let soon: NodeJS.Timeout | undefined
    const send = async () => {
      due = undefined
      const topicsNow = [...changed]
      changed.clear()
      // When nobody can say, they may not.
      if ((await mayHear(c, topicsNow).catch(() => false)) && (await ask())) await stream.writeSSE({ data: REFRESH })
    }
    const unlisten = c.var.hub.listen(nudge => {
      if (!soon && nudge.topics.includes(actor.person_id))
        soon = setTimeout(() => {
          soon = undefined
          void ask()
        }, SOON_MS)
      if (!asking && concerns(nudge, organisations, rightsOf(actor, organisations)))
        asking = setTimeout(() => {
          asking = undefined
          void ask()
        }, FORGOTTEN_MS)
      if (!concerns(nudge, organisations, topics)) return
      for (const topic of nudge.topics) if (topic === '*' || topics.includes(topic)) changed.add(topic)
      if (!due) due = setTimeout(() => void send(), CALM_MS)
    })
    stream.onAbort(() => over.abort())
    try {
      await stream.write(': open\n\n')
      while (await open(over.signal)) if (await ask()) await stream.write(': still open\n\n')
    } finally {
      clearTimeout(due)
      clearTimeout(asking)
      clearTimeout(soon)
      unlisten()
    }
  })
})

/** Waits until it is time to keep the stream open, or until it is over: whether it still is open. */
const open = (signal: AbortSignal): Promise<boolean> =>
  new Promise(resolve => {
    if (signal.aborted) return resolve(false)
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve(!signal.aborted)
    }
    const timer = setTimeout(done, KEEP_OPEN_MS)
    signal.addEventListener('abort', done)
  })
