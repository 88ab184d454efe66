import { Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getOrganisation } from '#rooms/people/index.ts'
import { channelPaths } from '../paths.ts'
import { FailedPage } from './failed.pages.tsx'
import { listFailed } from './failed.queries.ts'

export const failedRoutes = new Hono<Env>().get(channelPaths.failed.pattern, may('mail.manage'), async c => {
  const asked = c.req.query('channel') ?? ''
  const channel = ['email', 'webhook', 'sms'].find(way => way === asked)
  const page = Math.min(1000, Math.max(1, Math.trunc(Number(c.req.query('page'))) || 1))
  const facts = await c.var.read(async tx => {
    const organisation = await getOrganisation(tx, c.req.param('organisation'))
    return { organisation, ...(await listFailed(tx, organisation.id, { channel, page })) }
  })
  return c.html(html(<FailedPage {...{ chrome: await c.var.chrome(), ...facts, channel, page }} now={now()} />))
})
