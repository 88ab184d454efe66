import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { isId, newId } from '#platform/database/id.ts'
import type { Read } from '#platform/database/transaction.ts'
import type { Env } from '#platform/http/env.ts'
import type { Entered } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getOrganisation, takeKeptForm } from '#rooms/people/index.ts'
import { listAttachments } from '../attaching/attachment.queries.ts'
import { receiveMessage } from '../attaching/receive-message.ts'
import { listMessages } from '../case.queries.ts'
import { whyNot } from '../case.rules.ts'
import { listOpenSources } from '../filing/source.queries.ts'
import { orWhereItWent } from '../passing/where-it-went.ts'
import { requestPaths } from '../paths.ts'
import { refuse } from '../problems.ts'
import { listEvents } from '../timeline/story.queries.ts'
import { type Answer, answerMyCase, cancelMyCase, finishMyCase, lookAtMyCase, reopenMyCase } from './my-case.actions.ts'
import { CancelPage, MyCasePage, ReopenPage, type WriteFormProps } from './my-case.pages.tsx'
import { getMyCase, listMyCases, type MyCaseWhole } from './my-case.queries.ts'
import { MyCasesPage } from './my-cases.pages.tsx'

const answer = z.object({
  body: z
    .string({ error: 'Enter your message' })
    .trim()
    .min(1, 'Enter your message')
    .max(100_000, 'That is too long: send it as a file'),
})

const mineOf = (c: Context<Env>, tx: Read) => getMyCase(tx, c.var.actor.person_id, c.req.param('reference') ?? '')

async function mayReopen(tx: Read, mine: MyCaseWhole): Promise<boolean> {
  if (mine.is_open) return false
  const { reopen_days } = await getOrganisation(tx, mine.organisation_id)
  return whyNot.reopen(mine, reopen_days, now()) === null
}

async function myCasePage(c: Context<Env>, form: WriteFormProps): Promise<string> {
  const { may_reopen, ...facts } = await c.var.read(async tx => {
    const mine = await mineOf(c, tx)
    const messages = await listMessages(tx, mine.id, 'requester')
    const attachments = await listAttachments(tx, mine.id, 'requester')
    return {
      mine,
      messages,
      attachments,
      sources: await listOpenSources(tx, mine.id),
      events: await listEvents(tx, mine.id, 'requester'),
      may_reopen: await mayReopen(tx, mine),
    }
  })
  const { mine } = facts
  if (mine.news || mine.looked_at === null) await c.var.look(tx => lookAtMyCase(tx, c.var.actor, mine, now()))
  // Asking for itself again, the page would not get what was given back once: so it stays as it is until sent.
  const { frame } = await c.var.chrome(form.returned ? {} : { live: [mine.id] })
  const entered = { id: newId(), ...form.entered }
  return html(
    <MyCasePage {...{ frame, facts, may_reopen, ...form, entered }} reader_id={c.var.actor.person_id} now={now()} />,
  )
}

async function reopenPage(c: Context<Env>, form: WriteFormProps): Promise<string> {
  const mine = await c.var.read(async tx => {
    const found = await mineOf(c, tx)
    const { reopen_days } = await getOrganisation(tx, found.organisation_id)
    refuse(whyNot.reopen(found, reopen_days, now()))
    return found
  })
  const { frame } = await c.var.chrome()
  return html(<ReopenPage {...{ frame, mine, ...form, entered: { id: newId(), ...form.entered } }} />)
}

type Act = (said: Answer) => Promise<void>
type Again = (form: WriteFormProps) => Promise<string>

/** A message with files: received, checked, and handed to its act; shown again with what is wrong. */
async function write(c: Context<Env>, act: Act, again: Again): Promise<Response> {
  // Whose case it is comes first: nothing is stored for a case that is not theirs.
  const { organisation_id, reference } = await c.var.read(tx => mineOf(c, tx))
  const { form, file_ids, arrived } = await receiveMessage(c, organisation_id, answer)
  const { entered } = form
  if (!form.ok) return c.html(await again({ entered, errors: form.errors, arrived }), 422)
  await act({ reference, id: idOf(entered), body: form.value.body, file_ids })
  return c.redirect(requestPaths.show({ reference }), 303)
}

const idOf = ({ id }: Entered): string => (id && isId(id) ? id : newId())

async function returned(c: Context<Env>): Promise<WriteFormProps> {
  const kept = await takeKeptForm(c.var.db, c.req.query('kept'), c.req.path)
  return { entered: kept ?? {}, returned: kept !== undefined }
}

const MOST_PAGES = 1000
const SHOWS = z.enum(['open', 'finished']).optional().catch(undefined)
const PAGE = z.coerce.number().int().min(1).max(MOST_PAGES).catch(1)

export const myCaseRoutes = new Hono<Env>()
  .get(requestPaths.list.pattern, may('cases.ask'), async c => {
    const filter = {
      show: SHOWS.parse(c.req.query('show')),
      text: (c.req.query('q') ?? '').slice(0, 200),
      page: PAGE.parse(c.req.query('page')),
    }
    const found = await c.var.read(tx => listMyCases(tx, c.var.actor.person_id, filter))
    const { frame } = await c.var.chrome({ live: found.cases.map(({ id }) => id) })
    return c.html(html(<MyCasesPage {...{ frame, ...found, ...filter }} now={now()} />))
  })
  .get(requestPaths.show.pattern, may('cases.ask'), c =>
    orWhereItWent(c, async () => c.html(await myCasePage(c, await returned(c))), {
      ...{ to: requestPaths.show, asked_by: c.var.actor.person_id },
    }),
  )
  .post(requestPaths.show.pattern, may('cases.ask'), c =>
    write(
      c,
      said => c.var.write(tx => answerMyCase(tx, c.var.actor, said, now())),
      form => myCasePage(c, form),
    ),
  )
  .get(requestPaths.reopen.pattern, may('cases.ask'), async c => c.html(await reopenPage(c, await returned(c))))
  .post(requestPaths.reopen.pattern, may('cases.ask'), c =>
    write(
      c,
      said => c.var.write(tx => reopenMyCase(tx, c.var.actor, said, now())),
      form => reopenPage(c, form),
    ),
  )
  .get(requestPaths.cancel.pattern, may('cases.ask'), async c => {
    const mine = await c.var.read(tx => mineOf(c, tx))
    refuse(whyNot.cancel(mine))
    const { frame } = await c.var.chrome()
    return c.html(html(<CancelPage {...{ frame, mine }} />))
  })
  .post(requestPaths.cancel.pattern, may('cases.ask'), async c => {
    const reference = c.req.param('reference')
    await c.var.write(tx => cancelMyCase(tx, c.var.actor, { reference }, now()))
    return c.redirect(requestPaths.show({ reference }), 303)
  })
  .post(requestPaths.finish.pattern, may('cases.ask'), async c => {
    const reference = c.req.param('reference')
    await c.var.write(tx => finishMyCase(tx, c.var.actor, { reference }, now()))
    return c.redirect(requestPaths.show({ reference }), 303)
  })
