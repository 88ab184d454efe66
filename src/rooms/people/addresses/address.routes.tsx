import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { type MistakenForm, parseForm } from '#platform/http/form.ts'
import { may, signedIn } from '#platform/http/may.ts'
import { limitRate } from '#platform/http/security.ts'
import { Problem } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { freshProof } from '../fresh-proof/fresh-proof.ts'
import { peoplePaths } from '../paths.ts'
import { getPerson } from '../persons/person.queries.ts'
import { peopleProblems } from '../problems.ts'
import { addAddress, removeAddress, verifyAddress } from './address.actions.ts'
import { ConfirmAddressPage, MyAddressesPage, PersonAddressesPage } from './address.pages.tsx'
import { listAddresses } from './address.queries.ts'

const SAID = {
  sent: 'We have sent a link to that address. Open it within a day.',
  confirmed: 'That address is confirmed.',
  added: 'The address is added.',
  removed: 'The address is removed.',
}
const MOST_IN_AN_HOUR = 5
const MINE = () => peoplePaths.addresses()

const addressForm = z.object({
  address: z
    .string()
    .trim()
    .max(320, 'That address is too long')
    .regex(/^[^@\s\p{Cc},;<>"]+@[^@\s\p{Cc},;<>"]+$/u, 'Enter an e-mail address, such as ben@example.gov.uk'),
})

async function myPage(c: Context<Env>, wrong?: MistakenForm) {
  const addresses = await c.var.read(tx => listAddresses(tx, c.var.actor.person_id))
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  return c.html(html(<MyAddressesPage {...{ chrome, addresses, ...wrong }} />), wrong ? 422 : 200)
}

/** Somebody whom the asker manages. */
async function managed(c: Context<Env>) {
  const person = await c.var.read(tx => getPerson(tx, c.req.param('id') ?? ''))
  return c.var.organisations.includes(person.organisation_id) ? person : peopleProblems.raise('not-found')
}

async function personPage(c: Context<Env>, wrong?: MistakenForm) {
  const person = await managed(c)
  const addresses = await c.var.read(tx => listAddresses(tx, person.id))
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  return c.html(html(<PersonAddressesPage {...{ chrome, person, addresses, ...wrong }} />), wrong ? 422 : 200)
}

/** Adds, or says beside the field why not. */
async function add(c: Context<Env>, command: { person_id: string; by_staff: boolean }, again: typeof myPage) {
  const form = await parseForm(addressForm, c.req.raw)
  if (!form.ok) return again(c, form)
  try {
    await c.var.write(tx => addAddress(tx, c.var.actor, { ...command, ...form.value }, now()))
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'people.address-there') throw error
    return again(c, { entered: form.entered, errors: [{ field: 'address', message: error.message }] })
  }
  return undefined
}

export const addressRoutes = new Hono<Env>()
  .get(peoplePaths.addresses.pattern, signedIn(), c => myPage(c))
  .post(peoplePaths.addresses.pattern, signedIn(), freshProof(MINE), async c => {
    const { person_id } = c.var.actor
    // Each makes us write to an address that may be somebody else's.
    await limitRate(c.var.db, `address:${person_id}`, MOST_IN_AN_HOUR, 60)
    const wrong = await add(c, { person_id, by_staff: false }, myPage)
    return wrong ?? c.redirect(peoplePaths.addresses({}, { done: 'sent' }), 303)
  })
  .get(peoplePaths.confirmAddress.pattern, signedIn(), async c =>
    c.html(html(<ConfirmAddressPage chrome={await c.var.chrome()} token={c.req.query('token') ?? ''} />)),
  )
  .post(peoplePaths.confirmAddress.pattern, signedIn(), async c => {
    const form = await parseForm(z.object({ token: z.string().default('') }), c.req.raw)
    const token = form.ok ? form.value.token : ''
    await c.var.write(tx => verifyAddress(tx, c.var.actor, { token }, now()))
    return c.redirect(peoplePaths.addresses({}, { done: 'confirmed' }), 303)
  })
  .post(peoplePaths.removeAddress.pattern, signedIn(), freshProof(MINE), async c => {
    const command = { person_id: c.var.actor.person_id, id: c.req.param('id') }
    await c.var.write(tx => removeAddress(tx, c.var.actor, command, now()))
    return c.redirect(peoplePaths.addresses({}, { done: 'removed' }), 303)
  })
  .get(peoplePaths.personAddresses.pattern, may('people.manage'), c => personPage(c))
  .post(peoplePaths.personAddresses.pattern, may('people.manage'), async c => {
    const { id } = await managed(c)
    const wrong = await add(c, { person_id: id, by_staff: true }, personPage)
    return wrong ?? c.redirect(peoplePaths.personAddresses({ id }, { done: 'added' }), 303)
  })
  .post(peoplePaths.removePersonAddress.pattern, may('people.manage'), async c => {
    const { id } = await managed(c)
    const command = { person_id: id, id: c.req.param('address') }
    await c.var.write(tx => removeAddress(tx, c.var.actor, command, now()))
    return c.redirect(peoplePaths.personAddresses({ id }, { done: 'removed' }), 303)
  })
