import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { platformProblems } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { parseLocal } from '#platform/time/say.ts'
import { wallClock } from '#platform/time/wall-clock.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { listOrganisations } from '#rooms/people/index.ts'
import { contentPaths } from '../paths.ts'
import { editNotice, publishNotice } from './notice.actions.ts'
import { NoticePage, NoticesPage } from './notice.pages.tsx'
import { getNotice, listNotices, type Notice } from './notice.queries.ts'

const SAID = { saved: 'The notice is saved.' }

/** The form, with times as typed on the organisation's own clock. */
const formIn = (zone: string) => {
  const local = (text: string) => parseLocal(text.slice(0, 10), text.slice(11, 16), zone)
  return z
    .object({
      title: z.string().trim().min(1, 'Enter what is wrong, or planned').max(200, 'That is too long: use 200 letters'),
      body: z.string().trim().min(1, 'Enter what people should do').max(5000, 'That is too long: use 5,000 letters'),
      starts: z.string().refine(text => local(text) !== undefined, 'Enter when it begins to be shown'),
      ends: z
        .string()
        .default('')
        .refine(text => text === '' || local(text) !== undefined, 'Enter a day and time that exist'),
    })
    .transform(({ title, body, starts, ends }) => ({
      title,
      body,
      starts_at: local(starts)!,
      ends_at: local(ends) ?? null,
    }))
    .refine(({ starts_at, ends_at }) => !ends_at || ends_at > starts_at, {
      message: 'It ends before it begins',
      path: ['ends'],
    })
}

const asTyped = (date: Date, zone: string) => wallClock(date, zone).toISOString().slice(0, 16)

async function noticesPage(c: Context<Env>, entered?: Entered, errors?: readonly FormError[]) {
  const at = now()
  const { notices, organisations } = await c.var.read(async tx => ({
    organisations: await listOrganisations(tx),
    notices: await listNotices(tx, c.var.organisations),
  }))
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  const starts = asTyped(at, organisations[0]?.zone ?? 'Europe/London')
  const form = { chrome, organisations, entered: entered ?? { starts }, errors }
  return c.html(html(<NoticesPage {...form} notices={notices} now={at} />), errors ? 422 : 200)
}

async function noticePage(c: Context<Env>, notice: Notice, entered?: Entered, errors?: readonly FormError[]) {
  const { id, zone, title, body, starts_at, ends_at } = notice
  const kept = { title, body, starts: asTyped(starts_at, zone), ends: ends_at ? asTyped(ends_at, zone) : '' }
  const chrome = await c.var.chrome()
  const page = <NoticePage chrome={chrome} id={id} entered={entered ?? kept} errors={errors} />
  return c.html(html(page), errors ? 422 : 200)
}

export const noticeRoutes = new Hono<Env>()
  .get(contentPaths.notices.pattern, may('content.manage'), c => noticesPage(c))
  .post(contentPaths.notices.pattern, may('content.manage'), async c => {
    const chosen = await parseForm(z.looseObject({ organisation_id: z.string() }), c.req.raw.clone())
    if (!chosen.ok) return platformProblems.raise('bad-request')
    const organisations = await c.var.read(listOrganisations)
    const organisation = organisations.find(({ id }) => id === chosen.value.organisation_id)
    if (!organisation) return platformProblems.raise('not-allowed')
    const form = await parseForm(formIn(organisation.zone), c.req.raw)
    if (!form.ok) return noticesPage(c, form.entered, form.errors)
    await c.var.write(tx => publishNotice(tx, c.var.actor, { organisation_id: organisation.id, ...form.value }, now()))
    return c.redirect(contentPaths.notices({}, { done: 'saved' }), 303)
  })
  .get(contentPaths.notice.pattern, may('content.manage'), async c =>
    noticePage(c, await c.var.read(tx => getNotice(tx, c.req.param('id')))),
  )
  .post(contentPaths.notice.pattern, may('content.manage'), async c => {
    const notice = await c.var.read(tx => getNotice(tx, c.req.param('id')))
    const form = await parseForm(formIn(notice.zone), c.req.raw)
    if (!form.ok) return noticePage(c, notice, form.entered, form.errors)
    await c.var.write(tx => editNotice(tx, c.var.actor, { id: notice.id, ...form.value }, now()))
    return c.redirect(contentPaths.notices({}, { done: 'saved' }), 303)
  })
