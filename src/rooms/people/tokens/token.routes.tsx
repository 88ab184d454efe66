import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { organisationsFor } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, listOf, parseForm } from '#platform/http/form.ts'
import { signedIn } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { freshProof } from '../fresh-proof/fresh-proof.ts'
import { getOrganisation } from '../organisations/organisation.queries.ts'
import { peoplePaths } from '../paths.ts'
import { PERMISSIONS } from '../permissions.ts'
import { createToken, revokeToken } from './token.actions.ts'
import { LASTS, TokenCreatedPage, TokensPage } from './token.pages.tsx'
import { listTokens } from './token.queries.ts'

const DAY_MS = 86_400_000

/** The permissions a person holds somewhere: what a token of theirs may be given. */
const heldBy = (c: Context<Env>): string[] =>
  PERMISSIONS.filter(permission => organisationsFor(c.var.actor, permission).length > 0)

const formFor = (held: readonly string[]) =>
  z.object({
    name: z.string().trim().min(1, 'Enter what the token is for').max(100, 'That name is too long: use 100 letters'),
    scopes: z
      .string({ error: 'Choose at least one thing the token may do' })
      .transform(listOf)
      .refine(scopes => scopes.every(scope => held.includes(scope)), 'You cannot give a token more than you may do'),
    days: z.enum(Object.keys(LASTS), { error: 'Choose how long it should work' }),
  })

async function tokensPage(c: Context<Env>, entered?: Entered, errors?: readonly FormError[]) {
  const { person_id, home_organisation_id } = c.var.actor
  const facts = await c.var.read(async tx => ({
    tokens: await listTokens(tx, person_id),
    zone: (await getOrganisation(tx, home_organisation_id)).zone,
  }))
  const chrome = await c.var.chrome()
  const page = <TokensPage chrome={chrome} {...facts} held={heldBy(c)} now={now()} entered={entered} errors={errors} />
  return c.html(html(page), errors ? 422 : 200)
}

export const tokenRoutes = new Hono<Env>()
  .get(peoplePaths.tokens.pattern, signedIn(), c => tokensPage(c))
  .post(
    peoplePaths.tokens.pattern,
    signedIn(),
    freshProof(() => peoplePaths.tokens()),
    async c => {
      const form = await parseForm(formFor(heldBy(c)), c.req.raw)
      if (!form.ok) return tokensPage(c, form.entered, form.errors)
      const { name, scopes, days } = form.value
      const at = now()
      const expires_at = days === '' ? undefined : new Date(at.getTime() + Number(days) * DAY_MS)
      const { actor } = c.var
      const { secret, zone } = await c.var.write(async tx => ({
        ...(await createToken(tx, actor, { person_id: actor.person_id, name, scopes, expires_at }, at)),
        zone: (await getOrganisation(tx, actor.home_organisation_id)).zone,
      }))
      c.header('cache-control', 'no-store')
      const chrome = await c.var.chrome()
      const page = <TokenCreatedPage chrome={chrome} zone={zone} name={name} secret={secret} expires_at={expires_at} />
      return c.html(html(page))
    },
  )
  .post(peoplePaths.revokeToken.pattern, signedIn(), async c => {
    const { actor } = c.var
    const command = { person_id: actor.person_id, id: c.req.param('id') }
    await c.var.write(tx => revokeToken(tx, actor, command, now()))
    return c.redirect(peoplePaths.tokens(), 303)
  })
