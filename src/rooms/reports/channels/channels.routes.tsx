import { Hono } from 'hono'
import { holds } from '#platform/http/actor.ts'
import { csv } from '#platform/http/csv.ts'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { dateAfter, isDate } from '../day.rules.ts'
import { dateIn, endOf, startOf } from '../day.ts'
import { reportPaths } from '../paths.ts'
import { scopeFrom } from '../scope.ts'
import { ChannelsPage, channelName } from './channels.pages.tsx'
import { countChannels } from './channels.queries.ts'

const DAYS = 180

export const channelsRoutes = new Hono<Env>().get(reportPaths.channels.pattern, may('reports.read'), async c => {
  const query = c.req.query()
  const facts = await c.var.read(async tx => {
    const scope = await scopeFrom(tx, query.organisation)
    const today = dateIn(scope.zone, now())
    const day = (given: string | undefined, usual: string) => (given && isDate(given) ? given : usual)
    const to = day(query.to, today)
    const from = day(query.from, dateAfter(to, -DAYS))
    const span = { from: startOf(from, scope.zone), to: endOf(to, scope.zone), zone: scope.zone }
    return {
      scope,
      from,
      to,
      readsCases: holds(c.var.actor, 'cases.read'),
      rows: await countChannels(tx, scope.organisations, span),
    }
  })
  if (query.format === 'csv') {
    const rows = facts.rows.map(({ month, channel, cases }) => [month, channelName(channel), cases])
    return csv(c, `Channels ${facts.from} to ${facts.to}`, ['Month', 'Channel', 'Cases'], rows)
  }
  const errors = facts.from > facts.to ? [{ field: 'from', message: 'The first day is after the last' }] : []
  return c.html(
    html(<ChannelsPage chrome={await c.var.chrome()} facts={facts} errors={errors} />),
    errors.length ? 422 : 200,
  )
})
