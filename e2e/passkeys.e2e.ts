import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { settleSite } from '../src/platform/site.ts'
import { DEMONSTRATION_PASSWORD } from '../src/testing/seed/seed.ts'
import { expectAccessible, hasBrowser, openStage, picture, type Stage, signIn } from './harness.ts'

if (!hasBrowser) console.log('Left out, as there is no Chromium: passkeys.')

let stage: Stage
beforeAll(async () => {
  if (!hasBrowser) return
  stage = await openStage()
  settleSite({ url: stage.url, proxies: 0, port: 0 })
})
afterAll(() => stage?.close())

/** A pretend device that makes and keeps passkeys, and always knows its holder. */
async function giveDevice(context: BrowserContext, page: Page) {
  const cdp = await context.newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true } as const
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: { ...options, isUserVerified: true, automaticPresenceSimulation: true },
  })
}

test.skipIf(!hasBrowser)(
  'a passkey is added, signs in by itself, is a second step, and is renamed and removed',
  async () => {
    const { context, page } = await stage.open()
    await giveDevice(context, page)
    await signIn(page, 'ben@hartsmere.example')
    await page.goto('/account/second-factor')
    await page.fill('#passkey-name', 'Work laptop')
    await page.click('button:text-is("Add a passkey")')
    await page.waitForSelector('h1:text-is("Your recovery codes")')
    expect(await page.locator('.recovery-codes code').count()).toBe(10)
    await expectAccessible(page, 'recovery codes')
    await picture(page, 'recovery-codes-1280')
    await page.goto('/account/second-factor')
    expect(await page.locator('.entries__entry').innerText()).toContain('Work laptop')
    await expectAccessible(page, 'second factor with a passkey')
    await picture(page, 'second-factor-1280')

    await context.clearCookies()
    await page.goto('/sign-in?return=/account')
    await picture(page, 'sign-in-1280')
    await page.click('button:text-is("Sign in with a passkey")')
    await page.waitForURL(url => url.pathname === '/account')

    await context.clearCookies()
    await page.goto('/sign-in')
    await page.click('a:text-is("Sign in with a password")')
    await page.fill('#email', 'ben@hartsmere.example')
    await page.fill('#password', DEMONSTRATION_PASSWORD)
    await page.click('main button:text-is("Sign in")')
    await page.waitForSelector('h1:text-is("Show that it is you")')
    await expectAccessible(page, 'the second step')
    await picture(page, 'second-step-1280')
    await page.click('button:text-is("Use a passkey")')
    await page.waitForURL(url => !url.pathname.startsWith('/sign-in'))

    await page.goto('/account/second-factor')
    await page.click('.entries__entry a')
    await page.fill('#name', 'Old laptop')
    await page.click('button:text-is("Save")')
    await page.waitForSelector('strong:text-is("Old laptop")')
    await page.click('.entries__entry button')
    await page.waitForURL(/done=removed/)
    expect(await page.locator('.entries__entry').count()).toBe(0)

    const small = await stage.open({ width: 320 })
    await signIn(small.page, 'ben@hartsmere.example')
    for (const place of ['/account/second-factor', '/sign-in/forgotten', '/sign-in/password?token=none']) {
      await small.page.goto(place)
      await expectAccessible(small.page, `${place} at 320`)
      await picture(small.page, `${place.replace(/\W+/g, '-')}-320`)
    }
    await small.context.close()
    await context.close()
  },
)
