import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { Problem } from '#platform/problem.ts'
import { absolute } from '#platform/site.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getOrganisation } from '../organisations/organisation.queries.ts'
import { peoplePaths } from '../paths.ts'
import { returnAddress } from './client.ts'
import { PROFILES, type Profile } from './profiles.rules.ts'
import { addProvider, editProvider, needsSecret, type ProviderFields, switchProvider } from './provider.actions.ts'
import { NewProviderPage, ProviderPage } from './provider.pages.tsx'
import { getProvider, listProviders, type Provider } from './provider.queries.ts'
import { enteredProvider, freshProvider, providerForm } from './provider-form.ts'
import { ProvidersPage } from './providers.pages.tsx'
import { type Finding, testProvider } from './test-provider.ts'

const SAID = {
  added: 'It is added, switched off. Enter our addresses at the provider, test it, then switch it on.',
  saved: 'Saved. Test it before you rely on it.',
  on: 'Switched on. Sign in with it in another browser before you leave this page.',
  'key-make': 'The next key is made. The one in use stays until you say so.',
  'key-use': 'The next key is in use. Sign in with it in another browser before you leave this page.',
  'key-drop': 'The next key is dropped.',
  off: 'Switched off. Nobody can sign in with it; who is signed in stays so.',
}

type C = Context<Env>

const SECRET_NEEDED: FormError[] = [
  { field: 'secret', message: 'Enter the client secret: it is only ever sent to the provider it was entered for' },
]

const profileOf = (text: string | undefined): Profile => PROFILES.find(one => one === text) ?? 'oidc'

async function providersPage(c: C) {
  const facts = await c.var.read(async tx => {
    const organisation = await getOrganisation(tx, c.req.param('organisation') ?? '')
    return { organisation, providers: await listProviders(tx, organisation.id) }
  })
  return c.html(html(<ProvidersPage chrome={await c.var.chrome()} {...facts} />))
}

async function newPage(c: C, entered?: Entered, errors?: readonly FormError[]) {
  const organisation = await c.var.read(tx => getOrganisation(tx, c.req.param('organisation') ?? ''))
  const profile = profileOf(entered?.profile ?? c.req.query('profile'))
  const form = { entered: entered ?? freshProvider(profile), errors }
  const page = <NewProviderPage chrome={await c.var.chrome()} {...{ organisation, profile }} {...form} />
  return c.html(html(page), errors ? 422 : 200)
}

interface Shown {
  readonly entered?: Entered
  readonly errors?: readonly FormError[]
  readonly found?: readonly Finding[]
}

async function providerPage(c: C, { entered, errors, found }: Shown = {}) {
  const { provider, organisation } = await c.var.read(async tx => {
    const provider = await getProvider(tx, c.req.param('id') ?? '')
    return { provider, organisation: await getOrganisation(tx, provider.organisation_id) }
  })
  const ours = {
    returns: returnAddress(provider.id),
    leaves: absolute(peoplePaths.signIn()),
    keys: absolute(peoplePaths.ourKeys({ provider: provider.id })),
    told: absolute(peoplePaths.signedOutThere({ provider: provider.id })),
  }
  const form = { entered: entered ?? enteredProvider(provider), errors, found }
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  return c.html(html(<ProviderPage {...{ chrome, organisation, provider, ours }} {...form} />), errors ? 422 : 200)
}

/** A refusal that belongs to a field of the form, shown beside it. */
function beside(error: unknown): FormError[] {
  if (!(error instanceof Problem)) throw error
  if (error.details.constraint === 'email_domains_pkey') return [{ field: 'domains', message: error.message }]
  if (error.code === 'people.no-local-administrator') return [{ field: 'only_way', message: error.message }]
  if (error.code === 'secrets.no-key') return [{ field: 'secret', message: error.message }]
  throw error
}

/** Reads the form, and asks for the secret where one is needed. What was typed comes back, but for the secret. */
async function readForm(c: C, before: Provider | undefined) {
  const form = await parseForm<ProviderFields>(providerForm, c.req.raw)
  const { secret: _, ...entered } = form.entered
  if (!form.ok) return { ok: false, entered, errors: form.errors } as const
  if (needsSecret(before, form.value)) return { ok: false, entered, errors: SECRET_NEEDED } as const
  return { ok: true, entered, value: form.value } as const
}

export const providerRoutes = new Hono<Env>()
  .get(peoplePaths.providers.pattern, may('people.manage'), providersPage)
  .get(peoplePaths.newProvider.pattern, may('people.manage'), c => newPage(c))
  .post(peoplePaths.newProvider.pattern, may('people.manage'), async c => {
    const form = await readForm(c, undefined)
    if (!form.ok) return newPage(c, form.entered, form.errors)
    const command = { organisation_id: c.req.param('organisation'), fields: form.value }
    try {
      const { id } = await c.var.write(tx => addProvider(tx, c.var.actor, command, now()))
      return c.redirect(peoplePaths.provider({ id }, { done: 'added' }), 303)
    } catch (error) {
      return newPage(c, form.entered, beside(error))
    }
  })
  .get(peoplePaths.provider.pattern, may('people.manage'), c => providerPage(c))
  .post(peoplePaths.provider.pattern, may('people.manage'), async c => {
    const id = c.req.param('id')
    const form = await readForm(c, await c.var.read(tx => getProvider(tx, id)))
    if (!form.ok) return providerPage(c, { entered: form.entered, errors: form.errors })
    try {
      await c.var.write(tx => editProvider(tx, c.var.actor, { id, fields: form.value }, now()))
      return c.redirect(peoplePaths.provider({ id }, { done: 'saved' }), 303)
    } catch (error) {
      return providerPage(c, { entered: form.entered, errors: beside(error) })
    }
  })
  .post(peoplePaths.testProvider.pattern, may('people.manage'), async c => {
    const provider = await c.var.read(tx => getProvider(tx, c.req.param('id')))
    return providerPage(c, { found: await testProvider(provider) })
  })
  .post(peoplePaths.providerActive.pattern, may('people.manage'), async c => {
    const { entered } = await parseForm(z.looseObject({}), c.req.raw)
    const id = c.req.param('id')
    const active = entered.active === 'yes'
    await c.var.write(tx => switchProvider(tx, c.var.actor, { id, active }, now()))
    return c.redirect(peoplePaths.provider({ id }, { done: active ? 'on' : 'off' }), 303)
  })
