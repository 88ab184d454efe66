import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Write } from '#platform/database/transaction.ts'
import { holdsIn } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { Problem } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { typedReference } from '../linking/link.routes.tsx'
import { recallDesk } from '../queue/recall-desk.ts'
import { addCase, removeCase } from './declare.actions.ts'
import { changeMajor, closeMajor, dismissBurst, reopenMajor, resolveMajor, reviewMajor } from './end.actions.ts'
import { sayUpdate } from './inform.actions.ts'
import { MajorsPage } from './list.pages.tsx'
import { MajorPage } from './major.pages.tsx'
import { getMajor, listBursts, listMajorCases, listMajors, listMajorUpdates } from './major.queries.ts'
import { ROLES, type Role } from './major.rules.ts'
import { changeForm, reopenForm, resolveForm, reviewForm, updateForm } from './major-forms.ts'
import { majorPaths } from './paths.ts'
import { listMajorEvents } from './story.queries.ts'

const MOST = 100

interface Wrong {
  readonly act: string
  readonly status: 409 | 422
  readonly entered: Entered
  readonly errors: readonly FormError[]
}

async function showMajor(c: Context<Env>, wrong?: Wrong) {
  const { colleagues } = await recallDesk(c.var.db, c.var.actor)
  const facts = await c.var.read(async tx => {
    const major = await getMajor(tx, c.req.param('reference') ?? '')
    const [updates, events, cases] = await Promise.all([
      listMajorUpdates(tx, major.id),
      listMajorEvents(tx, major.id),
      listMajorCases(tx, major.id, MOST),
    ])
    return { major, updates, events, cases }
  })
  const works = holdsIn(c.var.actor, 'cases.work', facts.major.organisation_id)
  const chrome = await c.var.chrome({ live: [facts.major.id] })
  const page = <MajorPage chrome={chrome} facts={{ ...facts, ...wrong, colleagues, works, now: now() }} />
  return c.html(html(page), wrong?.status ?? 200)
}

interface Acting<Value> {
  readonly name: string
  /** The field beside which a refusal is said. */
  readonly field: string
  readonly schema: z.ZodType<Value>
  readonly run: (tx: Write, c: Context<Env>, command: Value & { reference: string }, at: Date) => Promise<void>
}

/** A form on the incident's page: done, or the page again with what was typed and why not. */
const acting =
  <Value extends object>({ name, field, schema, run }: Acting<Value>) =>
  async (c: Context<Env>) => {
    const reference = c.req.param('reference') ?? ''
    const form = await parseForm(schema, c.req.raw)
    const { entered } = form
    if (!form.ok) return showMajor(c, { act: name, status: 422, entered, errors: form.errors })
    // Asked for first, so that what is not found after it is what was typed.
    await c.var.read(tx => getMajor(tx, reference))
    try {
      await c.var.write(tx => run(tx, c, { ...form.value, reference }, now()))
    } catch (error) {
      if (!(error instanceof Problem) || ![404, 409, 422].includes(error.status)) throw error
      const status = error.status === 409 ? 409 : 422
      return showMajor(c, { act: name, status, entered, errors: [{ field, message: error.message }] })
    }
    return c.redirect(majorPaths.show({ reference }), 303)
  }

/** The people chosen for the roles, by name: only those one works with. */
async function rolesFrom(c: Context<Env>, value: Record<Role, string>) {
  const { colleagues } = await recallDesk(c.var.db, c.var.actor)
  const named = (role: Role) => {
    const found = colleagues.find(({ person_id }) => person_id === value[role])
    return [role, found ? { id: found.person_id, name: found.name } : null] as const
  }
  return Object.fromEntries((Object.keys(ROLES) as Role[]).map(named)) as Record<
    Role,
    { id: string; name: string } | null
  >
}

const otherForm = z.object({ other: typedReference })
const none = z.object({})

export const majorRoutes = new Hono<Env>()
  .get(majorPaths.list.pattern, may('cases.read'), async c => {
    const at = now()
    const facts = await c.var.read(async tx => ({
      majors: await listMajors(tx, MOST),
      bursts: await listBursts(tx, at),
    }))
    const works = c.var.actor.grants.has('cases.work')
    const chrome = await c.var.chrome({ live: ['major'] })
    return c.html(html(<MajorsPage chrome={chrome} {...facts} works={works} now={at} />))
  })
  .post(majorPaths.dismiss.pattern, may('cases.work'), async c => {
    const form = await parseForm(z.object({ category: z.string().min(1).max(500) }), c.req.raw)
    const { organisations } = c.var
    if (form.ok) await c.var.write(tx => dismissBurst(tx, { organisation_ids: organisations, ...form.value }, now()))
    return c.redirect(majorPaths.list(), 303)
  })
  .get(majorPaths.show.pattern, may('cases.read'), c => showMajor(c))
  .post(
    majorPaths.update.pattern,
    may('cases.work'),
    acting({
      ...{ name: 'update', field: 'body', schema: updateForm },
      run: (tx, c, command, at) => sayUpdate(tx, c.var.actor, command, at),
    }),
  )
  .post(
    majorPaths.change.pattern,
    may('cases.work'),
    acting({
      ...{ name: 'change', field: 'affected', schema: changeForm },
      run: async (tx, c, command, at) =>
        changeMajor(tx, c.var.actor, { ...command, roles: await rolesFrom(c, command) }, at),
    }),
  )
  .post(
    majorPaths.addCase.pattern,
    may('cases.work'),
    acting({
      ...{ name: 'addCase', field: 'other', schema: otherForm },
      run: (tx, c, command, at) => addCase(tx, c.var.actor, command, at),
    }),
  )
  .post(
    majorPaths.removeCase.pattern,
    may('cases.work'),
    acting({
      ...{ name: 'addCase', field: 'other', schema: otherForm },
      run: (tx, c, command, at) => removeCase(tx, c.var.actor, command, at),
    }),
  )
  .post(
    majorPaths.resolve.pattern,
    may('cases.work'),
    acting({
      ...{ name: 'resolve', field: 'resolution', schema: resolveForm },
      run: (tx, c, command, at) => resolveMajor(tx, c.var.actor, command, at),
    }),
  )
  .post(
    majorPaths.reopen.pattern,
    may('cases.work'),
    acting({
      ...{ name: 'reopen', field: 'because', schema: reopenForm },
      run: (tx, c, command, at) => reopenMajor(tx, c.var.actor, command, at),
    }),
  )
  .post(
    majorPaths.review.pattern,
    may('cases.work'),
    acting({
      ...{ name: 'review', field: 'cause', schema: reviewForm },
      run: (tx, c, command, at) => reviewMajor(tx, c.var.actor, command, at),
    }),
  )
  .post(
    majorPaths.close.pattern,
    may('cases.work'),
    acting({
      ...{ name: 'close', field: 'cause', schema: none },
      run: (tx, c, command, at) => closeMajor(tx, c.var.actor, command, at),
    }),
  )
