import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { checkForm, type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { open, signedIn } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { peoplePaths } from '../paths.ts'
import { goTo } from '../single-sign-on/go.tsx'
import { listShown, providerForAddress } from '../single-sign-on/home-realm.queries.ts'
import { wayOut } from '../single-sign-on/leave.ts'
import { LeavingPage } from '../single-sign-on/sign-in-with.pages.tsx'
import { stopViewing } from '../view-as/view-as.routes.tsx'
import { forget, whereFrom } from './enter.ts'
import { finishSignIn } from './finish-sign-in.ts'
import { knownBrowser } from './known-browser.ts'
import { sessionSecret } from './remember.ts'
import { safeReturn } from './return-to.ts'
import { hashSecret } from './secret.ts'
import { checkSignIn, endSession } from './sign-in.actions.ts'
import { PasswordPage, SignInPage } from './sign-in.pages.tsx'

const email = z.string().trim().min(1, 'Enter your e-mail address').max(320, 'That e-mail address is too long')
const addressForm = z.object({ email })
const passwordForm = z.object({
  email,
  password: z.string().min(1, 'Enter your password').max(1000, 'That password is too long'),
})

const SAID = {
  password: 'Your password is set. Sign in with it.',
  tries: 'Those were too many tries. Begin again.',
  passkey: 'That passkey did not work here. Sign in another way.',
  late: 'That took longer than ten minutes. Begin again.',
}

const WRONG = [{ field: 'email', message: 'The e-mail address or the password is wrong' }]

type C = Context<Env>
const backOf = (c: C) => safeReturn(c.req.query('return'))
/** Whether what was typed waits: `kept` is in the way back. */
const keptIn = (c: C) => /[?&]kept=/.test(backOf(c))

async function firstPage(c: C, entered?: Entered, errors?: readonly FormError[]) {
  const [chrome, shown] = await Promise.all([c.var.chrome(), listShown(c.var.db)])
  const { frame } = withNotice(chrome, SAID, c.req.query('done'))
  const page = { frame, back: backOf(c), kept: keptIn(c), shown }
  return c.html(html(<SignInPage {...page} entered={entered} errors={errors} />), errors ? 422 : 200)
}

async function passwordPage(c: C, entered?: Entered, errors?: readonly FormError[]) {
  const { frame } = await c.var.chrome()
  const page = { frame, back: backOf(c), kept: keptIn(c) }
  return c.html(html(<PasswordPage {...page} entered={entered} errors={errors} />), errors ? 422 : 200)
}

/** The address alone leads to the organisation's provider, or to the page for a password. */
async function whereToSignIn(c: C, entered: Entered) {
  const parsed = checkForm(addressForm, entered)
  if (!parsed.ok) return firstPage(c, parsed.entered, parsed.errors)
  const provider = await providerForAddress(c.var.db, parsed.value.email)
  if (!provider) return passwordPage(c, { email: parsed.value.email })
  return goTo(c, { provider, return_to: backOf(c), email: parsed.value.email })
}

export const signInRoutes = new Hono<Env>()
  .get(peoplePaths.signIn.pattern, open(), async c => (c.var.visitor ? c.redirect(backOf(c), 303) : firstPage(c)))
  .get(peoplePaths.signInPassword.pattern, open(), async c =>
    c.var.visitor ? c.redirect(backOf(c), 303) : passwordPage(c),
  )
  .post(peoplePaths.signIn.pattern, open(), async c => {
    const parsed = await parseForm(passwordForm, c.req.raw)
    if (parsed.entered.password === undefined) return whereToSignIn(c, parsed.entered)
    const { password: _, ...entered } = parsed.entered
    if (!parsed.ok) return passwordPage(c, entered, parsed.errors)
    const known = await knownBrowser(c, parsed.value.email)
    const { address } = whereFrom(c)
    const person_id = await checkSignIn(c.var.db, { ...parsed.value, address, known })
    if (!person_id) return passwordPage(c, entered, WRONG)
    return c.redirect(await finishSignIn(c, { person_id, back: backOf(c) }, now()), 303)
  })
  .post(peoplePaths.signOut.pattern, signedIn(), async c => {
    await stopViewing(c)
    const secret = sessionSecret(c.req.raw)
    const way = secret ? await wayOut(c.var.db, hashSecret(secret), now()) : undefined
    if (secret) await endSession(c.var.db, hashSecret(secret))
    forget(c)
    if (!way) return c.redirect(peoplePaths.signIn(), 303)
    const { frame } = await c.var.chrome()
    // A redirect after a form would be stopped by our own policy (form-action); a page that leads on is not.
    c.header('refresh', `0;url=${way.href}`)
    return c.html(
      html(
        <LeavingPage
          frame={{ ...frame, person: undefined, viewing: undefined }}
          name={way.provider.name}
          href={way.href}
        />,
      ),
    )
  })
