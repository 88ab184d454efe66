/** How a case is said to programs. */
import { said, z } from '#platform/http/api.ts'
import type { Case } from './case.queries.ts'
import { CHANNELS } from './case.rules.ts'
import { caseApiPaths } from './paths.ts'

export const channel = z.enum(CHANNELS)

/** Impact and urgency: 1, 2 or 3. */
export const level = z
  .union([z.literal(1), z.literal(2), z.literal(3)], 'This is not 1, 2 or 3')
  .openapi({ type: 'integer', enum: [1, 2, 3] })

const uuid = () => z.string().openapi({ format: 'uuid' })
const perhaps = z.string().nullable()
const moment = () => z.string().openapi({ format: 'date-time', example: '2026-11-23T09:00:00.000Z' })
const named = (name: string) => z.object({ id: uuid(), name: z.string() }).openapi(name)
const Named = named('Named')

export const CaseSchema = z
  .object({
    id: uuid(),
    reference: z.string().openapi({ example: 'C-104273' }),
    url: z.string().openapi({ example: '/api/v1/cases/C-104273' }),
    version: z.int(),
    organisation: z.object({ id: uuid(), short_name: z.string() }),
    kind: z.string().openapi({ example: 'incident' }),
    state: z.string().openapi({ example: 'in_progress' }),
    subject: z.string(),
    channel: z.string(),
    category: z.object({ id: uuid(), path: z.string() }).nullable(),
    impact: z.int(),
    urgency: z.int(),
    priority: z.string().openapi({ example: 'P3' }),
    requester: Named,
    team: Named.nullable(),
    assignee: Named.nullable(),
    location: perhaps,
    hold_reason: perhaps,
    held_until: moment().nullable(),
    next_due_at: moment()
      .nullable()
      .openapi({ description: 'When the clock that is due soonest falls due; null while none runs' }),
    next_metric: perhaps.openapi({ example: 'resolve' }),
    closure_code: perhaps,
    resolution: perhaps,
    started_at: moment(),
    logged_at: moment(),
    first_responded_at: moment().nullable(),
    resolved_at: moment().nullable(),
    closed_at: moment().nullable(),
    changed_at: moment(),
    external_system: perhaps,
    external_reference: perhaps,
    restricted: z.boolean().openapi({ description: 'Only those named may know of it: see its restriction' }),
  })
  .openapi('Case')

const pair = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' })

/** A case, with the same properties for both sides: nothing here is for staff only. */
export function caseJson(theCase: Case): z.infer<typeof CaseSchema> {
  const { id, reference, version, kind, state, subject, channel, impact, urgency, priority, location } = theCase
  const { hold_reason, next_metric, closure_code, resolution, external_system, external_reference } = theCase
  return {
    ...{ id, reference, url: caseApiPaths.show({ reference }), version },
    organisation: { id: theCase.organisation_id, short_name: theCase.organisation },
    ...{ kind, state, subject, channel },
    category: theCase.category_id === null ? null : { id: theCase.category_id, path: theCase.category ?? '' },
    ...{ impact, urgency, priority },
    requester: { id: theCase.requester_id, name: theCase.requester },
    team: pair(theCase.team_id, theCase.team),
    assignee: pair(theCase.assignee_id, theCase.assignee),
    ...{ location, hold_reason, held_until: said(theCase.held_until) },
    ...{ next_due_at: said(theCase.next_due_at), next_metric, closure_code, resolution },
    ...{ started_at: theCase.started_at.toISOString(), logged_at: theCase.logged_at.toISOString() },
    ...{ first_responded_at: said(theCase.first_responded_at), resolved_at: said(theCase.resolved_at) },
    ...{ closed_at: said(theCase.closed_at), changed_at: theCase.changed_at.toISOString() },
    ...{ external_system, external_reference, restricted: theCase.restricted },
  }
}
