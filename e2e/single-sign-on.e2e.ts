import { afterAll, beforeAll, test } from 'vitest'
import { useSecretKey } from '../src/platform/secrets/seal.ts'
import { settleSite } from '../src/platform/site.ts'
import { allowSignInHosts } from '../src/rooms/people/index.ts'
import { type PretendProvider, pretendProvider } from '../src/rooms/people/single-sign-on/provider.fixture.ts'
import { expectAccessible, hasBrowser, openStage, picture, type Stage, signIn } from './harness.ts'

if (!hasBrowser) console.log('Left out, as there is no Chromium: signing in with an identity provider.')

const FARAH = 'farah@threerivers.example'
const ASHA = 'asha@threerivers.example'

let stage: Stage
let op: PretendProvider
beforeAll(async () => {
  if (!hasBrowser) return
  stage = await openStage()
  op = await pretendProvider()
  settleSite({ url: stage.url, proxies: 0, port: 0 })
  useSecretKey('a key for these journeys only')
  allowSignInHosts('127.0.0.1')
  op.people.set(ASHA, { sub: 'asha', email: ASHA, email_verified: true, name: 'Asha Patel' })
})
afterAll(async () => {
  await stage?.close()
  await op?.close()
})

test.skipIf(!hasBrowser)('an administrator connects a provider, and staff sign in with it and out again', async () => {
  const farah = (await stage.open()).page
  await signIn(farah, FARAH)
  await farah.goto('/admin')
  await farah.click('a:has-text("Single sign-on")')
  await picture(farah, 'sso-none')
  await farah.click('main a:text-is("Keycloak")')
  await expectAccessible(farah, 'adding a provider')
  await picture(farah, 'sso-new')
  await farah.click('main button:has-text("Add it")')
  await farah.waitForSelector('.govuk-error-summary')
  await farah.fill('#name', 'Three Rivers staff account')
  await farah.fill('#issuer', op.issuer)
  await farah.fill('#client_id', op.client_id)
  await farah.fill('#secret', op.client_secret)
  await farah.fill('#domains', 'threerivers.example')
  await farah.click('main button:has-text("Add it")')
  await farah.waitForSelector('text=It is added, switched off')
  await farah.click('button:text-is("Test this provider")')
  await farah.waitForSelector('text=The provider answers as it should')
  await expectAccessible(farah, 'a provider')
  await picture(farah, 'sso-tested')
  await farah.setViewportSize({ width: 320, height: 800 })
  await expectAccessible(farah, 'a provider on a telephone')
  await picture(farah, 'sso-tested-320')
  await farah.click('main a:has-text("What its groups give")')
  await expectAccessible(farah, 'what its groups give')
  await picture(farah, 'sso-groups-320')
  await farah.click('main nav a:has-text("Three Rivers staff account")')
  await farah.click('button:text-is("Switch it on")')
  await farah.waitForSelector('text=Switched on. Sign in with it')

  for (const script of [true, false]) {
    const { context, page } = await stage.open({ script })
    await page.goto('/queue/mine')
    await page.waitForURL(/\/sign-in/)
    await picture(page, `sso-sign-in-${script}`)
    await page.fill('#email', ASHA)
    await page.click('main button:text-is("Continue")')
    await page.waitForURL(/\/queue\/mine/)
    await picture(page, `sso-in-${script}`)
    await page.click('button:text-is("Sign out")')
    // The provider asks whether to sign out there too.
    await page.waitForURL(url => url.href.startsWith(op.issuer))
    await page.click('button:has-text("Yes")')
    await page.waitForURL(url => url.href.startsWith(`${stage.url}/sign-in`))
    await context.close()
  }
  await farah.click('main a:has-text("Who signs in with it")')
  await farah.waitForSelector('text=Asha Patel')
  await expectAccessible(farah, 'who signs in with it')

  const { page } = await stage.open({ width: 320 })
  await page.goto('/sign-in/with-password')
  await expectAccessible(page, 'signing in with a password')
  await picture(page, 'sso-password')
})
