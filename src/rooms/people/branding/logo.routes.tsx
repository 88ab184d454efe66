import { type Context, Hono } from 'hono'
import { read } from '#platform/database/transaction.ts'
import { sniff } from '#platform/files/media-type.ts'
import type { Env } from '#platform/http/env.ts'
import { may, open } from '#platform/http/may.ts'
import { platformProblems } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getOrganisation } from '../organisations/organisation.queries.ts'
import { peoplePaths } from '../paths.ts'
import { type Logo, setLogo } from './logo.actions.ts'
import { LogoPage } from './logo.pages.tsx'
import { findLogo } from './logo.queries.ts'
import { MOST_LOGO_BYTES, whyNotALogo } from './logo.rules.ts'

const SAID = { saved: 'The logo is saved. Pages show it within ten seconds.', removed: 'The logo is removed.' }
/** The picture and the form around it. */
const MOST_BODY = MOST_LOGO_BYTES + 10_000
const NOBODY = { person_id: undefined, organisations: [] }

async function page(c: Context<Env>, wrong?: string) {
  const organisation = await c.var.read(tx => getOrganisation(tx, c.req.param('organisation') ?? ''))
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  const errors = wrong ? [{ field: 'logo', message: wrong }] : []
  return c.html(html(<LogoPage chrome={chrome} organisation={organisation} errors={errors} />), wrong ? 422 : 200)
}

/** The picture that was sent, or what is wrong with it. */
async function logoFrom(c: Context<Env>): Promise<Logo | string> {
  const length = Number(c.req.header('content-length') ?? Number.NaN)
  const tooLarge = whyNotALogo({ media_type: '', size: MOST_LOGO_BYTES + 1 })
  if (length > MOST_BODY) return tooLarge ?? ''
  const form = await c.req.raw.formData().catch(() => platformProblems.raise('bad-request'))
  const file = form.get('logo')
  const bytes = file instanceof File ? Buffer.from(await file.arrayBuffer()) : Buffer.alloc(0)
  const media_type = sniff(bytes)
  const wrong = whyNotALogo({ media_type, size: bytes.length })
  return wrong ?? { media_type: media_type === 'image/png' ? 'image/png' : 'image/jpeg', bytes }
}

export const logoRoutes = new Hono<Env>()
  .get(peoplePaths.organisationLogo.pattern, may('people.manage'), c => page(c))
  .post(peoplePaths.organisationLogo.pattern, may('people.manage'), async c => {
    const logo = await logoFrom(c)
    if (typeof logo === 'string') return page(c, logo)
    const organisation_id = c.req.param('organisation')
    await c.var.write(tx => setLogo(tx, c.var.actor, { organisation_id, logo }, now()))
    return c.redirect(peoplePaths.organisationLogo({ organisation: organisation_id }, { done: 'saved' }), 303)
  })
  .post(peoplePaths.removeLogo.pattern, may('people.manage'), async c => {
    const organisation_id = c.req.param('organisation')
    await c.var.write(tx => setLogo(tx, c.var.actor, { organisation_id, logo: undefined }, now()))
    return c.redirect(peoplePaths.organisationLogo({ organisation: organisation_id }, { done: 'removed' }), 303)
  })
  .get(peoplePaths.logo.pattern, open(), async c => {
    const found =
      (await read(c.var.db, NOBODY, tx => findLogo(tx, c.req.param('hash')))) ?? platformProblems.raise('not-found')
    return c.body(new Uint8Array(found.bytes), 200, {
      'content-type': found.media_type,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      // Its address is made from what it holds.
      'cache-control': 'public, max-age=31536000, immutable',
    })
  })
