import { apiRoutes, body, bodyRefusals, createRoute, json, refusals, refuseProperty, z } from '#platform/http/api.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { recallAgreement } from '#rooms/catalogue/index.ts'
import { type Clock, type Level, type Priority, priorityOf } from '#rooms/clock/index.ts'
import type { Case } from '../case.queries.ts'
import { PRIORITIES } from '../case.rules.ts'
import { readCase, reference, type Side } from '../case-access.api.ts'
import { level } from '../case-json.api.ts'
import { listDisputesOf } from '../disputing/dispute.queries.ts'
import { type Account, accountOf } from './account.queries.ts'
import { type Explained, explainAll } from './explain.rules.ts'
import { sayRule } from './explain-words.ts'
import { POLICY_NAMES, whatIf } from './what-if.rules.ts'

const moment = () => z.string().openapi({ format: 'date-time', example: '2026-11-23T09:00:00.000Z' })
const seconds = (description: string) => z.number().openapi({ description, example: 3600 })
const perhapsKept = (description: string) => z.boolean().nullable().openapi({ description })

const Interval = z
  .object({
    from: moment(),
    to: moment(),
    kind: z.enum(['running', 'paused', 'outside_hours', 'not_owed', 'forgotten']),
    seconds: seconds('Working seconds: used if it ran, given back if it was paused, none outside hours'),
    reason: z.string().nullable(),
    account: z.string().nullable().openapi({ description: 'Whose time a pause is', example: 'requester' }),
    by: z.string().nullable().openapi({ description: 'Who stopped it; for staff only' }),
    priority: z.string(),
    agreement_version: z.string(),
    calendar: z.string().nullable().openapi({ description: 'Null in real time' }),
    calendar_version: z.string().nullable().openapi({ example: 'version 2' }),
    rule: z.string().openapi({ example: 'Within the hours of Office hours' }),
  })
  .openapi('ClockInterval')

const breach = z.object({ at: moment(), cause: z.enum(['elapsed', 'reclassified']) }).nullable()

const ClockSchema = z
  .object({
    id: z.string(),
    agreement: z.string().openapi({ description: 'Its name' }),
    agreement_version: z.string(),
    kind: z.enum(['sla', 'ola', 'supplier']),
    metric: z.string().openapi({ example: 'resolve' }),
    turn: z.int(),
    priority: z.string(),
    state: z.string().openapi({ example: 'running' }),
    started_at: moment(),
    due_at: moment().nullable(),
    pinned: z.object({ due_at: moment(), because: z.string(), by_policy: moment().nullable() }).nullable(),
    target_seconds: seconds('Working seconds promised'),
    business_seconds: seconds('Working seconds used, pauses left out'),
    business_seconds_without_pauses: seconds('The same, as if nothing had paused it'),
    actual_seconds: seconds('Seconds on the wall'),
    kept: perhapsKept('With pauses. Null while nobody can tell'),
    kept_without_pauses: perhapsKept('As if nothing had paused it'),
    kept_after_disputes: perhapsKept('Without pauses whose dispute was upheld'),
    breach,
    outcomes: z.array(
      z.object({ at: moment(), result: z.string(), business_seconds: z.number(), actual_seconds: z.number() }),
    ),
    intervals: z.array(Interval),
  })
  .openapi('Clock')

const iso = (at: number) => new Date(at).toISOString()
const perhaps = (at: number | undefined) => (at === undefined ? null : iso(at))

const pinOf = ({ pinned, due_by_policy }: Clock) =>
  pinned ? { due_at: iso(pinned.due), because: pinned.because, by_policy: perhaps(due_by_policy) } : null

function clockJson(
  { clock, unpaused, disputed }: Explained,
  { names }: Account,
  side: Side,
): z.infer<typeof ClockSchema> {
  const { breach } = clock
  return {
    ...{ id: clock.id, agreement: names[clock.agreement] ?? '', agreement_version: clock.version, kind: clock.kind },
    ...{ metric: clock.metric, turn: clock.turn, priority: clock.priority, state: clock.state },
    ...{ started_at: iso(clock.started_at), due_at: perhaps(clock.due), pinned: pinOf(clock) },
    ...{ target_seconds: clock.target_seconds, business_seconds: clock.business_seconds },
    business_seconds_without_pauses: unpaused?.business_seconds ?? clock.business_seconds,
    actual_seconds: clock.actual_seconds,
    ...{ kept: clock.kept ?? null, kept_without_pauses: clock.kept_without_pauses ?? null },
    kept_after_disputes: (disputed ?? clock).kept ?? null,
    breach: breach ? { at: iso(breach.at), cause: breach.cause } : null,
    outcomes: clock.outcomes.map(({ at, result, business_seconds, actual_seconds }) => {
      return { at: iso(at), result, business_seconds, actual_seconds }
    }),
    intervals: clock.intervals.map(interval => ({
      ...{ from: iso(interval.from), to: iso(interval.to), kind: interval.kind, seconds: interval.seconds },
      ...{ reason: interval.reason ?? null, account: interval.account ?? null },
      by: side === 'staff' ? (interval.by ?? null) : null,
      ...{ priority: interval.priority, agreement_version: interval.version },
      calendar: interval.calendar ? (names[interval.calendar] ?? '') : null,
      calendar_version: interval.calendar_version ?? null,
      rule: sayRule(interval, names),
    })),
  }
}

const explain = createRoute({
  method: 'get',
  path: '/cases/{reference}/clocks',
  operationId: 'explainClocks',
  tags: ['Clock'],
  summary: 'Every clock of a case, with every stretch it ran, stood still or was outside hours',
  description:
    'With `cases.ask`, only what is promised to the requester, without who did what. Both numbers always: working seconds and seconds on the wall; kept with and without pauses.',
  middleware: may('cases.read', 'cases.ask'),
  request: { params: reference },
  responses: {
    200: json('Its clocks, in the order they began', z.object({ clocks: z.array(ClockSchema) })),
    ...refusals(404),
  },
})

const WhatIf = z
  .strictObject({
    priority: z.enum(PRIORITIES as readonly [Priority, ...Priority[]]).optional(),
    impact: level.optional(),
    urgency: level.optional(),
    policy: z
      .enum(POLICY_NAMES as [(typeof POLICY_NAMES)[number]])
      .optional()
      .openapi({
        description: 'What becomes of the time used so far; as each agreement says when left out',
      }),
  })
  .openapi('WhatIf')

const Would = z
  .object({
    priority: z.string(),
    clocks: z.array(
      z.object({
        ...{ id: z.string(), metric: z.string(), due_now: moment().nullable(), due_then: moment().nullable() },
        becomes: z.enum(['late', 'in time', 'moved', 'same']),
        late_then: z.boolean(),
        breach,
      }),
    ),
  })
  .openapi('Would')

const tryOut = createRoute({
  method: 'post',
  path: '/cases/{reference}/clocks/what-if',
  operationId: 'tryPriority',
  tags: ['Clock'],
  summary: 'When a case would be due at another priority',
  description: 'Name a priority, or an impact and an urgency. Nothing is changed by asking.',
  middleware: may('cases.read'),
  request: { params: reference, body: body(WhatIf) },
  responses: { 200: json('How each open clock would stand', Would), ...bodyRefusals(404) },
})

type Wanted = z.infer<typeof WhatIf>

function priorityFor({ priority, impact, urgency }: Wanted, theCase: Case, matrix: Parameters<typeof priorityOf>[0]) {
  if (priority) return priority
  if (impact === undefined && urgency === undefined)
    return refuseProperty('priority', 'Name a priority, or impact and urgency')
  return priorityOf(matrix, (impact ?? theCase.impact) as Level, (urgency ?? theCase.urgency) as Level)
}

export const clocksApi = apiRoutes()
  .openapi(explain, async c => {
    const clocks = await c.var.read(async tx => {
      const { theCase, side } = await readCase(c, tx, c.req.valid('param').reference)
      const account = await accountOf(tx, theCase)
      const explained = explainAll(account, await listDisputesOf(tx, theCase.id), now())
      const shown = side === 'staff' ? explained : explained.filter(({ clock }) => clock.kind === 'sla')
      return shown.map(one => clockJson(one, account, side))
    })
    return c.json({ clocks }, 200)
  })
  .openapi(tryOut, async c => {
    const wanted = c.req.valid('json')
    const answer = await c.var.read(async tx => {
      const { theCase } = await readCase(c, tx, c.req.valid('param').reference)
      const { matrix } = await recallAgreement(tx, theCase.organisation_id)
      const priority = priorityFor(wanted, theCase, matrix)
      return { priority, would: whatIf(await accountOf(tx, theCase), { priority, policy: wanted.policy }, now()) }
    })
    const clocks = answer.would.map(({ clock, now: was, becomes }) => ({
      ...{ id: clock.id, metric: clock.metric, due_now: perhaps(was?.due), due_then: perhaps(clock.due), becomes },
      late_then: clock.breach !== undefined,
      breach: clock.breach ? { at: iso(clock.breach.at), cause: clock.breach.cause } : null,
    }))
    return c.json({ priority: answer.priority, clocks }, 200)
  })
