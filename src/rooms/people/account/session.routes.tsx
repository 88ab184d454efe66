import { Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { parseForm } from '#platform/http/form.ts'
import { signedIn } from '#platform/http/may.ts'
import { platformProblems } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getOrganisation } from '../organisations/organisation.queries.ts'
import { peoplePaths } from '../paths.ts'
import { endSessions } from './account.actions.ts'
import { SessionsPage } from './session.pages.tsx'
import { listSessions } from './session.queries.ts'

const SAID = { ended: 'Ended. Whoever was there has to sign in again.' }
const chosen = z.object({ session: z.string() })

export const sessionRoutes = new Hono<Env>()
  .get(peoplePaths.sessions.pattern, signedIn(), async c => {
    const { actor } = c.var
    const facts = await c.var.read(async tx => ({
      sessions: await listSessions(tx, actor.person_id),
      zone: (await getOrganisation(tx, actor.home_organisation_id)).zone,
    }))
    const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
    return c.html(html(<SessionsPage chrome={chrome} {...facts} current={actor.key} now={now()} />))
  })
  .post(peoplePaths.endSession.pattern, signedIn(), async c => {
    const form = await parseForm(chosen, c.req.raw)
    if (!form.ok) return platformProblems.raise('bad-request')
    const { actor } = c.var
    const command = { person_id: actor.person_id, sessions: [form.value.session] }
    await c.var.write(tx => endSessions(tx, actor, command, now()))
    return c.redirect(peoplePaths.sessions({}, { done: 'ended' }), 303)
  })
  .post(peoplePaths.endOtherSessions.pattern, signedIn(), async c => {
    const { actor } = c.var
    await c.var.write(async tx => {
      const all = await listSessions(tx, actor.person_id)
      const others = all.map(session => session.token_hash).filter(hash => hash !== actor.key)
      await endSessions(tx, actor, { person_id: actor.person_id, sessions: others }, now())
    })
    return c.redirect(peoplePaths.sessions({}, { done: 'ended' }), 303)
  })
