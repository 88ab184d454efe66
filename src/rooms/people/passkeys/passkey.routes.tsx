import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { parseForm } from '#platform/http/form.ts'
import { signedIn } from '#platform/http/may.ts'
import { limitRate } from '#platform/http/security.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { freshProof, hasFreshProof } from '../fresh-proof/fresh-proof.ts'
import { peoplePaths } from '../paths.ts'
import { peopleProblems } from '../problems.ts'
import { factorsOf } from '../second-factor/second-factor.queries.ts'
import { codesPage, proven, secondFactorPage } from '../second-factor/second-factor.routes.tsx'
import { addPasskey, removePasskey, renamePasskey } from './passkey.actions.ts'
import { RenamePasskeyPage } from './passkey.pages.tsx'
import { credentialsOf } from './passkey.queries.ts'
import { optionsToAdd, readNewPasskey } from './webauthn.ts'

const name = z.string().trim().max(60, 'That name is too long: use 60 letters')
/** A new passkey with its name, as a page sends it. */
export const newPasskeyForm = z.object({
  name: name.default('').transform(text => text || 'Passkey'),
  credential: z.string().max(20_000, 'That is no passkey').default(''),
})
const renameForm = z.object({ name: name.min(1, 'Enter a name') })

const FACTORS = () => peoplePaths.secondFactor()
const NOT_MADE = 'That passkey could not be added. Try again, or use another device'

async function renamePage(c: Context<Env>, id: string, errors?: readonly { field: string; message: string }[]) {
  const { passkeys } = await c.var.read(tx => factorsOf(tx, c.var.actor.person_id))
  const passkey = passkeys.find(one => one.id === id) ?? peopleProblems.raise('passkey-not-found')
  return c.html(html(<RenamePasskeyPage {...{ chrome: await c.var.chrome(), passkey, errors }} />), errors ? 422 : 200)
}

export const passkeyRoutes = new Hono<Env>()
  .post(peoplePaths.passkeyOptions.pattern, signedIn(), async c => {
    const { actor } = c.var
    if (!(await hasFreshProof(c))) peopleProblems.raise('proof-needed')
    await limitRate(c.var.db, `passkey:${actor.person_id}`, 20, 10)
    const existing = await c.var.read(tx => credentialsOf(tx, actor.person_id))
    return c.json(await optionsToAdd(c.var.db, actor, existing, now()))
  })
  .post(peoplePaths.passkeys.pattern, signedIn(), freshProof(FACTORS, 'secret'), async c => {
    const { actor } = c.var
    const form = await parseForm(newPasskeyForm, c.req.raw)
    const made = form.ok && (await readNewPasskey(c.var.db, actor.person_id, form.value.credential, now()))
    if (!form.ok || !made)
      return secondFactorPage(c, [{ field: 'passkey-name', message: form.ok ? NOT_MADE : form.errors[0]!.message }])
    const command = { person_id: actor.person_id, name: form.value.name, made }
    const { codes } = await c.var.write(tx => addPasskey(tx, actor, command, now()))
    await proven(c, 'passkey')
    return codes.length > 0 ? codesPage(c, codes) : c.redirect(peoplePaths.secondFactor({}, { done: 'passkey' }), 303)
  })
  .get(peoplePaths.passkey.pattern, signedIn(), c => renamePage(c, c.req.param('passkey')))
  .post(peoplePaths.passkey.pattern, signedIn(), async c => {
    const { actor } = c.var
    const id = c.req.param('passkey')
    const form = await parseForm(renameForm, c.req.raw)
    if (!form.ok) return renamePage(c, id, form.errors)
    await c.var.write(tx => renamePasskey(tx, actor, { person_id: actor.person_id, id, ...form.value }, now()))
    return c.redirect(peoplePaths.secondFactor({}, { done: 'renamed' }), 303)
  })
  .post(peoplePaths.removePasskey.pattern, signedIn(), freshProof(FACTORS), async c => {
    const { actor } = c.var
    const command = { person_id: actor.person_id, id: c.req.param('passkey') }
    await c.var.write(tx => removePasskey(tx, actor, command, now()))
    return c.redirect(peoplePaths.secondFactor({}, { done: 'removed' }), 303)
  })
