import { text } from 'node:stream/consumers'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { bytesOf } from '#platform/files/store.ts'
import type { Env } from '#platform/http/env.ts'
import { checkForm, type Entered, type FormError, listOf } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { receiveForm } from '#platform/http/upload.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { bannedWordsFrom } from '../account/password.rules.ts'
import { getOrganisation } from '../organisations/organisation.queries.ts'
import { passwordRulesOf } from '../passwords/password-rules.queries.ts'
import { peoplePaths } from '../paths.ts'
import { ROLES } from '../roles/roles.rules.ts'
import { listSecondFactorRoles } from '../second-factor/second-factor.queries.ts'
import { countByRole } from './holders.queries.ts'
import { setSignInRules } from './sign-in-rules.actions.ts'
import { SignInRulesPage } from './sign-in-rules.pages.tsx'

const SAID = { saved: 'The rules for signing in are saved.' }
const MB = 1024 * 1024
const LIMITS = { file: MB, files: 1, all: MB, field: MB }
const MOST_WORDS = 20_000

const whole = (least: number, most: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,3}$/, `Enter a number from ${least} to ${most}`)
    .transform(Number)
    .refine(number => number >= least && number <= most, `Enter a number from ${least} to ${most}`)

const form = z.object({
  roles: z
    .string()
    .default('')
    .transform(listOf)
    .refine(roles => roles.every(role => ROLES.some(known => known === role)), 'Choose from the roles there are'),
  least_length: whole(12, 64),
  remembered: whole(0, 10),
  banned_words: z
    .string()
    .default('')
    .transform(bannedWordsFrom)
    .refine(words => words.length <= MOST_WORDS, 'Use at most 20,000 words'),
})

async function page(c: Context<Env>, wrong?: { entered: Entered; errors: readonly FormError[] }) {
  const facts = await c.var.read(async tx => {
    const organisation = await getOrganisation(tx, c.req.param('organisation') ?? '')
    const { banned_words, least_length, remembered } = await passwordRulesOf(tx, organisation.id)
    const entered = {
      ...{ least_length: String(least_length), remembered: String(remembered), banned_words: banned_words.join('\n') },
      roles: (await listSecondFactorRoles(tx, organisation.id)).join('\n'),
    }
    return { organisation, holders: await countByRole(tx, organisation.id), entered }
  })
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  return c.html(html(<SignInRulesPage chrome={chrome} {...facts} {...wrong} />), wrong ? 422 : 200)
}

/** What was typed, with the words of a file after it. */
async function received(c: Context<Env>, organisation_id: string) {
  const { entered, files, errors } = await receiveForm(c, organisation_id, LIMITS)
  const file = files[0]
  const words = file ? await text(bytesOf(c.var.db, file)) : ''
  const all = { ...entered, banned_words: [entered.banned_words ?? '', words].filter(Boolean).join('\n') }
  // A file of something else has bytes that no list of words has.
  const strange = words.includes('\0')
    ? [{ field: 'file', message: 'Choose a text file, with one word on each line' }]
    : []
  return { entered: strange.length > 0 ? entered : all, errors: [...errors, ...strange] }
}

export const signInRulesRoutes = new Hono<Env>()
  .get(peoplePaths.signInRules.pattern, may('people.manage'), c => page(c))
  .post(peoplePaths.signInRules.pattern, may('people.manage'), async c => {
    const { id: organisation_id } = await c.var.read(tx => getOrganisation(tx, c.req.param('organisation')))
    const { entered, errors } = await received(c, organisation_id)
    const parsed = checkForm(form, entered)
    if (errors.length > 0 || !parsed.ok)
      return page(c, { entered, errors: [...errors, ...(parsed.ok ? [] : parsed.errors)] })
    await c.var.write(tx => setSignInRules(tx, c.var.actor, { organisation_id, ...parsed.value }, now()))
    return c.redirect(peoplePaths.signInRules({ organisation: organisation_id }, { done: 'saved' }), 303)
  })
