import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Env } from '#platform/http/env.ts'
import { signedIn } from '#platform/http/may.ts'
import { path } from '#platform/http/path.ts'
import { concerns } from './hub.ts'

export const livePaths = { stream: path('/live') }

/** At most one refresh in this time for each open page, however much changes. */
const CALM_MS = 400
const KEEP_OPEN_MS = 25_000
const REFRESH = '<turbo-stream action="refresh"></turbo-stream>'

/**
 * Tells an open page that something it watches has changed; the page asks for itself again by its ordinary route and permission.
 * Carries no facts. The stream ends when the person's session does: it is checked whenever it keeps itself open.
 */
export const liveRoutes = new Hono<Env>().get(livePaths.stream.pattern, signedIn(), c => {
  const topics = (c.req.query('topics') ?? '').split(',').slice(0, 50)
  const actor = c.var.actor
  const organisations = [...new Set([...actor.grants.values()].flat())]
  return streamSSE(c, async stream => {
    let due: NodeJS.Timeout | undefined
    const send = () => {
      due = undefined
      void stream.writeSSE({ data: REFRESH })
    }
    const unlisten = c.var.hub.listen(nudge => {
      if (!due && concerns(nudge, organisations, topics)) due = setTimeout(send, CALM_MS)
    })
    stream.onAbort(unlisten)
    try {
      await stream.write(': open\n\n')
      while (!stream.aborted) {
        await stream.sleep(KEEP_OPEN_MS)
        // When nobody can say whether they still are, they are not: the page asks again, and then it is known.
        if (!(await c.var.stillSignedIn())) break
        await stream.write(': still open\n\n')
      }
    } finally {
      clearTimeout(due)
      unlisten()
    }
  })
})
