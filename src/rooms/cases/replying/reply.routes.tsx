import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { isId, newId } from '#platform/database/id.ts'
import type { Write as Tx } from '#platform/database/transaction.ts'
import { listArriving, type StoredFile } from '#platform/files/store.ts'
import type { Env } from '#platform/http/env.ts'
import type { Entered } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { Problem } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { gapsIn } from '#rooms/content/index.ts'
import { takeKeptForm } from '#rooms/people/index.ts'
import { attachFiles } from '../attaching/attach-files.actions.ts'
import { receiveMessage } from '../attaching/receive-message.ts'
import { type Case, getCase, listMessages, type Message } from '../case.queries.ts'
import { showCase } from '../case.routes.tsx'
import { casePaths } from '../paths.ts'
import { listEvents } from '../timeline/story.queries.ts'
import { saidSince } from '../timeline/story.rules.ts'
import { callInstead } from './call.actions.ts'
import { filledReply } from './canned-reply.queries.ts'
import { chooseRecipients } from './choose-recipients.queries.ts'
import type { Write } from './composer.pages.tsx'
import { sendTime } from './later.ts'
import { writeReply } from './pending-reply.actions.ts'
import { findPending, listOnTheirWay, type PendingReply } from './pending-reply.queries.ts'
import { addNote } from './reply.actions.ts'

const LONGEST = 100_000
const said = {
  message_id: z.string().refine(isId).optional().catch(undefined),
  seen: z.coerce.number().int().nonnegative().optional().catch(undefined),
  /** Replies of colleagues that the page showed on their way. */
  seen_waiting: z.string().max(4000).catch(''),
}
const body = (empty: string) =>
  z
    .string()
    .trim()
    .min(1, empty)
    .max(LONGEST, `Shorten this to ${LONGEST.toLocaleString('en-GB')} characters`)
const noteForm = z.object({ ...said, body: body('Write the note') })
const replyForm = z.object({
  ...said,
  body: body('Write the reply').superRefine((text, context) => {
    const [gap] = gapsIn(text)
    if (gap) context.addIssue(`There is a gap left: ${gap}. Fill it in or take it out`)
  }),
  send: z.enum(['send', 'wait', 'resolve']).catch('send'),
})

const KEPT = ['body', 'send', 'addressed', 'to', 'cc', 'cc_role', 'when', 'send_date', 'send_time'] as const

/** What of a form is given back when its reply is. */
const keptOf = (entered: Entered): Entered =>
  Object.fromEntries(KEPT.flatMap(name => (entered[name] === undefined ? [] : [[name, entered[name]]])))

interface Wrong {
  status: 200 | 409 | 422
  entered: Entered
  errors?: readonly { field: string; message: string }[]
  meanwhile?: readonly Message[]
  arrived: readonly StoredFile[]
}

/** The page again with what was typed, in the composer it was typed in. */
const again = (c: Context<Env>, write: Write, { status, entered, arrived, errors, meanwhile }: Wrong) =>
  showCase(c, c.req.param('reference') ?? '', {
    status,
    composer: {
      write,
      ...{ entered, arrived },
      ...(meanwhile && { meanwhile }),
      ...(isId(entered.message_id ?? '') && { message_id: entered.message_id! }),
    },
    ...(errors && {
      errors: errors.map(({ field, message }) => ({ field: field === 'body' ? `${write}-body` : field, message })),
    }),
  })

/** What others said since the page was shown, unless the page that is posted already warned of it. */
async function meanwhileSaid(
  c: Context<Env>,
  reference: string,
  form: { seen?: number | undefined; message_id?: string | undefined; seen_waiting: string },
): Promise<Message[]> {
  if (form.seen === undefined) return []
  const { seen, message_id } = form
  const { person_id } = c.var.actor
  return c.var.read(async tx => {
    const { id } = await getCase(tx, reference)
    const messages = await listMessages(tx, id, 'staff')
    if (messages.some(message => message.id === message_id)) return []
    const waiting = await listOnTheirWay(tx, id, person_id)
    const unseen = waiting.filter(reply => !form.seen_waiting.includes(reply.id)).map(asMessage)
    return [...saidSince(await listEvents(tx, id, 'staff'), messages, seen, person_id), ...unseen]
  })
}

/** A colleague's reply in its ten seconds is as good as said. */
const asMessage = ({ id, author_id, author_name, body, written_at }: PendingReply): Message => ({
  ...{ id, kind: 'reply', author_id, author_name, author_side: 'staff', channel: 'portal', body },
  ...{ sent_at: written_at, split_to_id: null },
})

/** Sends, and goes back to the case; what a rule refuses is said beside what was written, and nothing of it is done. */
async function sendOr(
  c: Context<Env>,
  write: Write,
  work: (tx: Tx) => Promise<void>,
  typed: Pick<Wrong, 'entered' | 'arrived'>,
) {
  try {
    await c.var.write(work)
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 409) throw error
    return again(c, write, { ...typed, status: 409, errors: [{ field: 'body', message: error.message }] })
  }
  // A reply can be undone where it was written.
  const at = write === 'reply' ? '#composer' : ''
  return c.redirect(`${casePaths.show({ reference: c.req.param('reference') ?? '' })}${at}`, 303)
}

/** What was typed when the session had ended, or before a reply was taken back, is given back here. */
const open = (write: Write) => async (c: Context<Env>) => {
  const kept = await takeKeptForm(c.var.db, c.req.query('kept'), c.req.path)
  const undone = write === 'reply' ? await takenBack(c, c.req.query('undone') ?? '') : undefined
  const composer = kept ? { write, entered: kept } : { write, ...undone }
  return showCase(c, c.req.param('reference') ?? '', { composer })
}

/** A reply that this person has taken back: its words, whom it was for, and its files. */
async function takenBack(c: Context<Env>, id: string) {
  const { person_id } = c.var.actor
  return c.var.read(async tx => {
    const pending = await findPending(tx, id)
    if (pending?.state !== 'withdrawn' || pending.settled_by !== person_id) return undefined
    const uploader = { person_id, organisation_id: pending.organisation_id }
    const arrived = await listArriving(tx, uploader, pending.file_ids)
    return { entered: { ...pending.entered, body: pending.body }, arrived }
  })
}

/** Who it goes to and when, as they were entered, with what is wrong with either. */
async function addressed(c: Context<Env>, theCase: Case, entered: Entered, at: Date) {
  const { recipients, error } = await c.var.read(tx => chooseRecipients(tx, theCase, entered))
  const when = sendTime(entered, theCase.zone, at)
  const errors = [
    ...(error ? [{ field: 'cc', message: error }] : []),
    ...('error' in when ? [{ field: 'when', message: when.error }] : []),
  ]
  return { recipients, errors, send: 'error' in when ? { at, planned: false } : when }
}

export const replyRoutes = new Hono<Env>()
  .get(casePaths.reply.pattern, may('cases.work'), open('reply'))
  .get(casePaths.note.pattern, may('cases.work'), open('note'))
  .post(casePaths.reply.pattern, may('cases.work'), async c => {
    const reference = c.req.param('reference')
    const at = now()
    const theCase = await c.var.read(tx => getCase(tx, reference))
    const { form, file_ids, arrived } = await receiveMessage(c, theCase.organisation_id, replyForm)
    const { entered } = form
    if (entered.send === 'insert') return insertCanned(c, reference, entered, arrived)
    if (entered.send === 'call')
      return sendOr(c, 'reply', tx => callInstead(tx, c.var.actor, { reference, words: entered.body ?? '' }, at), {
        entered,
        arrived,
      })
    const { recipients, errors, send } = await addressed(c, theCase, entered, at)
    if (!form.ok || errors.length > 0) {
      const wrong = [...(form.ok ? [] : form.errors), ...errors]
      return again(c, 'reply', { status: 422, entered, errors: wrong, arrived })
    }
    const meanwhile = await meanwhileSaid(c, reference, form.value)
    if (meanwhile.length > 0) return again(c, 'reply', { status: 409, entered, meanwhile, arrived })
    const { body, message_id: id = newId(), send: then_do } = form.value
    const command = {
      ...{ id, reference, kind: 'reply' as const, body, then_do, recipients, file_ids },
      ...{ entered: keptOf(entered), send_at: send.at, planned: send.planned },
    }
    return sendOr(c, 'reply', tx => writeReply(tx, c.var.actor, command, at), { entered, arrived })
  })
  .post(casePaths.note.pattern, may('cases.work'), async c => {
    const reference = c.req.param('reference')
    const theCase = await c.var.read(tx => getCase(tx, reference))
    const { form, file_ids, arrived } = await receiveMessage(c, theCase.organisation_id, noteForm)
    if (!form.ok) return again(c, 'note', { status: 422, entered: form.entered, errors: form.errors, arrived })
    const { body, message_id: id } = form.value
    const { actor } = c.var
    const work = async (tx: Tx) => {
      const { already, message_id } = await addNote(tx, actor, { reference, body, channel: 'portal', id }, now())
      if (!already) await attachFiles(tx, actor, theCase, { message_id, file_ids, shown_to: 'staff' }, now())
    }
    return sendOr(c, 'note', work, { entered: form.entered, arrived })
  })
  .get(casePaths.cannedReply.pattern, may('cases.work'), async c => {
    const { reference } = c.req.param()
    const text = await c.var.read(tx => filledReply(tx, reference, c.req.query('template') ?? '', c.var.actor, now()))
    return c.text(text ?? '', text === undefined ? 404 : 200)
  })

/** Without JavaScript the canned reply is put after what was typed; nothing is sent. */
async function insertCanned(c: Context<Env>, reference: string, entered: Entered, arrived: readonly StoredFile[]) {
  const text = await c.var.read(tx => filledReply(tx, reference, entered.template ?? '', c.var.actor, now()))
  const typed = entered.body?.trimEnd() ?? ''
  const joined = [typed, text ?? ''].filter(part => part !== '').join('\n\n')
  return again(c, 'reply', { status: 200, entered: { ...entered, body: joined }, arrived })
}
