import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Read, Write } from '#platform/database/transaction.ts'
import { holdsIn } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm, type RefusedForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { Problem, platformProblems } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { listHolders, listTeams } from '#rooms/people/index.ts'
import { findCase, getCase } from '../case.queries.ts'
import { queuePaths, restrictionPaths } from '../paths.ts'
import { listHearing } from './hearing.queries.ts'
import { findRestriction } from './reader.queries.ts'
import { listReadingsOf } from './reading.queries.ts'
import {
  addReader,
  liftRestriction,
  removeReader,
  restrictCase,
  showToRequester,
  type Who,
} from './restrict.actions.ts'
import { RestrictionPage } from './restriction.pages.tsx'

const who = z
  .string({ error: 'Choose a person or a team' })
  .regex(/^(person|team):[0-9a-f-]{36}$/, 'Choose a person or a team')
  .transform((text): Who => {
    const id = text.slice(text.indexOf(':') + 1)
    return text.startsWith('team') ? { team_id: id } : { person_id: id }
  })
const why = z.string().trim().min(1, 'Say why').max(1000, 'Say why in at most 1,000 characters')
const restrictForm = z.object({
  who: z.union([z.literal('').transform(() => undefined), who]).optional(),
  assignee: z.string().default(''),
  shown: z.string().default(''),
  because: why,
})
const addForm = z.object({ who })
const removeForm = z.object({ id: z.uuid() })
const liftForm = z.object({ undone_because: why })

/** Who may say who knows of it: where they lead, and of a restricted case only those who can open it, which reading it has shown. */
async function caseToRestrict(c: Context<Env>, tx: Read) {
  const theCase = await getCase(tx, c.req.param('reference') ?? '')
  if (!holdsIn(c.var.actor, 'cases.restrict', theCase.organisation_id)) platformProblems.raise('not-allowed')
  return theCase
}

async function show(c: Context<Env>, wrong?: RefusedForm) {
  const facts = await c.var.read(async tx => {
    const theCase = await caseToRestrict(c, tx)
    const { id, organisation_id } = theCase
    return {
      theCase,
      restriction: await findRestriction(tx, id),
      readings: theCase.restricted ? await listReadingsOf(tx, id) : [],
      hearing: theCase.restricted ? [] : await listHearing(tx, id, c.var.actor.person_id),
      teams: await listTeams(tx),
      persons: await listHolders(tx, organisation_id, 'cases.read'),
    }
  })
  const { entered = {}, errors = [] } = wrong ?? {}
  const page = <RestrictionPage chrome={await c.var.chrome()} {...facts} {...{ entered, errors }} now={now()} />
  return c.html(html(page), wrong?.status ?? 200)
}

/** Does it, and goes back to the page; whoever can no longer open the case goes to the queue. */
async function act(c: Context<Env>, entered: Entered, field: string, work: (tx: Write) => Promise<void>) {
  const reference = c.req.param('reference') ?? ''
  try {
    await c.var.write(async tx => {
      await caseToRestrict(c, tx)
      await work(tx)
    })
  } catch (error) {
    if (!(error instanceof Problem) || (error.status !== 409 && error.status !== 422)) throw error
    return show(c, { status: error.status, entered, errors: [{ field, message: error.message }] })
  }
  const still = await c.var.read(tx => findCase(tx, reference))
  return c.redirect(still ? restrictionPaths.show({ reference }) : queuePaths.show({ place: 'all' }), 303)
}

const mistaken = (c: Context<Env>, form: { entered: Entered; errors: readonly FormError[] }) =>
  show(c, { status: 422, entered: form.entered, errors: form.errors })

export const restrictionRoutes = new Hono<Env>()
  .get(restrictionPaths.show.pattern, may('cases.restrict'), c => show(c))
  .post(restrictionPaths.show.pattern, may('cases.restrict'), async c => {
    const form = await parseForm(restrictForm, c.req.raw)
    if (!form.ok) return mistaken(c, form)
    const { who: also, assignee, shown, because } = form.value
    return act(c, form.entered, 'who', async tx => {
      const { assignee_id, reference } = await getCase(tx, c.req.param('reference'))
      const readers = [
        ...(also ? [also] : []),
        ...(assignee === 'yes' && assignee_id ? [{ person_id: assignee_id }] : []),
      ]
      await restrictCase(tx, c.var.actor, { reference, readers, because, shown_to_requester: shown === 'yes' }, now())
    })
  })
  .post(restrictionPaths.add.pattern, may('cases.restrict'), async c => {
    const form = await parseForm(addForm, c.req.raw)
    if (!form.ok) return mistaken(c, form)
    const command = { reference: c.req.param('reference'), who: form.value.who }
    return act(c, form.entered, 'who', tx => addReader(tx, c.var.actor, command, now()))
  })
  .post(restrictionPaths.remove.pattern, may('cases.restrict'), async c => {
    const form = await parseForm(removeForm, c.req.raw)
    if (!form.ok) return mistaken(c, form)
    const command = { reference: c.req.param('reference'), id: form.value.id }
    return act(c, form.entered, 'readers', tx => removeReader(tx, c.var.actor, command, now()))
  })
  .post(restrictionPaths.shown.pattern, may('cases.restrict'), async c => {
    const { entered } = await parseForm(z.looseObject({}), c.req.raw)
    const command = { reference: c.req.param('reference'), shown_to_requester: entered.shown === 'yes' }
    return act(c, entered, 'shown', tx => showToRequester(tx, c.var.actor, command, now()))
  })
  .post(restrictionPaths.lift.pattern, may('cases.restrict'), async c => {
    const form = await parseForm(liftForm, c.req.raw)
    if (!form.ok) return mistaken(c, form)
    const command = { reference: c.req.param('reference'), because: form.value.undone_because }
    return act(c, form.entered, 'undone_because', tx => liftRestriction(tx, c.var.actor, command, now()))
  })
