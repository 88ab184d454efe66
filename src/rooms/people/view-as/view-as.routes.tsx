import { type Context, Hono } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import { write } from '#platform/database/transaction.ts'
import type { Env } from '#platform/http/env.ts'
import { parseForm } from '#platform/http/form.ts'
import { may, signedIn } from '#platform/http/may.ts'
import { isSecure } from '#platform/site.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { peoplePaths } from '../paths.ts'
import { getPerson } from '../persons/person.queries.ts'
import { peopleProblems } from '../problems.ts'
import { SECURE_VIEWING_COOKIE, sessionSecret, VIEWING_COOKIE } from '../sign-in/remember.ts'
import { hashSecret } from '../sign-in/secret.ts'
import { endViewing } from './end-viewing.actions.ts'
import { startViewing } from './view-as.actions.ts'
import { ViewAsPage } from './view-as.pages.tsx'

const form = z.object({
  reason: z.string().trim().min(1, 'Enter why you need to').max(500, 'That is too long: use 500 letters'),
})

/** Somebody of an organisation in which the asker may see as others. */
const getViewed = (c: Context<Env>) =>
  c.var.read(async tx => {
    const person = await getPerson(tx, c.req.param('id') ?? '')
    // The desk's own people are seen by those it serves, and are not theirs to see as.
    return c.var.organisations.includes(person.organisation_id) ? person : peopleProblems.raise('not-found')
  })

/** Ends the viewing this request is part of, if any, and forgets it. */
export async function stopViewing(c: Context<Env>): Promise<void> {
  const { viewing } = c.var.actor
  deleteCookie(c, VIEWING_COOKIE, { path: '/' })
  deleteCookie(c, SECURE_VIEWING_COOKIE, { path: '/', secure: true })
  if (!viewing) return
  // By who is behind it, since the one seen as writes nothing.
  const { viewer } = viewing
  const identity = { person_id: viewer.person_id, organisations: [viewing.organisation_id] }
  await write(c.var.db, identity, tx => endViewing(tx, viewer, { id: viewing.id, because: 'stopped' }, now()))
}

export const viewAsRoutes = new Hono<Env>()
  .get(peoplePaths.viewAs.pattern, may('people.view-as'), async c => {
    const person = await getViewed(c)
    return c.html(html(<ViewAsPage chrome={await c.var.chrome()} person={person} />))
  })
  .post(peoplePaths.viewAs.pattern, may('people.view-as'), async c => {
    const person = await getViewed(c)
    const parsed = await parseForm(form, c.req.raw)
    if (!parsed.ok) return c.html(html(<ViewAsPage chrome={await c.var.chrome()} person={person} {...parsed} />), 422)
    // A program has no session, and cannot see as anybody.
    const session = sessionSecret(c.req.raw) ?? peopleProblems.raise('not-found')
    const { person_id, name } = c.var.actor
    const command = { viewer: { person_id, name }, viewed_id: person.id, session_hash: hashSecret(session) }
    const secret = await c.var.write(tx => startViewing(tx, { ...command, ...parsed.value }, now()))
    const secure = isSecure()
    const options = { path: '/', httpOnly: true, sameSite: 'Lax', secure } as const
    setCookie(c, secure ? SECURE_VIEWING_COOKIE : VIEWING_COOKIE, secret, options)
    return c.redirect('/', 303)
  })
  .post(peoplePaths.stopViewing.pattern, signedIn(), async c => {
    await stopViewing(c)
    return c.redirect('/', 303)
  })
