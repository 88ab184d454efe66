/*
 * Words in and words out, as people see them: a mailbox is set up, a message comes and is answered, a stranger’s waits to be seen to, and
 * people choose what they are told. The servers’ side of it is in mail.e2e.ts.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mailboxAt, receive } from '#rooms/channels/index.ts'
import { arriving, mail } from '../src/testing/mail.ts'
import { expectAccessible, hasBrowser, openStage, picture, type Stage, signIn } from './harness.ts'

if (!hasBrowser)
  console.log('Left out, as there is no Chromium: mail received, read in its frame, answered and put right.')

const ASHA = 'asha@threerivers.example'
const BEN = 'ben@hartsmere.example'
const FARAH = 'farah@threerivers.example'
const DESK = 'help@threerivers.example'

const DRIPS = { true: 'Tap drips upstairs', false: 'Tap drips downstairs' }

let stage: Stage
/** What a message that fetches something, or runs, would reach. */
let reached = 0
const outside = createServer((_, response) => {
  reached++
  response.end()
})

beforeAll(async () => {
  if (!hasBrowser) return
  stage = await openStage()
  await new Promise<void>(resolve => outside.listen(0, '127.0.0.1', resolve))
  // What is said of them goes a minute later, all of it in one message: until then there is enough to do.
  for (const subject of Object.values(DRIPS))
    await comes(BEN, 'help@hartsmere.example', { Subject: subject, body: 'It drips.' })
})
afterAll(async () => {
  outside.close()
  await stage?.close()
})

async function comes(from: string, to: string, more: Record<string, string>) {
  const { db } = stage.running
  const mailbox = (await mailboxAt(db, to))!
  const bytes = arriving(mail({ From: from, To: to, ...more }))
  await receive(db, { mailbox, came_by: 'lmtp', envelope_from: from, envelope_to: to, bytes }, new Date())
}

/** Opens a page again and again until it shows what a job has to do first. */
async function until(page: Page, path: string, selector: string) {
  for (let tries = 0; tries < 120; tries++) {
    await page.goto(path)
    if ((await page.locator(selector).count()) > 0) return
    await page.waitForTimeout(500)
  }
  throw new Error(`${path} never showed ${selector}: ${(await page.innerText('main')).slice(0, 500)}`)
}

const hostile = () => {
  const { port } = outside.address() as AddressInfo
  const at = `http://127.0.0.1:${port}`
  return `<p>The <b>pump</b> is <i>leaking</i>.</p><script>top.ran=1;fetch('${at}/script')</script>
<img src="${at}/beacon.png"><img src=x onerror="top.ran=2"><svg onload="parent.ran=3"></svg>
<iframe src="${at}/frame"></iframe><link rel=stylesheet href="${at}/style.css"><div style="background:url(${at}/bg)">x</div>`
}

/** Farah adds a mailbox of Hartsmere’s. */
async function setUp(farah: Page, address: string, checked: (where: string) => Promise<void>) {
  await farah.goto('/admin/mailboxes')
  await farah.click('a:has-text("Add a mailbox of Hartsmere")')
  await farah.click('main button:text-is("Add mailbox")')
  await farah.waitForSelector('.govuk-error-summary')
  await checked('a mailbox with mistakes')
  await farah.fill('#address', address)
  await farah.fill('#name', 'Pumps')
  await farah.fill('#most_a_minute', '30')
  await farah.click('main button:text-is("Add mailbox")')
  await farah.waitForSelector('text=The mailbox is added')
  await checked('a mailbox that was added')
  expect(await farah.inputValue('#most_a_minute')).toBe('30')
}

/** Asha reads the whole message in its frame: it is shown, and nothing in it runs or is fetched. */
async function readWhole(asha: Page, place: string) {
  const elsewhere: string[] = []
  asha.on('request', request => {
    if (!request.url().startsWith(stage.url) && /^https?:/.test(request.url())) elsewhere.push(request.url())
  })
  await asha.goto(place)
  await asha.click('.message-frame > summary')
  const frame = asha.frameLocator('.message-frame__page')
  await frame.locator('text=leaking').waitFor()
  expect(await frame.locator('script, iframe, svg, link').count()).toBe(0)
  expect(await frame.locator('html').getAttribute('lang')).toBe('en')
  expect(await asha.getAttribute('.message-frame__page', 'title')).toContain('The whole message from')
  await asha.waitForTimeout(500)
  expect(elsewhere).toEqual([])
  expect(reached).toBe(0)
}

for (const script of [true, false])
  test.skipIf(!hasBrowser)(
    `a mailbox is set up, a message comes, is read whole and answered, ${script ? 'with' : 'without'} JavaScript`,
    async () => {
      const { page: farah } = await stage.open({ script })
      const { page: asha } = await stage.open({ script })
      const checked = (page: Page) => async (where: string) => {
        if (script) await expectAccessible(page, where)
      }
      await signIn(farah, FARAH)
      await signIn(asha, ASHA)
      const address = `pumps-${script}@hartsmere.example`
      await setUp(farah, address, checked(farah))
      const subject = `Pump leaking ${script ? 'loudly' : 'quietly'}`
      await comes(BEN, address, { Subject: subject, 'Content-Type': 'text/html; charset=utf-8', body: hostile() })
      await until(asha, `/search?q=${encodeURIComponent(subject)}`, `a:has-text("${subject}")`)
      await asha.click(`main a:has-text("${subject}")`)
      await asha.waitForURL(/\/cases\/C-/)
      const place = new URL(asha.url()).pathname
      await readWhole(asha, place)
      if (script) expect(await asha.evaluate(() => Reflect.get(window, 'ran'))).toBeUndefined()
      await picture(asha, `mail-whole-${script}`)
      // Nothing runs within the frame, so neither does what looks for barriers, and would wait there for ever.
      if (script) await asha.evaluate(() => document.querySelector('.message-frame__page')?.remove())
      await checked(asha)('a case that came by e-mail, its whole message open')

      await asha.goto(`${place}/reply`)
      await asha.fill('#reply-body', 'A plumber is on the way.')
      await asha.click('[data-send-to]')
      await asha.click('.pending button:has-text("Send now")')
      await asha.waitForSelector('.timeline >> text=A plumber is on the way.')
      await until(farah, `/mail/sent?kind=reply&address=${BEN}`, `a:has-text("${subject}")`)
      await checked(farah)('messages sent, narrowed')
      await farah.click(`main a:has-text("${subject}")`)
      await farah.waitForSelector('text=A plumber is on the way.')
      expect(await farah.innerText('main')).toContain(address)
      await checked(farah)('a message that was sent')
      await picture(farah, `mail-sent-message-${script}`)
    },
    180_000,
  )

for (const script of [true, false])
  test.skipIf(!hasBrowser)(
    `a stranger’s message waits to be seen to, and is filed to a person, ${script ? 'with' : 'without'} JavaScript`,
    async () => {
      const { page: asha } = await stage.open({ script, width: script ? 1280 : 320 })
      await signIn(asha, ASHA)
      const subject = `Lost badge ${script}`
      await comes('stranger@nowhere.example', DESK, { Subject: subject, body: 'I lost my badge. Ben from housing.' })
      await until(asha, '/mail/quarantine', `a:has-text("${subject}")`)
      await asha.click(`a:has-text("${subject}")`)
      await asha.click('a:text-is("File it by hand")')
      if (script) await expectAccessible(asha, 'filing by hand')
      await asha.check('[name=who][value=other]')
      await asha.click('main button:text-is("File it")')
      await asha.waitForSelector('.govuk-error-summary')
      if (script) await expectAccessible(asha, 'filing by hand with mistakes')
      await picture(asha, `mail-file-${script}`)
      await asha.fill('[name=other]', BEN)
      await asha.selectOption('[name=organisation_id]', { label: 'Hartsmere Borough Council' })
      await asha.click('main button:text-is("File it")')
      await asha.waitForURL(/\/cases\/C-/)
      expect(await asha.innerText('main')).toContain('I lost my badge.')
      expect(await asha.innerText('main')).toContain('Ben Carter')
      await asha.goto('/mail/quarantine')
      expect(await asha.locator(`a:has-text("${subject}")`).count()).toBe(0)

      const other = `Buy now ${script}`
      await comes('seller@nowhere.example', DESK, { Subject: other })
      await until(asha, '/mail/quarantine', `a:has-text("${other}")`)
      await asha.check(`[aria-label*="${other}"]`)
      await asha.click('button:text-is("Ignore the chosen")')
      await asha.waitForSelector('text=1 message is ignored.')
      if (script) await expectAccessible(asha, 'a message just ignored')
      await asha.click('button:has-text("Undo")')
      await asha.waitForSelector(`a:has-text("${other}")`)
    },
    180_000,
  )

for (const script of [true, false])
  test.skipIf(!hasBrowser)(
    `Ben chooses what he is told, and stops an e-mail by its link without signing in, ${script ? 'with' : 'without'} JavaScript`,
    async () => {
      const { page: ben } = await stage.open({ script, width: 320 })
      await signIn(ben, BEN)
      const closed = '[name=ways-closed][value=email]'
      const logged = '[name=ways-logged][value=email]'
      await ben.goto('/account/notifications')
      await ben.check(closed)
      await ben.check(logged)
      await ben.click('button:text-is("Save choices")')
      await ben.waitForSelector('text=saved')
      await ben.goto('/account/notifications')
      expect(await ben.isChecked(closed)).toBe(true)

      const { page: farah } = await stage.open({ script })
      await signIn(farah, FARAH)
      const subject = DRIPS[`${script}`]
      await until(ben, '/requests', `a:has-text("${subject}")`)
      const reference = /C-\d+/.exec(await ben.innerText(`li:has-text("${subject}"), tr:has-text("${subject}")`))![0]
      await until(farah, `/mail/sent?address=${BEN}`, `main a:has-text("${reference}")`)
      await farah.click(`main a:has-text("${reference}")`)
      const [link] = /\/unsubscribe\/\S+/.exec(await farah.innerText('.message-frame__text'))!

      const { page: nobody } = await stage.open({ script, width: 320 })
      await nobody.goto(link)
      if (script) await expectAccessible(nobody, 'stopping messages')
      await picture(nobody, `mail-unsubscribe-${script}`)
      await ben.goto('/account/notifications')
      expect(await ben.isChecked(logged), 'looking stops nothing').toBe(true)
      await nobody.click('button:text-is("Stop them")')
      await nobody.waitForSelector('h1:has-text("You will get no more of these")')
      if (script) await expectAccessible(nobody, 'messages stopped')
      await ben.goto('/account/notifications')
      expect(await ben.isChecked(logged)).toBe(false)
      expect(await ben.isChecked(closed)).toBe(true)
    },
    180_000,
  )

for (const script of [true, false])
  test.skipIf(!hasBrowser)(
    `the words of a notification are looked at, then changed, ${script ? 'with' : 'without'} JavaScript`,
    async () => {
      const { page: farah } = await stage.open({ script })
      await signIn(farah, FARAH)
      await farah.goto('/admin')
      await farah.click('a:has-text("Notifications of Penwick")')
      const which = script ? 'we think it is done' : 'it is closed for good'
      await farah.click(`a[aria-label$="words, when ${which}"]`)
      await farah.waitForSelector('h1:has-text("Words, when")')
      await farah.fill('#subject', 'About {{case.reference}}, {{no.such}}')
      await farah.click('button:text-is("Save")')
      await farah.waitForSelector('.govuk-error-summary')
      if (script) await expectAccessible(farah, 'words with mistakes')
      await farah.fill('#subject', 'Good news about {{case.reference}}')
      await farah.click('button:text-is("Preview")')
      await farah.waitForSelector('.notice-preview:has-text("Good news about C-")')
      expect(await farah.innerText('main')).toContain('These are the standard words.')
      if (script) await expectAccessible(farah, 'words, looked at')
      await picture(farah, `mail-words-${script}`)
      await farah.click('button:text-is("Save")')
      await farah.waitForSelector('text=These are your own words, version 1.')
    },
    180_000,
  )

/** Moves the focus forwards until it is on what is wanted, as somebody without a mouse does. */
async function tabTo(page: Page, selector: string) {
  for (let presses = 0; presses < 150; presses++) {
    if (await page.evaluate(wanted => document.activeElement?.matches(wanted) ?? false, selector)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${selector} cannot be reached by the keyboard at ${page.url()}`)
}

test.skipIf(!hasBrowser)(
  'mail to see to, and a reply, need no mouse',
  async () => {
    const { page: asha } = await stage.open()
    await signIn(asha, ASHA)
    await comes('keys@nowhere.example', DESK, { Subject: 'Only keys', body: 'My mouse is broken.' })
    await until(asha, '/mail/quarantine', 'a:has-text("Only keys")')
    const href = await asha.getAttribute('a:has-text("Only keys")', 'href')
    await tabTo(asha, `a[href="${href}"]`)
    await asha.keyboard.press('Enter')
    await asha.waitForURL(`**${href}`)
    await tabTo(asha, 'a[href$="/file"]')
    await asha.keyboard.press('Enter')
    await asha.waitForURL('**/file')
    await tabTo(asha, '[name=who]')
    await asha.keyboard.press('ArrowDown')
    await asha.keyboard.press('ArrowUp')
    expect(await asha.isChecked('[name=who][value=other]')).toBe(true)
    await tabTo(asha, '[name=other]')
    await asha.keyboard.type(BEN)
    await tabTo(asha, '[name=organisation_id]')
    await asha.keyboard.type('Hartsmere')
    await tabTo(asha, 'main button[type=submit], main form button')
    await asha.keyboard.press('Enter')
    await asha.waitForURL(/\/cases\/C-/)

    await tabTo(asha, '#reply-body')
    await asha.keyboard.type('We will bring you another.')
    await tabTo(asha, '[data-send-to]')
    await asha.keyboard.press('Enter')
    await asha.waitForSelector('.pending')
    await tabTo(asha, '.pending button[formaction$="/send"], .pending form[action$="/send"] button')
    await asha.keyboard.press('Enter')
    await asha.waitForSelector('.timeline >> text=We will bring you another.')
  },
  180_000,
)

test.skipIf(!hasBrowser)(
  'an address that gets no messages is said where somebody would write to it, and lifted',
  async () => {
    const { page: farah } = await stage.open({ width: 320 })
    const { page: asha } = await stage.open({ width: 320 })
    await signIn(farah, FARAH)
    await signIn(asha, ASHA)
    await comes(BEN, 'help@hartsmere.example', { Subject: 'No answer please', body: 'It is dark.' })
    await until(asha, '/search?q=No+answer+please', 'main a:has-text("No answer please")')
    await farah.goto('/mail/suppressed')
    await farah.selectOption('#organisation_id', { label: 'Hartsmere Borough Council' })
    await farah.fill('#address', BEN)
    await farah.fill('#detail', 'He changed his address')
    await farah.click('button:text-is("Add")')
    await farah.waitForSelector(`td:has-text("${BEN}")`)
    await expectAccessible(farah, 'an address that gets none, at 320 px')
    await picture(farah, 'mail-suppressed-320')
    await asha.click('main a:has-text("No answer please")')
    await asha.waitForSelector('.composer')
    await asha.click('#reply-body')
    await asha.waitForSelector(`text=Messages to ${BEN} were stopped by staff.`)
    await expectAccessible(asha, 'the composer of a case whose requester gets no messages, at 320 px')
    await picture(asha, 'mail-composer-stopped-320')
    await farah.click('button:has-text("Write to it again")')
    await farah.waitForSelector('text=Every address may be written to.')
  },
)
