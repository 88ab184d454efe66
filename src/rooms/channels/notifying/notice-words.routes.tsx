import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { absolute } from '#platform/site.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getOrganisation, type Organisation } from '#rooms/people/index.ts'
import { channelPaths } from '../paths.ts'
import { channelProblems } from '../problems.ts'
import { GAPS, isNotice, NOTICE_NAMES, type NoticeName, noticeOf, WAYS, type Words } from './kinds.rules.ts'
import { noticeMail } from './notice-mail.pages.tsx'
import { resetWords, saveWords, setUsualWays } from './notice-words.actions.ts'
import { WordsPage } from './notice-words.pages.tsx'
import { getWords, listWords } from './notice-words.queries.ts'
import { getUsualWays } from './settings.queries.ts'
import { choicesFrom } from './settings-form.rules.ts'
import { UsualPage } from './usual.pages.tsx'
import { wordsFor, wrongGapIn } from './words.rules.ts'

const SAID = {
  saved: 'The words are saved. What is told from now on is told in them.',
  standard: 'The standard words are used again.',
  ways: 'Saved. Whoever has chosen for themselves keeps their choice.',
}

/** Mail of ours, as a page by itself: nothing of it runs, and nothing is fetched. */
const MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

function schemaFor(kind: NoticeName) {
  const text = (most: number, missing: string) =>
    z
      .string()
      .trim()
      .min(1, missing)
      .max(most, `Keep it under ${most} characters`)
      .superRefine((typed, context) => {
        const wrong = wrongGapIn(typed, noticeOf(kind))
        if (wrong) context.addIssue(wrong)
      })
  const line = (most: number, missing: string) => text(most, missing).transform(typed => typed.replace(/\s+/g, ' '))
  return z.object({
    subject: line(150, 'Enter a subject'),
    body: text(4000, 'Enter the text').transform(typed => typed.replaceAll('\r\n', '\n')),
    short: line(300, 'Enter the text message'),
    do: z.enum(['save', 'preview', 'html', 'reset']).default('save'),
  })
}

const kindOf = (c: Context<Env>): NoticeName => {
  const kind = c.req.param('kind') ?? ''
  return isNotice(kind) ? kind : channelProblems.raise('no-such-notice')
}

const organisationOf = (c: Context<Env>) => c.var.read(tx => getOrganisation(tx, c.req.param('organisation') ?? ''))

function sample(organisation: Organisation, kind: NoticeName, words: Words | undefined) {
  const facts = { ...GAPS, 'organisation.name': organisation.name, 'case.organisation': organisation.short_name }
  const said = wordsFor(kind, words, facts)
  const path = noticeOf(kind).side === 'staff' ? '/cases/C-104273' : '/requests/C-104273'
  const mail = noticeMail({
    // A picture that travels with a message is not there on a page.
    ...{
      organisation: { ...organisation, logo: null },
      subject: said.subject,
      settings_href: absolute(channelPaths.choices()),
    },
    parts: [{ body: said.body, reference: GAPS['case.reference'], href: absolute(path) }],
    because: `You get this when ${noticeOf(kind).title}.`,
    unsubscribe_href: noticeOf(kind).optional ? `${absolute(channelPaths.unsubscribe({ token: '' }))}…` : undefined,
  })
  return { ...said, ...mail }
}

const wordsOf = (entered: Entered): Words => ({
  ...{ subject: entered.subject ?? '', body: entered.body ?? '', short: entered.short ?? '' },
})

async function wordsPage(c: Context<Env>, entered?: Entered, errors?: readonly FormError[]) {
  const kind = kindOf(c)
  const organisation = await organisationOf(c)
  const own = await c.var.read(tx => getWords(tx, organisation.id, kind))
  const { subject, body, short } = own ?? noticeOf(kind)
  const typed = entered ?? { subject, body, short }
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  const facts = { organisation, kind, own: own !== undefined, version: own?.version ?? 0 }
  const preview = sample(organisation, kind, errors ? undefined : wordsOf(typed))
  return c.html(html(<WordsPage {...{ chrome, ...facts, entered: typed, errors, preview }} />), errors ? 422 : 200)
}

export const noticeWordsRoutes = new Hono<Env>()
  .get(channelPaths.usual.pattern, may('mail.manage'), async c => {
    const organisation = await organisationOf(c)
    const { usual, own } = await c.var.read(async tx => ({
      usual: await getUsualWays(tx, organisation.id),
      own: (await listWords(tx, organisation.id)).map(({ kind }) => kind),
    }))
    const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
    return c.html(html(<UsualPage {...{ chrome, organisation, usual, own }} />))
  })
  .post(channelPaths.usual.pattern, may('mail.manage'), async c => {
    const organisation = await organisationOf(c)
    const form = await parseForm(z.record(z.string(), z.string()), c.req.raw)
    const choices = choicesFrom(form.entered, NOTICE_NAMES, WAYS)
    const command = { organisation_id: organisation.id, choices }
    await c.var.write(tx => setUsualWays(tx, c.var.actor, command, now()))
    return c.redirect(channelPaths.usual({ organisation: organisation.id }, { done: 'ways' }), 303)
  })
  .get(channelPaths.words.pattern, may('mail.manage'), c => wordsPage(c))
  .post(channelPaths.words.pattern, may('mail.manage'), async c => {
    const kind = kindOf(c)
    const organisation = await organisationOf(c)
    const form = await parseForm(schemaFor(kind), c.req.raw)
    const here = { organisation: organisation.id, kind }
    const whose = { organisation_id: organisation.id, kind }
    if (form.entered.do === 'reset') {
      await c.var.write(tx => resetWords(tx, c.var.actor, whose, now()))
      return c.redirect(channelPaths.words(here, { done: 'standard' }), 303)
    }
    if (!form.ok) return wordsPage(c, form.entered, form.errors)
    if (form.value.do === 'preview') return wordsPage(c, form.entered)
    if (form.value.do === 'html') {
      const { html: mail } = sample(organisation, kind, form.value)
      return c.html(mail, 200, { 'content-security-policy': MAIL_POLICY })
    }
    await c.var.write(tx => saveWords(tx, c.var.actor, { ...whose, ...form.value }, now()))
    return c.redirect(channelPaths.words(here, { done: 'saved' }), 303)
  })
