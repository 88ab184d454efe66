import type { Context } from 'hono'
import { addressOf } from '#platform/http/address.ts'
import type { Env } from '#platform/http/env.ts'
import { limitRate } from '#platform/http/security.ts'
import { typedIn } from '#platform/http/upload.ts'
import type { Problem } from '#platform/problem.ts'
import { site } from '#platform/site.ts'
import { ProblemPage } from '#platform/ui/layout/error-page.tsx'
import { html } from '#platform/ui/layout/render.ts'
import { keepForm, peoplePaths } from '#rooms/people/index.ts'

const TITLES: Record<number, string> = {
  403: 'You cannot do that',
  404: 'Page not found',
  409: 'That could not be done',
  413: 'That is too large',
  429: 'Too many tries',
  500: 'Sorry, there is a problem with the service',
}

const ENTRY_CHARACTERS = 1_000_000

/** What a person sees when something stops them. Without a session: the way to sign in, with what they had typed kept. */
export async function problemPage(c: Context<Env>, problem: Problem): Promise<Response> {
  if (problem.status === 401) return c.redirect(await wayToSignIn(c), 303)
  const { frame } = await c.var.chrome()
  const title =
    problem.code === 'platform.too-often' ? 'Wait a moment' : (TITLES[problem.status] ?? 'That could not be done')
  const reference = problem.status === 500 ? c.var.request_id.slice(0, 8) : undefined
  return new Response(
    html(<ProblemPage frame={frame} title={title} message={problem.message} reference={reference} />),
    {
      status: problem.status,
      headers: { 'content-type': 'text/html; charset=utf-8', ...(problem.details.headers as HeadersInit | undefined) },
    },
  )
}

async function wayToSignIn(c: Context<Env>): Promise<string> {
  const { pathname, search } = new URL(c.req.url)
  if (c.req.method !== 'POST') return peoplePaths.signIn({}, { return: pathname + search })
  const typed = await whatWasTyped(c)
  const kept = typed && (await mayKeep(c)) ? await keepForm(c.var.db, pathname, typed) : undefined
  const back = kept ? `${pathname}${search ? `${search}&` : '?'}kept=${kept}` : pathname
  return peoplePaths.signIn({}, { return: back, kept: kept ? 'yes' : undefined })
}

const MOST_KEPT = 60
const KEPT_MINUTES = 10

/** A stranger may fill our tables only so fast. */
const mayKeep = (c: Context<Env>): Promise<boolean> =>
  limitRate(c.var.db, `kept:${addressOf(c, site().proxies)}`, MOST_KEPT, KEPT_MINUTES).then(
    () => true,
    () => false,
  )

/** The text of a form posted without a session; a file cannot be kept for a stranger. */
async function whatWasTyped(c: Context<Env>): Promise<Record<string, string> | undefined> {
  const entered = await typedIn(c.req.raw)
  return entered && JSON.stringify(entered).length <= ENTRY_CHARACTERS ? { ...entered } : undefined
}
