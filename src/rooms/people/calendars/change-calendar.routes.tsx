import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Write } from '#platform/database/transaction.ts'
import { holdsIn } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { platformProblems } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { CHANGED_MEANWHILE, confirm, decide, OUTDATED } from '../changes/proposal.actions.ts'
import { getProposal, lockProposal, type Proposal } from '../changes/proposal.queries.ts'
import type { PeopleHooks } from '../hooks.ts'
import { getOrganisation } from '../organisations/organisation.queries.ts'
import { peoplePaths } from '../paths.ts'
import { changeCalendar } from './calendar.actions.ts'
import { type CalendarContent, getCalendarRow, lastNumber } from './calendar.queries.ts'
import { ChangeCalendarPage } from './change-calendar.pages.tsx'

/** What is kept of a change of a calendar. */
interface Kept {
  readonly content: CalendarContent
  readonly because: string
  readonly effective_from: string | null
}

// Written by the calendar's own route, which had read and checked the form.
const keptIn = (proposal: Proposal) => proposal.content as Kept

const changeOf = (proposal: Proposal, at: Date) => {
  const { content, effective_from } = keptIn(proposal)
  return {
    ...{ calendar_id: proposal.subject_id, content },
    effective_from: effective_from ? new Date(effective_from) : at,
  }
}

async function page(hooks: PeopleHooks, c: Context<Env>, warning?: string) {
  const id = c.req.param('id') ?? ''
  const facts = await c.var.read(async tx => {
    const calendar = await getCalendarRow(tx, id)
    const proposal = await getProposal(tx, id, c.req.param('proposal') ?? '')
    const outdated = proposal.base !== (await lastNumber(tx, id)) && proposal.decision === null
    return { calendar, proposal, outdated, organisation: await getOrganisation(tx, calendar.organisation_id) }
  })
  const { calendar, proposal, outdated, organisation } = facts
  const mayRead = holdsIn(c.var.actor, 'cases.read', organisation.id)
  const shown = {
    ...{
      chrome: await c.var.chrome({ live: [proposal.id] }),
      organisation,
      calendar,
      proposal,
      kept: keptIn(proposal),
      now: now(),
    },
    hrefOf: mayRead ? hooks.caseHref : undefined,
    warning: outdated ? OUTDATED : warning,
  }
  return c.html(html(<ChangeCalendarPage {...shown} />), warning ? 409 : 200)
}

/** Makes the change that was looked at, or shows it again. */
async function apply(hooks: PeopleHooks, c: Context<Env>, tx: Write, proposal: Proposal) {
  const at = now()
  const id = proposal.subject_id
  const { content, because, effective_from } = keptIn(proposal)
  const from = effective_from ? new Date(effective_from) : undefined
  const command = {
    ...{ proposal, base: await lastNumber(tx, id) },
    foresight: await hooks.foreseeCalendar(tx, changeOf(proposal, at), at),
    apply: () => changeCalendar(tx, c.var.actor, { id, content, because, effective_from: from }, at),
  }
  return confirm(tx, c.var.actor, command, at)
}

const form = z.object({ decision: z.enum(['apply', 'drop']) })

export const changeCalendarRoutes = (hooks: PeopleHooks) =>
  new Hono<Env>()
    .get(peoplePaths.calendarChange.pattern, may('people.manage'), c => page(hooks, c))
    .post(peoplePaths.calendarChange.pattern, may('people.manage'), async c => {
      const parsed = await parseForm(form, c.req.raw)
      if (!parsed.ok) return platformProblems.raise('bad-request')
      const { id, proposal } = c.req.param()
      const ended = await c.var.write(async tx => {
        await getCalendarRow(tx, id)
        const locked = await lockProposal(tx, id, proposal)
        if (parsed.value.decision === 'apply') return apply(hooks, c, tx, locked)
        await decide(tx, c.var.actor, { id: proposal, subject_id: id, decision: 'dropped' }, now())
        return 'dropped' as const
      })
      if (ended === 'look again') return page(hooks, c, CHANGED_MEANWHILE)
      return c.redirect(peoplePaths.calendar({ id }, { done: ended === 'applied' ? 'changed' : 'dropped' }), 303)
    })
