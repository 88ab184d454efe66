import type { Context } from 'hono'
import { isId } from '#platform/database/id.ts'
import type { Read } from '#platform/database/transaction.ts'
import { holds, holdsIn } from '#platform/http/actor.ts'
import {
  apiRoutes,
  body,
  bodyRefusals,
  createRoute,
  json,
  moment,
  refuseProperty,
  text,
  words,
  z,
} from '#platform/http/api.ts'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { makeOnce, onceHeaders } from '#platform/http/once.ts'
import { keepPace } from '#platform/http/pace.ts'
import { now } from '#platform/time/now.ts'
import { findOrganisationNamed, findPersonByEmail } from '#rooms/people/index.ts'
import { channel, level } from '../case-json.api.ts'
import { caseApiPaths } from '../paths.ts'
import { caseProblems } from '../problems.ts'
import { type LogCase, logCase } from './log-case.actions.ts'

const CaseToLog = z
  .strictObject({
    subject: words(200).openapi({ example: 'Printer on fire' }),
    description: words(100_000).openapi({ example: 'There is smoke.' }),
    organisation: words(200).optional().openapi({
      description: 'Its identifier or short name; the home of the token’s person when left out',
      example: 'Eastmere',
    }),
    requester: words(320).optional().openapi({
      description: 'Whose request it is: an identifier or an e-mail address; the token’s own person when left out',
      example: 'ben@example.org',
    }),
    category: words(500).optional().openapi({ description: 'Its identifier or path', example: 'Hardware / Printer' }),
    channel: channel.optional().openapi({ description: 'How it came; `api` when left out' }),
    impact: level.optional().openapi({ description: '1 is widest. The category’s, or 3, when left out' }),
    urgency: level.optional().openapi({ description: '1 is most urgent. The category’s, or 3, when left out' }),
    location: text(500).optional(),
    started_at: moment().optional().openapi({
      description: 'When the requester first made contact, where the clock starts; now when left out',
    }),
  })
  .openapi('CaseToLog')
type CaseToLog = z.infer<typeof CaseToLog>

const CaseLogged = z
  .object({
    id: z.string().openapi({ format: 'uuid' }),
    reference: z.string().openapi({ example: 'C-104273' }),
    organisation_id: z.string().openapi({ format: 'uuid' }),
    state: z.literal('new'),
    priority: z.string().openapi({ example: 'P3' }),
    next_due_at: z.iso.datetime().nullable(),
    version: z.int(),
    url: z.string().openapi({ example: '/api/v1/cases/C-104273' }),
  })
  .openapi('CaseLogged')

const route = createRoute({
  method: 'post',
  path: '/cases',
  operationId: 'logCase',
  tags: ['Cases'],
  summary: 'Log a case',
  description: 'For anybody of an organisation with `cases.work`; with `cases.ask`, for oneself.',
  middleware: may('cases.work', 'cases.ask'),
  request: { headers: onceHeaders, body: body(CaseToLog) },
  responses: { 201: json('The case is logged and its clocks run', CaseLogged), ...bodyRefusals() },
})

export const logCaseApi = apiRoutes().openapi(route, async c => {
  const wanted = c.req.valid('json')
  const at = now()
  // Programs of the desk have their tokens' own rate; whoever asks for themselves logs no faster by one than by the page.
  if (!holds(c.var.actor, 'cases.work')) keepPace(c, 'log')
  return makeOnce(c, async tx => {
    const organisation_id = await organisationOf(tx, c, wanted)
    const command = await commandOf(tx, c, organisation_id, wanted, at)
    const { id, reference, priority, next_due_at } = await logCase(tx, c.var.actor, command, at)
    const url = caseApiPaths.show({ reference })
    return {
      ...{ organisation_id, location: url, version: 1 },
      body: {
        ...{ id, reference, organisation_id, state: 'new' as const, priority, version: 1, url },
        next_due_at: next_due_at?.toISOString() ?? null,
      },
    }
  })
})

/** Where it is logged: only where this token may work or ask, whoever else is there. */
async function organisationOf(tx: Read, c: Context<Env>, { organisation }: CaseToLog): Promise<string> {
  const { actor, organisations } = c.var
  if (organisation === undefined) return actor.home_organisation_id
  const id = isId(organisation) ? organisation : (await findOrganisationNamed(tx, organisation))?.id
  if (id === undefined || !organisations.includes(id))
    return refuseProperty('organisation', 'There is no such organisation, or this token may not log cases in it')
  return id
}

const FOR_STAFF = ['channel', 'impact', 'urgency', 'started_at'] as const

async function commandOf(
  tx: Read,
  c: Context<Env>,
  organisation_id: string,
  wanted: CaseToLog,
  at: Date,
): Promise<LogCase> {
  const { actor } = c.var
  const requester_id = await requesterOf(tx, actor.person_id, organisation_id, wanted.requester)
  if (!holdsIn(actor, 'cases.work', organisation_id)) {
    if (!holdsIn(actor, 'cases.ask', organisation_id) || requester_id !== actor.person_id)
      caseProblems.raise('only-for-yourself')
    const given = FOR_STAFF.find(name => wanted[name] !== undefined)
    if (given) refuseProperty(given, 'Only the service desk sets this')
  }
  const { subject, description, category, channel, impact, urgency, location } = wanted
  return {
    ...{ organisation_id, requester_id, subject, body: description, channel: channel ?? 'api' },
    ...(category === undefined ? {} : isId(category) ? { category_id: category } : { category_path: category }),
    ...{ impact, urgency, location, started_at: startOf(wanted.started_at, at) },
  }
}

async function requesterOf(tx: Read, self: string, organisation_id: string, requester: string | undefined) {
  if (requester === undefined || isId(requester)) return requester ?? self
  const person = await findPersonByEmail(tx, organisation_id, requester)
  return person?.id ?? refuseProperty('requester', 'Nobody in this organisation has that e-mail address')
}

const YEAR_MS = 366 * 86_400_000
const AHEAD_MS = 5 * 60_000

// A clock a little ahead of ours is nobody's mistake; the act takes now instead.
function startOf(started_at: string | undefined, at: Date): Date | undefined {
  if (started_at === undefined) return undefined
  const start = new Date(started_at)
  const ago = at.getTime() - start.getTime()
  return ago >= -AHEAD_MS && ago <= YEAR_MS
    ? start
    : refuseProperty('started_at', 'This is in the future, or more than a year ago')
}
