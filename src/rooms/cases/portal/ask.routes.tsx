import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { isId, newId } from '#platform/database/id.ts'
import type { StoredFile } from '#platform/files/store.ts'
import type { Env } from '#platform/http/env.ts'
import type { Entered, FormError } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { sayToWait, waitFor } from '#platform/http/pace.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { findCategory, listCategories } from '#rooms/catalogue/index.ts'
import { findPerson, takeKeptForm } from '#rooms/people/index.ts'
import { receiveMessage } from '../attaching/receive-message.ts'
import { requestPaths } from '../paths.ts'
import { AskPage, DetailsPage, SentPage } from './ask.pages.tsx'
import { levelsOf } from './effect.rules.ts'
import { askForHelp, lookAtMyCase } from './my-case.actions.ts'
import { getMyCase } from './my-case.queries.ts'

const request = z.object({
  subject: z
    .string()
    .trim()
    .min(1, 'Say what you need help with, in a few words')
    .max(200, 'Say it in 200 characters or fewer'),
  body: z
    .string()
    .trim()
    .min(1, 'Tell us more, so that we can help')
    .max(100_000, 'That is too long: send it as a file'),
  effect: z
    .string({ error: 'Choose how this affects work' })
    .refine(effect => levelsOf(effect), 'Choose how this affects work'),
  location: z.string().trim().max(200, 'Say where you are in 200 characters or fewer').default(''),
  reach: z.string().trim().max(200, 'Say it in 200 characters or fewer').default(''),
})

interface Shown {
  entered: Entered
  errors?: readonly FormError[]
  arrived?: readonly StoredFile[]
  returned?: boolean
}

async function detailsPage(c: Context<Env>, shown: Shown): Promise<string> {
  const { actor } = c.var
  const about = c.req.query('about') ?? ''
  const { category, person } = await c.var.read(async tx => ({
    category: isId(about) ? await findCategory(tx, actor.home_organisation_id, about) : undefined,
    person: await findPerson(tx, actor.person_id),
  }))
  const { frame } = await c.var.chrome()
  const entered = { id: newId(), location: person?.location ?? '', ...shown.entered }
  return html(<DetailsPage {...{ frame, category, ...shown, entered }} phone={person?.phone ?? null} />)
}

async function ask(c: Context<Env>): Promise<Response> {
  const { actor } = c.var
  const { form, file_ids, arrived } = await receiveMessage(c, actor.home_organisation_id, request)
  const { entered } = form
  if (!form.ok) return c.html(await detailsPage(c, { entered, errors: form.errors, arrived }), 422)
  const seconds = waitFor(c, 'log')
  if (seconds > 0)
    return c.html(await detailsPage(c, { entered, errors: sayToWait(c, 'subject', seconds), arrived }), 429)
  const { subject, body, effect, location, reach } = form.value
  const about = c.req.query('about') ?? ''
  const asked = {
    ...{ id: isId(entered.id ?? '') ? entered.id! : newId(), subject, file_ids, ...levelsOf(effect) },
    body: reach ? `${body}\n\nBest way to reach me: ${reach}` : body,
    location: location || undefined,
    category_id: isId(about) ? about : undefined,
  }
  const { reference } = await c.var.write(tx => askForHelp(tx, actor, asked, now()))
  return c.redirect(requestPaths.sent({ reference }), 303)
}

export const askRoutes = new Hono<Env>()
  .get(requestPaths.start.pattern, may('cases.ask'), async c => {
    const categories = await c.var.read(tx => listCategories(tx, c.var.actor.home_organisation_id))
    if (categories.length === 0) return c.redirect(requestPaths.details(), 303)
    const within = categories.find(({ id }) => id === c.req.query('about'))
    const { frame } = await c.var.chrome()
    return c.html(html(<AskPage {...{ frame, categories, within }} />))
  })
  .get(requestPaths.details.pattern, may('cases.ask'), async c => {
    const kept = await takeKeptForm(c.var.db, c.req.query('kept'), requestPaths.details())
    return c.html(await detailsPage(c, { entered: kept ?? {}, returned: kept !== undefined }))
  })
  .post(requestPaths.details.pattern, may('cases.ask'), ask)
  .get(requestPaths.sent.pattern, may('cases.ask'), async c => {
    const { actor } = c.var
    const mine = await c.var.read(tx => getMyCase(tx, actor.person_id, c.req.param('reference')))
    if (mine.looked_at === null) await c.var.look(tx => lookAtMyCase(tx, actor, mine, now()))
    const { frame } = await c.var.chrome()
    return c.html(html(<SentPage {...{ frame, mine }} now={now()} />))
  })
