import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Db } from '#platform/database/connect.ts'
import type { Hub } from '#platform/live/hub.ts'
import { log } from '#platform/log.ts'
import { Problem, platformProblems } from '#platform/problem.ts'
import { type Actor, sameRights } from './actor.ts'
import type { Chrome, Env } from './env.ts'
import { isForMailPrograms, isForPrograms, isForServers } from './path.ts'
import { headers, sameSite } from './security.ts'
import { readsOnly } from './viewing.ts'

/** What the application is given: platform knows no person and no menu, so both are handed in. */
export interface AppParts {
  db: Db
  hub: Hub
  dev: boolean
  findActor(request: Request): Promise<Actor | undefined>
  chromeFor(c: Context<Env>, options: { live?: readonly string[] }): Promise<Chrome>
  /** A page that says what went wrong. */
  problemPage(c: Context<Env>, problem: Problem): Promise<Response>
  /** Places whose programs have words of their own for what goes wrong. */
  faces?: readonly Face[]
}

export interface Face {
  readonly prefix: string
  answer(problem: Problem): Response
}

/** The application: who is asking, headers, cross-site check, errors, in reading order. Routes are mounted by app/web.ts. */
export function createApp(parts: AppParts): Hono<Env> {
  const app = new Hono<Env>()
  app.use(headers(parts.dev))
  app.use(async (c, next) => {
    const started = performance.now()
    c.set('request_id', randomUUID())
    c.set('db', parts.db)
    c.set('hub', parts.hub)
    c.set('chrome', options => parts.chromeFor(c, options ?? {}))
    const visitor = await parts.findActor(c.req.raw)
    c.set('visitor', visitor)
    c.set('stillMay', async () => visitor !== undefined && sameRights(visitor, await parts.findActor(c.req.raw)))
    await next()
    const ms = Math.round(performance.now() - started)
    log.info(
      { request: c.var.request_id, method: c.req.method, path: c.req.path, status: c.res.status, ms },
      'answered',
    )
  })
  app.use(readsOnly)
  const sameSiteOnly = sameSite()
  const comesWithProof = (place: string) => [isForPrograms, isForMailPrograms, isForServers].some(is => is(place))
  app.use((c, next) => (comesWithProof(c.req.path) ? next() : sameSiteOnly(c, next)))
  app.notFound(c => answer(parts, c, platformProblems.of('not-found')))
  app.onError((error, c) => answer(parts, c, problemOf(error, c)))
  return app
}

function problemOf(error: Error, c: Context<Env>): Problem {
  if (error instanceof Problem) return error
  if (error instanceof HTTPException) return refusal(error)
  log.error(
    { request: c.var.request_id, path: c.req.path, error: error.message, stack: error.stack },
    'a fault of ours',
  )
  return new Problem(
    'platform.fault',
    500,
    'Sorry, there is a problem with the service. Nothing you sent has been half done.',
  )
}

const REFUSALS: Partial<Record<number, Parameters<typeof platformProblems.of>[0]>> = {
  400: 'malformed',
  413: 'too-large',
  415: 'wrong-media-type',
}

function refusal(error: HTTPException): Problem {
  const known = REFUSALS[error.status]
  if (known) return platformProblems.of(known)
  return error.status === 403
    ? new Problem(
        'platform.other-site',
        403,
        'That form came from another site, so it was refused. Open the page again and retry.',
      )
    : new Problem('platform.refused', error.status, error.message || 'We could not read what was sent.')
}

/** RFC 9457 problem details for programs, or what their standard says instead; a page for people. */
async function answer(parts: AppParts, c: Context<Env>, problem: Problem): Promise<Response> {
  const face = parts.faces?.find(({ prefix }) => c.req.path.startsWith(prefix))
  if (face) return face.answer(problem)
  if (isForPrograms(c.req.path)) return problemDetails(c, problem)
  return parts.problemPage(c, problem)
}

/** RFC 9457. What a problem keeps under `headers` goes there, and everything else it knows beside its title. */
export function problemDetails(c: Context<Env>, problem: Problem): Response {
  const { headers: more, ...details } = problem.details
  const body = {
    type: `urn:moothall:problem:${problem.code}`,
    title: problem.message,
    status: problem.status,
    code: problem.code,
    instance: c.req.path,
    request_id: c.var.request_id,
    ...details,
  }
  return new Response(JSON.stringify(body), {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      ...(problem.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...(problem.status === 429 ? { 'retry-after': '60' } : {}),
      // Only ever a record of text, where a problem of the platform's own carries it.
      ...(more as Record<string, string> | undefined),
    },
  })
}
