import { apiRoutes, createRoute, json, refusals, z } from '#platform/http/api.ts'
import { may } from '#platform/http/may.ts'
import { listMessages, type Message } from '../case.queries.ts'
import { readCase, reference, type Side } from '../case-access.api.ts'
import { listEvents, type StoryEvent } from './story.queries.ts'

const moment = () => z.string().openapi({ format: 'date-time' })
const Person = z.object({ id: z.string().nullable(), name: z.string() })

const Story = z
  .object({
    messages: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(['request', 'reply', 'note', 'forward']),
        author: Person.extend({ side: z.enum(['requester', 'staff']) }),
        channel: z.string(),
        body: z.string(),
        sent_at: moment(),
      }),
    ),
    events: z.array(
      z.object({
        position: z.int(),
        name: z.string().openapi({ example: 'case.assigned' }),
        actor: Person,
        payload: z.record(z.string(), z.unknown()),
        happened_at: moment(),
      }),
    ),
  })
  .openapi('Story')

const route = createRoute({
  method: 'get',
  path: '/cases/{reference}/story',
  operationId: 'getStory',
  tags: ['Messages'],
  summary: 'What was said and what happened, oldest first',
  description: 'With `cases.ask`, only what both sides may read: never a note.',
  middleware: may('cases.read', 'cases.ask'),
  request: { params: reference },
  responses: { 200: json('The whole story', Story), ...refusals(404) },
})

const messageJson = ({ id, kind, channel, body, sent_at, ...from }: Message) => ({
  ...{ id, kind, channel, body, sent_at: sent_at.toISOString() },
  author: { id: from.author_id, name: from.author_name, side: from.author_side },
})

function eventJson({ position, name, payload, ...event }: StoryEvent, side: Side) {
  return {
    ...{ position, name, happened_at: event.happened_at.toISOString() },
    actor: { id: event.actor_id, name: event.actor_name },
    payload: shownTo(side, payload as Record<string, unknown>), // every event's schema is an object
  }
}

/** Why a clock was stopped is the desk's own note, unless the requester is asked for something. */
const shownTo = (side: Side, { note, ...payload }: Record<string, unknown>) =>
  note === undefined || (side === 'requester' && payload.reason !== 'requester') ? payload : { ...payload, note }

export const storyApi = apiRoutes().openapi(route, async c => {
  const story = await c.var.read(async tx => {
    const { theCase, side } = await readCase(c, tx, c.req.valid('param').reference)
    const messages = await listMessages(tx, theCase.id, side)
    const events = await listEvents(tx, theCase.id, side)
    return { messages: messages.map(messageJson), events: events.map(event => eventJson(event, side)) }
  })
  return c.json(story, 200)
})
