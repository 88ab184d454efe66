import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { absolute } from '#platform/site.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { freshProof } from '../fresh-proof/fresh-proof.ts'
import { getOrganisation } from '../organisations/organisation.queries.ts'
import { peoplePaths } from '../paths.ts'
import { DirectoryPage, DirectoryTokenPage, LASTS } from './directory-page.pages.tsx'
import { createDirectoryToken, revokeDirectoryToken } from './directory-token.actions.ts'
import { listDirectoryTokens, standingOf } from './directory-token.queries.ts'
import { scimPaths } from './paths.ts'

const DAY_MS = 86_400_000
const SAID = { revoked: 'Revoked. Whatever still sends that token is refused from now on.' }
/** What identity providers call the base of all addresses. */
const base = () => absolute(scimPaths.users().replace('/Users', ''))

const form = z.object({
  name: z.string().trim().min(1, 'Enter which directory it is for').max(100, 'That name is too long: use 100 letters'),
  days: z.enum(Object.keys(LASTS), { error: 'Choose how long it should work' }),
})

async function directoryPage(c: Context<Env>, entered?: Entered, errors?: readonly FormError[]) {
  const organisation_id = c.req.param('organisation') ?? ''
  const facts = await c.var.read(async tx => ({
    organisation: await getOrganisation(tx, organisation_id),
    tokens: await listDirectoryTokens(tx, organisation_id),
    standing: await standingOf(tx, organisation_id),
  }))
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  const page = <DirectoryPage chrome={chrome} {...facts} base={base()} now={now()} entered={entered} errors={errors} />
  return c.html(html(page), errors ? 422 : 200)
}

const directoryOf = (c: Context<Env>) => peoplePaths.directory({ organisation: c.req.param('organisation') ?? '' })

/** What an administrator sees of the organisation's directory, and its tokens. */
export const directoryRoutes = new Hono<Env>()
  .get(peoplePaths.directory.pattern, may('people.manage'), c => directoryPage(c))
  .post(peoplePaths.directoryTokens.pattern, may('people.manage'), freshProof(directoryOf), async c => {
    const parsed = await parseForm(form, c.req.raw)
    if (!parsed.ok) return directoryPage(c, parsed.entered, parsed.errors)
    const { name, days } = parsed.value
    const organisation_id = c.req.param('organisation')
    const at = now()
    const expires_at = new Date(at.getTime() + Number(days) * DAY_MS)
    const { secret, organisation } = await c.var.write(async tx => ({
      ...(await createDirectoryToken(tx, c.var.actor, { organisation_id, name, expires_at }, at)),
      organisation: await getOrganisation(tx, organisation_id),
    }))
    c.header('cache-control', 'no-store')
    const facts = { organisation, name, secret, expires_at, base: base() }
    return c.html(html(<DirectoryTokenPage chrome={await c.var.chrome()} {...facts} />))
  })
  .post(peoplePaths.revokeDirectoryToken.pattern, may('people.manage'), async c => {
    const { organisation: organisation_id, directory_token: id } = c.req.param()
    await c.var.write(tx => revokeDirectoryToken(tx, c.var.actor, { organisation_id, id }, now()))
    return c.redirect(peoplePaths.directory({ organisation: organisation_id }, { done: 'revoked' }), 303)
  })
