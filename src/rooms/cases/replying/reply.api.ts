import { apiRoutes, body, bodyRefusals, createRoute, json, words, z } from '#platform/http/api.ts'
import { may } from '#platform/http/may.ts'
import { type Made, makeOnce, onceHeaders } from '#platform/http/once.ts'
import { now } from '#platform/time/now.ts'
import type { Case } from '../case.queries.ts'
import { reference, takeCase } from '../case-access.api.ts'
import { caseApiPaths } from '../paths.ts'
import { getAddressees, usualRecipients } from './addressees.queries.ts'
import { addNote, answerAsRequester, reply } from './reply.actions.ts'
import { sendOut } from './send-message.actions.ts'

const MessageToSend = z
  .strictObject({ body: words(100_000).openapi({ example: 'Try it again now.' }) })
  .openapi('MessageToSend')

const MessageSent = z
  .object({ id: z.string().openapi({ format: 'uuid' }), case: z.string().openapi({ example: 'C-104273' }) })
  .openapi('MessageSent')
type MessageSent = z.infer<typeof MessageSent>

const request = { params: reference, headers: onceHeaders, body: body(MessageToSend) }
const responses = { 201: json('It is on the case', MessageSent), ...bodyRefusals(404, 409) }

const replyRoute = createRoute({
  method: 'post',
  path: '/cases/{reference}/replies',
  operationId: 'reply',
  tags: ['Messages'],
  summary: 'Write to the other side',
  description:
    'With `cases.work`, to the requester: the first reply stops the response clock, and it goes by e-mail to those who usually get replies. With `cases.ask`, to the desk, on one’s own case.',
  middleware: may('cases.work', 'cases.ask'),
  ...{ request, responses },
})

const noteRoute = createRoute({
  method: 'post',
  path: '/cases/{reference}/notes',
  operationId: 'addNote',
  tags: ['Messages'],
  summary: 'Write a note that only staff read',
  middleware: may('cases.work'),
  ...{ request, responses },
})

const sent = ({ organisation_id, reference }: Case, id: string): Made<MessageSent> => ({
  ...{ organisation_id, location: caseApiPaths.story({ reference }) },
  body: { id, case: reference },
})

export const replyApi = apiRoutes()
  .openapi(replyRoute, c =>
    makeOnce(c, async tx => {
      const { theCase, side } = await takeCase(c, tx, c.req.valid('param').reference)
      const say = { reference: theCase.reference, body: c.req.valid('json').body, channel: 'api' }
      const act = side === 'staff' ? reply : answerAsRequester
      const at = now()
      const { message_id, already } = await act(tx, c.var.actor, say, at)
      // It goes at once: whoever has a program write has thought about it.
      const to = side === 'staff' && !already ? usualRecipients(theCase, await getAddressees(tx, theCase)) : []
      await sendOut(tx, theCase, { message_id, to }, at)
      return sent(theCase, message_id)
    }),
  )
  .openapi(noteRoute, c =>
    makeOnce(c, async tx => {
      const { theCase } = await takeCase(c, tx, c.req.valid('param').reference)
      const say = { reference: theCase.reference, body: c.req.valid('json').body, channel: 'api' }
      const { message_id } = await addNote(tx, c.var.actor, say, now())
      return sent(theCase, message_id)
    }),
  )
