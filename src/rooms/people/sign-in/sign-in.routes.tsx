import { type Context, Hono } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import { addressOf } from '#platform/http/address.ts'
import type { Env } from '#platform/http/env.ts'
import { parseForm } from '#platform/http/form.ts'
import { open, signedIn } from '#platform/http/may.ts'
import { isSecure, site } from '#platform/site.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { peoplePaths } from '../paths.ts'
import { SECURE_SESSION_COOKIE, SESSION_COOKIE, sessionSecret } from './remember.ts'
import { hashSecret } from './secret.ts'
import { endSession, signIn } from './sign-in.actions.ts'
import { SignInPage } from './sign-in.pages.tsx'

const form = z.object({
  email: z.string().trim().min(1, 'Enter your e-mail address').max(320, 'That e-mail address is too long'),
  password: z.string().min(1, 'Enter your password').max(1000, 'That password is too long'),
})

/** Only a place of our own: never another site, whatever the address says (`//elsewhere`, `/\elsewhere`). */
const safeReturn = (wanted: string | undefined): string => (wanted && /^\/(?![/\\])/.test(wanted) ? wanted : '/')

function giveCookie(c: Context<Env>, secret: string) {
  const secure = isSecure()
  setCookie(c, secure ? SECURE_SESSION_COOKIE : SESSION_COOKIE, secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure,
  })
}

export const signInRoutes = new Hono<Env>()
  .get(peoplePaths.signIn.pattern, open(), async c => {
    const back = safeReturn(c.req.query('return'))
    if (c.var.visitor) return c.redirect(back, 303)
    const { frame } = await c.var.chrome()
    return c.html(html(<SignInPage frame={frame} back={back} kept={c.req.query('kept') !== undefined} />))
  })
  .post(peoplePaths.signIn.pattern, open(), async c => {
    const back = safeReturn(c.req.query('return'))
    const parsed = await parseForm(form, c.req.raw)
    const { frame } = await c.var.chrome()
    const again = (errors: { field: string; message: string }[]) =>
      c.html(html(<SignInPage frame={frame} back={back} entered={parsed.entered} errors={errors} />), 422)
    if (!parsed.ok) return again([...parsed.errors])
    const attempt = {
      ...parsed.value,
      address: addressOf(c, site().proxies),
      browser: c.req.header('user-agent') ?? '',
    }
    const secret = await signIn(c.var.db, attempt, now())
    if (!secret) return again([{ field: 'email', message: 'The e-mail address or the password is wrong' }])
    giveCookie(c, secret)
    return c.redirect(back, 303)
  })
  .post(peoplePaths.signOut.pattern, signedIn(), async c => {
    const secret = sessionSecret(c.req.raw)
    if (secret) await endSession(c.var.db, hashSecret(secret))
    deleteCookie(c, SESSION_COOKIE, { path: '/' })
    deleteCookie(c, SECURE_SESSION_COOKIE, { path: '/', secure: true })
    return c.redirect(peoplePaths.signIn(), 303)
  })
