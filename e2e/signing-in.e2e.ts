/* Every way in, and every way to set one up, by keyboard alone, without JavaScript, as wide as a telephone. */
import pg from 'pg'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useSecretKey } from '../src/platform/secrets/seal.ts'
import { settleSite } from '../src/platform/site.ts'
import { allowSignInHosts } from '../src/rooms/people/index.ts'
import { codeOf, keyFrom, recoveryCodesFrom } from '../src/rooms/people/sign-in/browser.fixture.ts'
import { DEMONSTRATION_PASSWORD } from '../src/testing/seed/seed.ts'
import { expectAccessible, hasBrowser, openStage, picture, type Stage, signIn } from './harness.ts'

if (!hasBrowser) console.log('Left out, as there is no Chromium: signing in by keyboard, without JavaScript.')

const BEN = 'ben@hartsmere.example'
const ASHA = 'asha@threerivers.example'
const MOST_TABS = 60

let stage: Stage
let owner: pg.Client
beforeAll(async () => {
  if (!hasBrowser) return
  stage = await openStage()
  settleSite({ url: stage.url, proxies: 0, port: 0 })
  useSecretKey('a key for these journeys only')
  allowSignInHosts('127.0.0.1')
  owner = new pg.Client(stage.ownerUrl)
  await owner.connect()
})
afterAll(async () => {
  await owner?.end()
  await stage?.close()
})

/** A telephone without JavaScript, worked by its keys. */
async function keyboard() {
  const { context, page } = await stage.open({ script: false, width: 320 })
  /** Goes from one thing to the next until this one has the focus, which is to be seen. */
  const to = async (what: string) => {
    for (let n = 0; n < MOST_TABS; n++) {
      await page.keyboard.press('Tab')
      const focused = page.locator(`:focus`).and(page.locator(what))
      if ((await focused.count()) === 1) return expect(await focused.isVisible()).toBe(true)
    }
    throw new Error(`${what} cannot be reached by keyboard on ${page.url()}`)
  }
  const type = async (what: string, text: string) => {
    await to(what)
    await page.keyboard.type(text)
  }
  const press = async (what: string) => {
    await to(what)
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
  }
  return { context, page, to, type, press }
}
type Keys = Awaited<ReturnType<typeof keyboard>>

const heading = (page: Page) => page.locator('h1').innerText()

async function signInByKeys({ page, type, press }: Keys, email: string, password = DEMONSTRATION_PASSWORD) {
  await page.goto('/sign-in?return=/account')
  await picture(page, 'keys-sign-in')
  await type('#email', email)
  await press('main button:text-is("Continue")')
  await picture(page, 'keys-password')
  await type('#email', '')
  await type('#password', password)
  await press('main button:text-is("Sign in")')
}

test.skipIf(!hasBrowser)('a password, an app, a recovery code, and showing again that it is you', async () => {
  const keys = await keyboard()
  const { page, type, press } = keys
  await signInByKeys(keys, BEN)
  expect(await heading(page)).toBe('My details')
  await press('main a:has-text("Second factor")')
  await picture(page, 'keys-second-factor')
  await press('button:text-is("Set up an authenticator app")')
  expect(await heading(page)).toBe('Set up an authenticator app')
  await picture(page, 'keys-app')
  const key = keyFrom(await page.content())
  await type('#code', '000000')
  await press('button:text-is("Turn it on")')
  await page.waitForSelector('.govuk-error-summary')
  await picture(page, 'keys-app-wrong')
  await type('#code', codeOf(key, -1))
  await press('button:text-is("Turn it on")')
  expect(await heading(page)).toBe('Your recovery codes')
  await picture(page, 'keys-recovery-codes')
  const [first] = recoveryCodesFrom(await page.content())

  for (const code of [codeOf(key), first!]) {
    await keys.context.clearCookies()
    await signInByKeys(keys, BEN)
    expect(await heading(page)).toBe('Show that it is you')
    await picture(page, 'keys-second-step')
    await type('#code', code)
    await press('main button:text-is("Continue")')
    expect(await heading(page)).toBe('My details')
  }

  // The browser was left open, and somebody else adds an address: not without a code.
  await owner.query('update people.sessions set proved_at = null')
  await page.goto('/account/addresses')
  await type('#address', 'other@elsewhere.example')
  await press('main button:has-text("Add")')
  expect(await heading(page)).toBe('Show that it is you')
  await picture(page, 'keys-proof')
  await type('#code', codeOf(key, 1))
  await press('button:text-is("Continue with a code")')
  expect(await heading(page)).toBe('Thank you: carry on')
  await picture(page, 'keys-carry-on')
  await press('main button:text-is("Continue")')
  await page.waitForSelector('text=We have sent a link to that address')
  await keys.context.close()
})

/** What the last letter to somebody says. */
async function letterTo(email: string): Promise<string> {
  const asked = async () => {
    const { rows } = await owner.query(
      `select text from channels.sent_messages where to_address = $1 and text like '%/sign-in/password?token=%' order by created_at desc limit 1`,
      [email],
    )
    return rows[0]?.text ?? ''
  }
  await expect.poll(asked, { timeout: 15_000 }).toContain('token=')
  return asked()
}

test.skipIf(!hasBrowser)('a forgotten password', async () => {
  const keys = await keyboard()
  const { page, type, press } = keys
  await page.goto('/sign-in/with-password')
  await press('main a:text-is("I have forgotten my password")')
  await picture(page, 'keys-forgotten')
  await type('#email', ASHA)
  await press('main button')
  await picture(page, 'keys-asked')
  const link = /https?:\S+token=\S+/.exec(await letterTo(ASHA))![0]
  await page.goto(link)
  await picture(page, 'keys-choose')
  await type('#password', 'short')
  await press('main form button[type="submit"]')
  await page.waitForSelector('.govuk-error-summary')
  await type('#password', 'candle harbour spoon')
  await press('main form button[type="submit"]')
  await page.waitForSelector('text=Your password is set')
  await signInByKeys(keys, ASHA, 'candle harbour spoon')
  expect(await heading(page)).toBe('My details')
  await page.goto(link)
  await picture(page, 'keys-letter-over')
  await keys.context.close()
})

test.skipIf(!hasBrowser)('the pages of a fresh proof and of our keys have no barrier, at 320 and 1280 px', async () => {
  for (const width of [320, 1280]) {
    const { context, page } = await stage.open({ width })
    await signIn(page, 'farah@threerivers.example')
    await owner.query('update people.sessions set proved_at = null')
    await page.goto('/account/tokens')
    await page.fill('#name', 'Nightly')
    await page.check('main input[type="checkbox"] >> nth=0')
    await page.selectOption('#days', '30')
    await page.click('main form.settings__form button, main button:has-text("Create")')
    await page.waitForSelector('h1:text-is("Show that it is you")')
    await expectAccessible(page, `showing that it is you at ${width}`)
    await picture(page, `proof-${width}`)
    await page.fill('#password', 'not this')
    await page.click('button:text-is("Continue with your password")')
    await page.waitForSelector('.govuk-error-summary')
    await expectAccessible(page, `a wrong password there at ${width}`)
    await page.fill('#password', DEMONSTRATION_PASSWORD)
    await page.click('button:text-is("Continue with your password")')
    await page.waitForSelector('h1:text-is("Thank you: carry on")')
    await expectAccessible(page, `carrying on at ${width}`)
    await picture(page, `carry-on-${width}`)
    await page.click('main button:text-is("Continue")')
    await page.waitForSelector('text=moot_')

    await page.goto('/admin')
    await page.click('a:has-text("Single sign-on")')
    await page.click('main a:text-is("GOV.UK One Login")')
    await expectAccessible(page, `adding One Login at ${width}`)
    await page.fill('#name', `One Login ${width}`)
    await page.fill('#issuer', 'https://oidc.integration.account.gov.uk/')
    await page.fill('#client_id', 'ours')
    await page.click('main button:has-text("Add it")')
    await page.waitForSelector('text=Make the next key')
    await page.click('button:text-is("Make the next key")')
    await page.waitForSelector('text=The next key is made')
    await expectAccessible(page, `our keys at ${width}`)
    await picture(page, `our-keys-${width}`)
    await context.close()
  }
})
