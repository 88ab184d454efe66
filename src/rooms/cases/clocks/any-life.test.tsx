/* Cases by chance, through the product's own acts and jobs: what is kept of each clock is what the clock room says of the record. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Problem } from '#platform/problem.ts'
import { forgetAgreement } from '#rooms/catalogue/promise.queries.ts'
import { changeCalendar } from '#rooms/people/calendars/calendar.actions.ts'
import type { CalendarContent } from '#rooms/people/calendars/calendar.queries.ts'
import { type GivenAgreement, givenAgreement } from '#testing/agreements.ts'
import { type Council, council } from '#testing/council.tsx'
import { assignCase } from '../assigning/assign-case.actions.ts'
import { prioritiseCase } from '../assigning/prioritise-case.actions.ts'
import { checkClocksOf } from '../auditing/check-clocks.queries.ts'
import { reopenCase } from '../closing/reopen-case.actions.ts'
import { closeCase, resolveCase } from '../closing/resolve-case.actions.ts'
import { mergeCases } from '../linking/merge.actions.ts'
import { undoMerge } from '../linking/undo-merge.actions.ts'
import { agreeDate, dropDate } from '../pinning/pin.actions.ts'
import { answerAsRequester, reply } from '../replying/reply.actions.ts'
import { handBack, handOver } from '../suppliers/hand-over.actions.ts'
import { holdCase, resumeCase } from './hold-case.actions.ts'

const START = Date.parse('2026-01-12T08:30:00Z')
const MINUTE = 60_000
const HOUR = 3600

const step = fc.oneof(
  fc.record({ act: fc.constant('hold' as const), reason: fc.constantFrom('requester', 'supplier', 'development') }),
  fc.record({ act: fc.constant('hold for' as const), minutes: fc.nat(600) }),
  fc.record({ act: fc.constantFrom('resume', 'resolve', 'reopen', 'close', 'merge', 'unmerge', 'hand over') }),
  fc.record({ act: fc.constant('hand back' as const), result: fc.constantFrom('done', 'rejected') }),
  fc.record({ act: fc.constantFrom('reply', 'ask', 'thank') }),
  fc.record({
    act: fc.constant('prioritise' as const),
    impact: fc.constantFrom(1, 2, 3),
    urgency: fc.constantFrom(1, 2, 3),
  }),
  fc.record({ act: fc.constant('assign' as const), ours: fc.boolean(), taken: fc.boolean() }),
  fc.record({ act: fc.constant('agree a date' as const), minutes: fc.nat(3000) }),
  fc.record({ act: fc.constant('drop the date' as const) }),
  fc.record({ act: fc.constant('calendar' as const), until: fc.constantFrom('13:00', '17:00', '19:00') }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

interface Given {
  readonly c: Council
  readonly reference: string
  readonly into: string
  readonly supplier: string | undefined
}

type Doing = (given: Given, how: Step, now: Date) => Promise<unknown>
const say = (reference: string, body: string) => ({ reference, body, channel: 'portal' })

const DO: Readonly<Record<string, Doing>> = {
  hold: ({ c, reference }, how, now) =>
    c.writing(tx => holdCase(tx, c.asha.author, { reference, reason: 'reason' in how ? how.reason : 'planned' }, now)),
  'hold for': ({ c, reference }, how, now) => {
    const until = new Date(now.getTime() + MINUTE * (1 + ('minutes' in how ? how.minutes : 0)))
    return c.writing(tx => holdCase(tx, c.asha.author, { reference, reason: 'planned', until }, now))
  },
  resume: ({ c, reference }, _, now) => c.writing(tx => resumeCase(tx, c.asha.author, { reference, because: '' }, now)),
  resolve: ({ c, reference }, _, now) =>
    c.writing(tx => resolveCase(tx, c.asha.author, { reference, closure_code: 'solved', resolution: 'Mended' }, now)),
  reopen: ({ c, reference }, _, now) => c.writing(tx => reopenCase(tx, c.asha.author, { reference, because: '' }, now)),
  close: ({ c, reference }, _, now) => c.writing(tx => closeCase(tx, c.asha.author, { reference }, now)),
  merge: ({ c, reference, into }, _, now) =>
    c.writing(tx => mergeCases(tx, c.asha.author, { reference, into, follow: false }, now)),
  unmerge: ({ c, reference }, _, now) => c.writing(tx => undoMerge(tx, c.asha.author, { reference }, now)),
  'hand over': async ({ c, reference, supplier }, _, now) =>
    supplier && c.writing(tx => handOver(tx, c.asha.author, { reference, agreement_id: supplier }, now)),
  'hand back': ({ c, reference }, how, now) => {
    const result = 'result' in how ? how.result : 'done'
    return c.writing(tx => handBack(tx, c.asha.author, { reference, result, because: 'Not ours' }, now))
  },
  reply: ({ c, reference }, _, now) => c.writing(tx => reply(tx, c.asha.author, say(reference, 'We look'), now)),
  ask: ({ c, reference }, _, now) =>
    c.writing(tx => answerAsRequester(tx, c.ben.author, say(reference, 'When will it be mended?'), now)),
  thank: ({ c, reference }, _, now) =>
    c.writing(tx => answerAsRequester(tx, c.ben.author, say(reference, 'Thank you'), now)),
  prioritise: ({ c, reference }, how, now) =>
    c.writing(tx => {
      const { impact, urgency } = 'impact' in how ? how : { impact: 1 as const, urgency: 1 as const }
      return prioritiseCase(tx, c.asha.author, { reference, impact, urgency }, now)
    }),
  assign: ({ c, reference }, how, now) => {
    const { ours, taken } = 'ours' in how ? how : { ours: true, taken: true }
    const to = { team_id: ours ? c.team_id : null, assignee_id: ours && taken ? c.asha.id : null }
    return c.writing(tx => assignCase(tx, c.asha.author, { reference, ...to }, now))
  },
  'agree a date': ({ c, reference }, how, now) => {
    const due = new Date(now.getTime() + MINUTE * (1 + ('minutes' in how ? how.minutes : 0)))
    return c.writing(tx => agreeDate(tx, c.asha.author, { reference, due, because: 'Agreed' }, now))
  },
  'drop the date': ({ c, reference }, _, now) =>
    c.writing(tx => dropDate(tx, c.asha.author, { reference, because: 'Not needed' }, now)),
  calendar: ({ c }, how, now) => {
    const until = 'until' in how ? String(how.until) : '17:00'
    const day = [['09:00', until]] as const
    const content: CalendarContent = {
      ...{ zone: 'Europe/London', hours: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] } },
      ...{ nation: 'england_and_wales', holidays: [], openings: {}, closures: {}, reasons: {} },
    }
    return c.writing(async tx => {
      const change = { id: c.calendar_id, content, because: 'by chance' }
      await changeCalendar(tx, c.farah.author, change, now)
      forgetAgreement(tx, c.organisation_id)
    })
  },
}

/** An act that a rule refuses has not happened. */
async function tryTo(given: Given, how: Step, now: Date): Promise<void> {
  try {
    await DO[how.act]!(given, how, now)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
  }
}

const SHORT = [
  { metric: 'first_response', seconds: HOUR },
  { metric: 'resolve', seconds: 4 * HOUR, priorities: ['P1', 'P2'] },
  { metric: 'resolve', seconds: 12 * HOUR, priorities: ['P3', 'P4'] },
]
const RICH = [
  ...SHORT,
  { metric: 'acknowledge', seconds: 1800 },
  { metric: 'next_response', seconds: 2 * HOUR },
  { metric: 'keep_informed', seconds: 4 * HOUR, measure: 'real' as const },
  { metric: 'restore', seconds: 1, measure: 'days' as const, working_days: 2, priorities: ['P1', 'P2'] },
]

const policies = fc.record({
  on_change: fc.constantFrom('carry', 'retroactive', 'restart', 'keep'),
  on_reopen: fc.constantFrom('continue', 'restart'),
  on_unmerge: fc.constantFrom('exclude', 'include'),
})

async function givenLife(rich: boolean, policy: GivenAgreement['versions'][number]['policy']): Promise<Given> {
  const c = await council()
  let supplier: string | undefined
  if (rich) {
    const from = new Date(START - 1)
    await givenAgreement(c, { kind: 'sla', versions: [{ from, targets: RICH, ...(policy && { policy }) }] })
    await givenAgreement(c, { kind: 'ola', team_id: c.team_id, versions: [{ targets: SHORT }] })
    supplier = await givenAgreement(c, { kind: 'supplier', supplier: 'Ricoh', versions: [{ targets: SHORT }] })
  }
  const { reference: into } = await c.givenCase({}, new Date(START - MINUTE))
  const { reference } = await c.givenCase({ team_id: c.team_id }, new Date(START))
  return { c, reference, into, supplier }
}

const LIVES = Number(process.env.LIVES ?? 10)
/** Other lives every day, and the same all day long. SEED gives those of any day again. */
const SEED = Number(process.env.SEED ?? new Date().toISOString().slice(0, 10).replaceAll('-', ''))
const AGAIN = `SEED=${SEED} LIVES=${LIVES} npx vitest run --project unit src/rooms/cases/clocks/any-life.test.tsx`

test(
  'what is kept of every clock is what the record says, whatever happens to a case',
  async () => {
    const lives = fc.tuple(
      fc.boolean(),
      policies,
      fc.array(fc.tuple(step, fc.nat(500)), { minLength: 4, maxLength: 14 }),
    )
    const property = fc.asyncProperty(lives, async ([rich, policy, steps]) => {
      const given = await givenLife(rich, policy)
      const { c, reference } = given
      const found = await c.reading(tx =>
        tx.selectFrom('cases.cases').select('id').where('reference', '=', reference).executeTakeFirstOrThrow(),
      )
      let at = START
      for (const [how, minutes] of steps) {
        at += (minutes + 1) * MINUTE
        // The jobs that were due meanwhile, then the act, then what follows of it.
        await c.work(new Date(at))
        await tryTo(given, how, new Date(at))
        // A calendar's clocks are worked out again some seconds later.
        if (how.act === 'calendar') for (const later of [1000, 10_000]) await c.work(new Date(at + later))
        const theCase = { id: found.id, organisation_id: c.organisation_id }
        const now = new Date(at + 11_000)
        expect(await c.reading(tx => checkClocksOf(tx, theCase, now)), how.act).toEqual([])
      }
    })
    const soon = process.env.LIVES ? {} : { interruptAfterTimeLimit: 15_000 }
    try {
      await fc.assert(property, { seed: SEED, numRuns: LIVES, endOnFailure: true, ...soon })
    } catch (error) {
      throw new Error(`A life goes wrong. The same again: ${AGAIN}`, { cause: error })
    }
  },
  60_000 * Math.max(1, LIVES / 10),
)
