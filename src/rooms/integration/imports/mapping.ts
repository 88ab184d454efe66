/* What a mapping file may say. docs/importing.md explains each key to the person who writes one. */
import { z } from 'zod'
import { isZone } from '#rooms/clock/index.ts'

const column = z.string().min(1)
/** Words with columns in braces: "{category} / {subcategory}". */
const template = z.string().min(1)
const zone = z.string().refine(isZone, 'is not a time zone such as Europe/London')

/** One of our own values, from a column's; `otherwise` for every value not listed, an empty one included. */
const choice = <Value extends z.ZodType>(value: Value) =>
  z.union([
    z.strictObject({ column, values: z.record(z.string(), value), otherwise: value.optional() }),
    z.strictObject({ always: value }),
  ])

const priority = z.enum(['P1', 'P2', 'P3', 'P4'])
const level = z.union([z.literal(1), z.literal(2), z.literal(3)])
const channel = z.enum(['portal', 'telephone', 'email', 'walk_in', 'chat', 'api', 'monitoring', 'social', 'other'])
const closureCode = z.enum(['solved', 'workaround', 'cancelled', 'duplicate', 'no_answer', 'merged', 'not_ours'])
const state = z.union([
  z.enum(['new', 'in_progress', 'resolved', 'closed']),
  z.strictObject({ on_hold: z.enum(['requester', 'supplier', 'development', 'planned']) }),
])

const person = z.strictObject({ reference: template, name: template.optional(), when_empty: z.string().optional() })

const theCase = z.strictObject({
  number: column,
  subject: template,
  description: template.optional(),
  kind: z.enum(['incident', 'service_request']).default('incident'),
  requester: person,
  channel: choice(channel).default({ always: 'other' }),
  category: z.array(column).min(1).optional(),
  team: template.optional(),
  assignee: person.optional(),
  impact: choice(level).default({ always: 3 }),
  urgency: choice(level).default({ always: 3 }),
  priority: choice(priority).optional(),
  state: choice(state),
  closure_code: choice(closureCode).default({ always: 'solved' }),
  resolution: template.optional(),
  location: template.optional(),
  logged_by: template.default('The old desk'),
  opened: column,
  started: column.optional(),
  first_responded: column.optional(),
  resolved: column.optional(),
  closed: column.optional(),
  target: column.optional(),
  extra: z.array(column).default([]),
})

export const mappingSchema = z
  .strictObject({
    system: z.string().min(1).max(60),
    rows: z.enum(['case', 'event']),
    file: z
      .strictObject({
        delimiter: z.string().length(1).default(','),
        encoding: z.enum(['utf-8', 'windows-1252', 'iso-8859-1']).default('utf-8'),
        empty: z.array(z.string()).default([]),
      })
      .prefault({}),
    dates: z.strictObject({ zone, formats: z.array(z.string().min(1)).min(1) }),
    on_error: z.enum(['skip_row', 'keep_with_note']),
    organisation: z.strictObject({
      short_name: z.string().min(1).max(40),
      create: z
        .strictObject({ name: z.string().min(1), kind: z.enum(['partner', 'customer']).default('partner'), zone })
        .optional(),
    }),
    case: theCase,
    event: z.strictObject({ at: column, by: template, sequence: column.optional() }).optional(),
  })
  .refine(mapping => (mapping.rows === 'event') === (mapping.event !== undefined), {
    path: ['event'],
    message: 'is needed with "rows: event", and only with it',
  })

export type Mapping = z.infer<typeof mappingSchema>
export type CaseMapping = Mapping['case']
export type Choice<Value> =
  | { column: string; values: Record<string, Value>; otherwise?: Value | undefined }
  | { always: Value }
export type StateThere = z.infer<typeof state>
