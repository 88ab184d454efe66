import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { type FormError, parseForm } from '#platform/http/form.ts'
import { signedIn } from '#platform/http/may.ts'
import { limitRate } from '#platform/http/security.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { isOwnPassword } from '../account/account.actions.ts'
import { notePasskeyUse } from '../passkeys/passkey.actions.ts'
import { credentialsOf } from '../passkeys/passkey.queries.ts'
import { optionsToUse, readPasskey } from '../passkeys/webauthn.ts'
import { peoplePaths } from '../paths.ts'
import { takeCode } from '../second-factor/second-factor.actions.ts'
import { takeKeptForm } from '../sign-in/kept-form.ts'
import { renewHere } from '../sign-in/renew.ts'
import { safeReturn } from '../sign-in/return-to.ts'
import { goTo } from '../single-sign-on/go.tsx'
import { findProvider } from '../single-sign-on/home-realm.queries.ts'
import { hasFreshProof } from './fresh-proof.ts'
import { type Carried, CarryOnPage, ProofPage } from './proof.pages.tsx'
import { noteProof, waysOf } from './proof.queries.ts'

type C = Context<Env>

const form = z.object({
  password: z.string().max(1000, 'That password is too long').default(''),
  code: z.string().trim().max(40, 'That code is too long').default(''),
})
const passkeyForm = z.object({ credential: z.string().max(20_000, 'That is no passkey').default('') })

const WRONG_CODE = 'That code is wrong, too old, or was used before. Wait for the next one'

function carriedBy(c: C): Carried {
  const wanted = c.req.query('for')
  return {
    return: safeReturn(c.req.query('return') ?? peoplePaths.account()),
    for: wanted === undefined ? undefined : safeReturn(wanted),
    kept: c.req.query('kept'),
  }
}

const onwards = (c: C) => peoplePaths.carryOn({}, { ...carriedBy(c) })

async function proofPage(c: C, errors?: readonly FormError[]) {
  const ways = await c.var.read(tx => waysOf(tx, c.var.actor.person_id))
  const page = <ProofPage chrome={await c.var.chrome()} carried={carriedBy(c)} ways={ways} errors={errors} />
  return c.html(html(page), errors ? 422 : 200)
}

/** Shown: noted, under a new secret, and on. */
async function shown(c: C): Promise<Response> {
  await noteProof(c.var.db, c.var.actor.key, now())
  await renewHere(c)
  return c.redirect(onwards(c), 303)
}

/** What is wrong with a password or a code; undefined when it shows who they are. Raises `too-many-tries`. */
async function whyNot(c: C, { password, code }: z.infer<typeof form>): Promise<FormError | undefined> {
  const { actor } = c.var
  if (code !== '') {
    await limitRate(c.var.db, `second-step:${actor.person_id}`, 20, 10)
    const took = await c.var.write(tx => takeCode(tx, actor, { person_id: actor.person_id, code }, now()))
    return took ? undefined : { field: 'code', message: WRONG_CODE }
  }
  const ways = await c.var.read(tx => waysOf(tx, actor.person_id))
  const empty = password === '' && { field: ways.password ? 'password' : 'code', message: 'Enter one of these' }
  if (empty) return empty
  const right = (await isOwnPassword(c.var.db, actor, password)) && ways.password
  return right ? undefined : { field: 'password', message: 'That is not your password' }
}

export const proofRoutes = new Hono<Env>()
  .get(peoplePaths.proof.pattern, signedIn(), async c =>
    (await hasFreshProof(c)) ? c.redirect(onwards(c), 303) : proofPage(c),
  )
  .post(peoplePaths.proof.pattern, signedIn(), async c => {
    const parsed = await parseForm(form, c.req.raw)
    if (!parsed.ok) return proofPage(c, parsed.errors)
    const wrong = await whyNot(c, parsed.value)
    return wrong ? proofPage(c, [wrong]) : shown(c)
  })
  .post(peoplePaths.proofPasskeyOptions.pattern, signedIn(), async c => {
    const { person_id } = c.var.actor
    await limitRate(c.var.db, `passkey:${person_id}`, 20, 10)
    const ids = await c.var.read(tx => credentialsOf(tx, person_id))
    return c.json(await optionsToUse(c.var.db, { person_id, ids }, now()))
  })
  .post(peoplePaths.proofPasskey.pattern, signedIn(), async c => {
    const { actor } = c.var
    const parsed = await parseForm(passkeyForm, c.req.raw)
    const used = parsed.ok && (await readPasskey(c.var.db, actor.person_id, parsed.value.credential, now()))
    if (!used) return proofPage(c, [{ field: 'passkey', message: 'That passkey did not work. Try again' }])
    await c.var.write(tx => notePasskeyUse(tx, actor, used, now()))
    return shown(c)
  })
  .post(peoplePaths.proofProvider.pattern, signedIn(), async c => {
    const { person_id, email } = c.var.actor
    const { provider } = await c.var.read(tx => waysOf(tx, person_id))
    if (!provider) return proofPage(c)
    const going = { provider: await findProvider(c.var.db, provider.id), return_to: onwards(c), proves: person_id }
    return goTo(c, { ...going, email: email ?? undefined })
  })
  .get(peoplePaths.carryOn.pattern, signedIn(), async c => {
    const carried = carriedBy(c)
    const { for: place, kept: secret } = carried
    if (!(await hasFreshProof(c))) return c.redirect(peoplePaths.proof({}, { ...carried }), 303)
    const kept = place ? await takeKeptForm(c.var.db, secret, place) : undefined
    if (!kept) return c.redirect(carried.return, 303)
    return c.html(html(<CarryOnPage chrome={await c.var.chrome()} carried={carried} kept={kept} />))
  })
