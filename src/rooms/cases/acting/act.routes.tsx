/*
 * Every act on a case goes the same way: its path shows the case page with the act's form open on the side; a post checks what was
 * entered, acts, and goes back to the case. What was wrong, what a rule refuses, and what somebody else changed meanwhile are all
 * said on that same page, with what was typed kept.
 */
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Read, Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import type { Env } from '#platform/http/env.ts'
import { checkForm, type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { Problem } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { sayAgo, sayWhen } from '#platform/time/say.ts'
import type { Content } from '#platform/ui/govuk/element.ts'
import { takeKeptForm } from '#rooms/people/index.ts'
import { showCase } from '../case.routes.tsx'
import type { CaseFacts } from '../case-page.queries.ts'
import { casePaths } from '../paths.ts'
import { sentenceOf } from '../timeline/sentences.rules.ts'
import type { ActName, FormFacts } from './act-form.pages.tsx'

/** What every act is told besides its own form. */
export interface Target {
  readonly reference: string
  /** What the page showed; absent when a program posts without it. */
  readonly version?: number | undefined
}

export interface Act<Value> {
  readonly name: ActName
  readonly schema: z.ZodType<Value>
  /** Draws the form; asks for what only it needs (teams, categories) in the page's own transaction. */
  readonly draw: (tx: Read, form: FormFacts) => Promise<Content>
  readonly run: (tx: Write, author: Author, command: Target & { value: Value }, now: Date) => Promise<void>
}

const shown = z.object({
  version: z.coerce.number().int().positive().optional().catch(undefined),
  seen: z.coerce.number().int().nonnegative().catch(0),
})

/** What others did since the page was shown, each in its sentence. */
function changesSince(facts: CaseFacts, seen: number, person_id: string, at: Date): string {
  const say = (instant: string) => sayWhen(new Date(instant), facts.theCase.zone, at)
  const said = facts.events
    .filter(event => event.position > seen && event.actor_id !== person_id)
    .map(event => `${sentenceOf(event, say)} (${sayAgo(event.happened_at, at)})`)
  return said.length > 0 ? `${said.join('. ')}.` : ''
}

interface Wrong {
  readonly status: 409 | 422
  readonly entered: Entered
  readonly errors: readonly FormError[]
  /** The case changed: say how, since the last event the page knew. */
  readonly seen?: number
}

function again<Value>(c: Context<Env>, act: Act<Value>, { status, entered, errors, seen }: Wrong): Promise<Response> {
  const reference = c.req.param('reference') ?? ''
  const { person_id } = c.var.actor
  return showCase(c, reference, {
    status,
    errors,
    open: async (tx, facts, at) => ({
      act: act.name,
      form: await act.draw(tx, { facts, now: at, entered, errors }),
      ...(seen !== undefined && { meanwhile: changesSince(facts, seen, person_id, at) }),
    }),
  })
}

/** A rule's refusal is answered beside its form; what is not found or not allowed, and faults, are for everybody's error page. */
const isAnswerable = (error: unknown): error is Problem =>
  error instanceof Problem && (error.status === 409 || error.status === 422)

function refused<Value>(c: Context<Env>, act: Act<Value>, error: Problem, entered: Entered, seen: number) {
  const changed = error.code === 'cases.changed-meanwhile'
  const message = changed
    ? 'Somebody changed this case while you were looking at it. Check it, then save again'
    : error.message
  const status = error.status === 422 ? 422 : 409
  const errors = [{ field: `act-${act.name}`, message }]
  return again(c, act, { status, entered, errors, ...(changed && { seen }) })
}

export const actRoutes = <Value,>(act: Act<Value>): Hono<Env> =>
  new Hono<Env>()
    .get(casePaths[act.name].pattern, may('cases.work'), async c => {
      const entered = await takeKeptForm(c.var.db, c.req.query('kept'), c.req.path)
      return showCase(c, c.req.param('reference'), {
        open: async (tx, facts, at) => ({ act: act.name, form: await act.draw(tx, { facts, now: at, entered }) }),
      })
    })
    .post(casePaths[act.name].pattern, may('cases.work'), async c => {
      const reference = c.req.param('reference')
      const form = await parseForm(act.schema, c.req.raw)
      const { entered } = form
      if (!form.ok) return again(c, act, { status: 422, entered, errors: form.errors })
      const known = checkForm(shown, entered)
      const { version, seen } = known.ok ? known.value : { version: undefined, seen: 0 }
      try {
        await c.var.write(tx => act.run(tx, c.var.actor, { reference, version, value: form.value }, now()))
      } catch (error) {
        if (isAnswerable(error)) return refused(c, act, error, entered, seen)
        throw error
      }
      return c.redirect(casePaths.show({ reference }), 303)
    })
