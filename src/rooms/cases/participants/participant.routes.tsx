import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { inPlaceOf } from '#platform/database/standing.ts'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { fragment, html } from '#platform/ui/layout/render.ts'
import { TypeaheadOption } from '#platform/ui/pieces/typeahead.tsx'
import { listPersonsLike } from '#rooms/people/index.ts'
import { getCase } from '../case.queries.ts'
import { participantPaths } from '../paths.ts'
import { caseProblems } from '../problems.ts'
import { getAddressees } from '../replying/addressees.queries.ts'
import { readTyped } from '../replying/choose-recipients.queries.ts'
import { addParticipant, removeParticipant } from './participant.actions.ts'
import { listKnown, listParticipants } from './participant.queries.ts'
import { ROLES } from './participant.rules.ts'
import { ParticipantsPage } from './participants.pages.tsx'

const addForm = z.object({
  who: z.string().trim().min(1, 'Enter a name or an e-mail address').max(2000, 'Enter fewer people at a time'),
  role: z.enum(ROLES, 'Choose what their part is'),
})
const removeForm = z.object({ participant: z.uuid() })

async function participantsPage(c: Context<Env>, entered?: Entered, errors?: readonly FormError[]) {
  const facts = await c.var.read(async tx => {
    const theCase = await getCase(tx, c.req.param('reference') ?? '')
    return { theCase, participants: await listParticipants(tx, theCase.id) }
  })
  const chrome = await c.var.chrome({ live: [facts.theCase.id] })
  const page = <ParticipantsPage chrome={chrome} {...facts} entered={entered} errors={errors} />
  return c.html(html(page), errors ? 422 : 200)
}

export const participantRoutes = new Hono<Env>()
  .get(participantPaths.list.pattern, may('cases.work'), c => participantsPage(c))
  .post(participantPaths.list.pattern, may('cases.work'), async c => {
    const reference = c.req.param('reference')
    const form = await parseForm(addForm, c.req.raw)
    const wrong = (message: string) => participantsPage(c, form.entered, [{ field: 'who', message }])
    if (!form.ok) return participantsPage(c, form.entered, form.errors)
    const { who: text, role } = form.value
    const typed = await c.var.read(async tx => {
      const theCase = await getCase(tx, reference)
      return readTyped(tx, theCase, await getAddressees(tx, theCase), { text, role })
    })
    if ('error' in typed) return wrong(typed.error)
    if (typed.recipients.some(one => one.role === 'requester'))
      return wrong(caseProblems.of('requester-takes-part').message)
    await c.var.write(async tx => {
      for (const { name, address } of typed.recipients)
        await addParticipant(tx, c.var.actor, { reference, role, name, address }, now())
    })
    return c.redirect(participantPaths.list({ reference }), 303)
  })
  /** People of the case's organisation with an address we are sure of, while a name is typed. */
  .get(participantPaths.find.pattern, may('cases.work'), async c => {
    const found = await c.var.read(async tx => {
      const { organisation_id } = await getCase(tx, c.req.param('reference'))
      const persons = await listPersonsLike(tx, await inPlaceOf(tx, organisation_id), c.req.query('q') ?? '')
      return listKnown(
        tx,
        persons.map(({ id }) => id),
      )
    })
    const options = found.map(({ person_id, name, address }) => (
      <TypeaheadOption
        id={`participant-${person_id}`}
        value={person_id}
        text={`${name.replace(/[",;<>]/g, ' ')} <${address}>`}
      >
        <strong>{name}</strong> <span class="quiet">{address}</span>
      </TypeaheadOption>
    ))
    return c.html(fragment(<div>{options}</div>))
  })
  .post(participantPaths.remove.pattern, may('cases.work'), async c => {
    const form = await parseForm(removeForm, c.req.raw)
    const reference = c.req.param('reference')
    if (!form.ok) return participantsPage(c, form.entered, [{ field: 'who', message: 'Choose who to remove' }])
    const command = { reference, participant_id: form.value.participant }
    await c.var.write(tx => removeParticipant(tx, c.var.actor, command, now()))
    return c.redirect(participantPaths.list({ reference }), 303)
  })
