import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { isId } from '#platform/database/id.ts'
import type { Read } from '#platform/database/transaction.ts'
import type { Env } from '#platform/http/env.ts'
import { parseForm, type RefusedForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { Problem } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { channelPaths } from '#rooms/channels/index.ts'
import { findByAddress, findPerson, getOrganisation, listPersonsLike } from '#rooms/people/index.ts'
import { casePaths } from '../paths.ts'
import { caseProblems } from '../problems.ts'
import { readReference } from '../reference.rules.ts'
import { FileByHandPage } from './by-hand.pages.tsx'
import { type ByHand, fileByHand, openReceived } from './by-hand.ts'
import type { Filing } from './filing-facts.queries.ts'

const fileForm = z
  .object({
    does: z.enum(['new_case', 'add'], 'Choose what it is'),
    who: z.union([z.enum(['other', 'new']), z.uuid()], 'Choose who wrote it'),
    other: z.string().trim().max(320, 'That is too long').default(''),
    organisation_id: z.uuid('Choose an organisation'),
    reference: z.string().trim().max(40, 'That is too long').default(''),
  })
  .refine(({ who, other, does }) => who !== 'other' || other !== '' || does === 'add', {
    path: ['other'],
    message: 'Enter the name or e-mail address of whoever wrote it',
  })
  .refine(({ does, reference }) => does === 'new_case' || readReference(reference) !== undefined, {
    path: ['reference'],
    message: 'Enter the reference of the case, like C-104273',
  })
type FileForm = z.infer<typeof fileForm>

const open = (c: Context<Env>): Promise<Filing> => {
  const id = c.req.param('id') ?? ''
  return isId(id) ? openReceived(c.var, id) : caseProblems.raise('not-found')
}

/** The organisations the mailbox logs for in which this person works on cases. */
const organisationsOf = (c: Context<Env>, { mailbox }: Filing): string[] =>
  [...new Set([mailbox.organisation_id, ...mailbox.serves])].filter(id => c.var.organisations.includes(id))

async function page(c: Context<Env>, filing: Filing, wrong?: RefusedForm) {
  const { received, mail } = filing
  const facts = await c.var.read(async tx => {
    const organisations = []
    for (const id of organisationsOf(c, filing)) organisations.push(await getOrganisation(tx, id))
    return { organisations, people: mail.from ? await findByAddress(tx, mail.from.address) : [] }
  })
  const chrome = await c.var.chrome()
  const drawn = { chrome, received, mail, ...facts, now: now(), entered: wrong?.entered, errors: wrong?.errors }
  return c.html(html(<FileByHandPage {...drawn} />), wrong?.status ?? 200)
}

/** What was entered, as a person of an organisation in which whoever files works. */
async function meant(c: Context<Env>, tx: Read, filing: Filing, value: FileForm): Promise<ByHand> {
  const person = await personMeant(tx, value)
  if (value.does === 'add') return { does: 'add', reference: readReference(value.reference)!, person }
  const organisation_id = person?.organisation_id ?? value.organisation_id
  if (!organisationsOf(c, filing).includes(organisation_id)) caseProblems.raise('requester-elsewhere')
  return { does: 'new_case', organisation_id, person_id: person?.id ?? null }
}

async function personMeant(tx: Read, { who, other, organisation_id }: FileForm) {
  if (who === 'new' || (who === 'other' && other === '')) return null
  if (who !== 'other') return (await findPerson(tx, who)) ?? caseProblems.raise('requester-elsewhere')
  const [person, another] = await listPersonsLike(tx, [organisation_id], other, 2)
  if (!person) return caseProblems.raise('nobody-like-that')
  return another ? caseProblems.raise('several-like-that') : person
}

const isAnswerable = (error: unknown): error is Problem =>
  error instanceof Problem && (error.status === 422 || error.code === 'cases.not-found')

export const byHandRoutes = new Hono<Env>()
  .get(channelPaths.fileByHand.pattern, may('cases.work'), async c => page(c, await open(c)))
  .post(channelPaths.fileByHand.pattern, may('cases.work'), async c => {
    const filing = await open(c)
    const form = await parseForm(fileForm, c.req.raw)
    if (!form.ok) return page(c, filing, { status: 422, ...form })
    try {
      const said = await c.var.read(tx => meant(c, tx, filing, form.value))
      const hands = { read: c.var.read, write: c.var.write, now: now() }
      const { reference } = await fileByHand(hands, c.var.actor, filing, said)
      return c.redirect(casePaths.show({ reference }), 303)
    } catch (error) {
      if (!isAnswerable(error)) throw error
      const field = error.code === 'cases.not-found' ? 'reference' : 'other'
      return page(c, filing, { status: 422, entered: form.entered, errors: [{ field, message: error.message }] })
    }
  })
