import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { isId, newId } from '#platform/database/id.ts'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, listOf, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { sayFull } from '#platform/time/say.ts'
import { html } from '#platform/ui/layout/render.ts'
import { gapsIn } from '#rooms/content/index.ts'
import { takeKeptForm } from '#rooms/people/index.ts'
import { casePaths, forwardPaths } from '../paths.ts'
import { getAddressees } from '../replying/addressees.queries.ts'
import { readTyped } from '../replying/choose-recipients.queries.ts'
import { sendTime } from '../replying/later.ts'
import { writeReply } from '../replying/pending-reply.actions.ts'
import { findPending } from '../replying/pending-reply.queries.ts'
import { ForwardPage } from './forward.pages.tsx'
import { getToForward } from './forward.queries.ts'
import { forwardedBody } from './forward.rules.ts'

const form = z.object({
  message_id: z.string().refine(isId).optional().catch(undefined),
  who: z.string().trim().min(1, 'Say who it goes to').max(2000, 'Enter fewer people at a time'),
  role: z.enum(['supplier', 'third_party']).catch('supplier'),
  body: z
    .string()
    .trim()
    .min(1, 'Write what you ask of them')
    .max(50_000, 'Shorten this to 50,000 characters')
    .superRefine((text, context) => {
      const [gap] = gapsIn(text)
      if (gap) context.addIssue(`There is a gap left: ${gap}. Fill it in or take it out`)
    }),
  files: z.string().optional(),
})

const placeOf = (c: Context<Env>) => [c.req.param('reference') ?? '', c.req.param('message') ?? ''] as const

async function page(c: Context<Env>, entered?: Entered, errors?: readonly FormError[]) {
  const facts = await c.var.read(tx => getToForward(tx, ...placeOf(c)))
  const chrome = await c.var.chrome()
  const message_id = isId(entered?.message_id ?? '') && errors ? entered!.message_id! : newId()
  return c.html(html(<ForwardPage {...{ chrome, facts, message_id, entered, errors }} />), errors ? 422 : 200)
}

/** What this person forwarded and took back is given back as it was. */
async function takenBack(c: Context<Env>): Promise<Entered | undefined> {
  const pending = await c.var.read(tx => findPending(tx, c.req.query('undone') ?? ''))
  const own = pending?.state === 'withdrawn' && pending.settled_by === c.var.actor.person_id
  return own ? pending.entered : undefined
}

export const forwardRoutes = new Hono<Env>()
  .get(forwardPaths.forward.pattern, may('cases.work'), async c =>
    page(c, (await takeKeptForm(c.var.db, c.req.query('kept'), c.req.path)) ?? (await takenBack(c))),
  )
  .post(forwardPaths.forward.pattern, may('cases.work'), async c => {
    const at = now()
    const [reference, message] = placeOf(c)
    const parsed = await parseForm(form, c.req.raw)
    const { entered } = parsed
    if (!parsed.ok) return page(c, entered, parsed.errors)
    const { who: text, role, body, message_id: id = newId() } = parsed.value
    const { typed, facts } = await c.var.read(async tx => {
      const facts = await getToForward(tx, reference, message)
      return {
        facts,
        typed: await readTyped(tx, facts.theCase, await getAddressees(tx, facts.theCase), { text, role }),
      }
    })
    if ('error' in typed) return page(c, entered, [{ field: 'who', message: typed.error }])
    const { theCase } = facts
    if (typed.recipients.some(one => one.role === 'requester'))
      return page(c, entered, [{ field: 'who', message: `${theCase.requester} is the requester: write them a reply` }])
    const chosen = new Set(listOf(parsed.value.files))
    const send = sendTime({}, theCase.zone, at)
    const command = {
      ...{
        id,
        reference,
        kind: 'forward' as const,
        then_do: 'send' as const,
        recipients: typed.recipients,
        file_ids: [],
      },
      body: forwardedBody(body, facts.message, sayFull(facts.message.sent_at, theCase.zone)),
      passed_on: facts.files.map(({ file_id }) => file_id).filter(file_id => chosen.has(file_id)),
      entered: { ...entered, forwarded: message },
      ...{ send_at: 'error' in send ? at : send.at, planned: false },
    }
    await c.var.write(tx => writeReply(tx, c.var.actor, command, at))
    return c.redirect(`${casePaths.show({ reference })}#composer`, 303)
  })
