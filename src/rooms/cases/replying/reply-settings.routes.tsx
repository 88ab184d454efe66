import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getOrganisation } from '#rooms/people/index.ts'
import { replySettingsPaths } from '../paths.ts'
import { setUpReplies } from './reply-settings.actions.ts'
import { ReplySettingsPage } from './reply-settings.pages.tsx'
import { getReplySettings } from './reply-settings.queries.ts'
import { SIGNATURE_GAPS, unknownSignatureGaps } from './signature.rules.ts'

const SAID = { saved: 'Saved. Replies go like this from now on.' }
const LONGEST = 2000

const form = z.object({
  quotes: z.enum(['last', 'all', 'none'], 'Choose what a reply quotes'),
  call_after_days: z
    .string()
    .trim()
    .default('')
    .refine(
      text => text === '' || (/^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= 60),
      'Enter 1 to 60 days',
    )
    .transform(text => (text === '' ? null : Number(text))),
})

async function page(c: Context<Env>, status: 200 | 422, entered?: Entered, errors?: readonly FormError[]) {
  const id = c.req.param('organisation') ?? ''
  const facts = await c.var.read(async tx => ({
    organisation: await getOrganisation(tx, id),
    settings: await getReplySettings(tx, id),
  }))
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  const shown = <ReplySettingsPage {...{ chrome, ...facts, entered, errors }} reader={c.var.actor.name} />
  return c.html(html(shown), status)
}

/** The signatures among the fields, by team. */
const signaturesIn = (entered: Entered) =>
  new Map(
    Object.entries(entered)
      .filter(([name]) => name.startsWith('signature-'))
      .map(([name, text]) => [name.slice('signature-'.length), text.trim()]),
  )

function wrongSignatures(signatures: ReadonlyMap<string, string>): FormError[] {
  return [...signatures].flatMap(([team_id, text]) => {
    const field = `signature-${team_id}`
    const [gap] = unknownSignatureGaps(text)
    if (gap) return [{ field, message: `There is no gap called ${gap}. Use ${SIGNATURE_GAPS.join(', ')}` }]
    return text.length > LONGEST ? [{ field, message: 'Keep a signature under 2,000 characters' }] : []
  })
}

export const replySettingsRoutes = new Hono<Env>()
  .get(replySettingsPaths.show.pattern, may('content.manage'), c => page(c, 200))
  .post(replySettingsPaths.show.pattern, may('content.manage'), async c => {
    const parsed = await parseForm(form, c.req.raw)
    const { entered } = parsed
    const signatures = signaturesIn(entered)
    const errors = [...(parsed.ok ? [] : parsed.errors), ...wrongSignatures(signatures)]
    if (!parsed.ok || errors.length > 0) return page(c, 422, entered, errors)
    if (entered.do === 'preview') return page(c, 200, entered)
    const organisation_id = c.req.param('organisation')
    await c.var.write(tx => setUpReplies(tx, c.var.actor, { organisation_id, signatures, ...parsed.value }, now()))
    return c.redirect(replySettingsPaths.show({ organisation: organisation_id }, { done: 'saved' }), 303)
  })
