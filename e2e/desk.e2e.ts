import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, hasBrowser, openStage, picture, type Stage, signIn } from './harness.ts'

if (!hasBrowser) console.log('Left out, as there is no Chromium: the journey of a case, with and without JavaScript.')

const ASHA = 'asha@threerivers.example'
const BEN = 'ben@hartsmere.example'

let stage: Stage
beforeAll(async () => {
  if (hasBrowser) stage = await openStage()
})
afterAll(() => stage?.close())

/** Ben asks for help and attaches a file; returns the reference he is given. */
async function ask(ben: Page, subject: string): Promise<string> {
  await ben.goto('/')
  await ben.click('a:has-text("Ask for help") >> nth=0')
  await ben.click('a:has-text("Something else") >> nth=0')
  await ben.fill('[name=subject]', subject)
  await ben.fill('[name=body]', 'It shows a black screen and beeps three times.')
  await ben.check('[name=effect] >> nth=1')
  await ben.setInputFiles('input[type=file]', {
    name: 'screen.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('beep'),
  })
  await ben.click('button:has-text("Send your request")')
  await ben.waitForURL(/\/sent/)
  return /C-\d+/.exec(await ben.innerText('main'))![0]
}

const press = (page: Page, name: string) => page.click(`main button:text-is("${name}")`)

/** Opens one of a case's acts and waits for its form. */
async function open(asha: Page, reference: string, act: string) {
  await asha.goto(`/cases/${reference}/${act}`)
  await asha.waitForSelector(`#act-${act}`)
}

async function say(asha: Page, reference: string, kind: 'reply' | 'note', words: string) {
  await asha.goto(`/cases/${reference}/${kind}`)
  await asha.fill(`#${kind}-body`, words)
  await asha.click(`#${kind}-form .composer__foot button >> nth=0`)
  await asha.waitForSelector(`text=${words}`)
  // A reply can be undone for ten seconds; whoever is sure need not wait.
  if (kind === 'reply') await asha.click('.pending button:has-text("Send now")')
  await asha.waitForSelector(`.timeline >> text=${words}`)
}

for (const script of [true, false])
  test.skipIf(!hasBrowser)(
    `a case from first contact to closure, ${script ? 'with' : 'without'} JavaScript`,
    async () => {
      const ben = (await stage.open({ script, width: 320 })).page
      const asha = (await stage.open({ script })).page
      await signIn(ben, BEN)
      await signIn(asha, ASHA)
      if (script) await asha.goto('/queue/all?state=new&sort=logged')
      const subject = `Tablet beeps ${script ? 'aloud' : 'quietly'}`
      const reference = await ask(ben, subject)
      if (script) await asha.waitForSelector(`text=${subject}`, { timeout: 8000 })

      await open(asha, reference, 'assign')
      const asAsha = await asha.getAttribute('#given option:text-is("Asha Patel")', 'value')
      await asha.selectOption('#given', asAsha!)
      await press(asha, 'Assign')
      await asha.waitForSelector('text=In progress')
      expect(await asha.innerText('main')).toContain('screen.txt')

      await say(asha, reference, 'note', 'Looks like the battery to me.')
      await ben.goto(`/requests/${reference}`)
      if (script) await ben.fill('[name=body]', 'half typed')
      await say(asha, reference, 'reply', 'Please hold the power button for ten seconds.')
      if (script) {
        await ben.waitForSelector('text=hold the power button', { timeout: 8000 })
        expect(await ben.inputValue('[name=body]')).toBe('half typed')
      }
      await ben.goto(`/requests/${reference}`)
      expect(await ben.innerText('main')).toContain('hold the power button')
      expect(await ben.innerText('main')).not.toContain('battery to me')

      await open(asha, reference, 'hold')
      await asha.check('[name=reason][value=requester]')
      await press(asha, 'Stop the clock')
      await asha.waitForSelector('text=On hold')

      await ben.goto(`/requests/${reference}`)
      await ben.fill('[name=body]', 'That did it, thank you, but it beeps still.')
      await ben.click('main form:has([name=body]) button[type=submit] >> nth=-1')
      await ben.waitForSelector('text=beeps still')
      await asha.goto(`/cases/${reference}`)
      expect(await asha.innerText('main')).toContain('In progress')

      await open(asha, reference, 'resolve')
      await asha.fill('[name=resolution]', 'Replaced the battery.')
      await press(asha, 'Resolve case')
      await asha.waitForSelector('text=Resolved')

      await ben.goto(`/requests/${reference}/reopen`)
      await ben.fill('[name=body]', 'It beeps again.')
      await press(ben, 'Open it again')
      await ben.waitForSelector('text=It beeps again.')
      await open(asha, reference, 'resolve')
      await asha.fill('[name=resolution]', 'Replaced the tablet.')
      await press(asha, 'Resolve case')
      await ben.goto(`/requests/${reference}`)
      await press(ben, 'It is fixed')
      await ben.waitForSelector('text=Finished')
      await asha.goto(`/cases/${reference}`)
      expect(await asha.innerText('main')).toContain('Closed')

      if (script) {
        await expectAccessible(asha, 'the case page')
        await expectAccessible(ben, "the requester's page at 320 px")
      }
      await picture(asha, `case-${script}`)
      await picture(ben, `request-${script}`)
      await Promise.all([asha.context().close(), ben.context().close()])
    },
  )

test.skipIf(!hasBrowser)('what was typed is given back when the session has ended, without JavaScript', async () => {
  const { context, page } = await stage.open({ script: false })
  await signIn(page, BEN)
  await page.goto('/requests/new/details')
  await page.fill('[name=subject]', 'Heating is off')
  await page.fill('[name=body]', 'Since the weekend, in all of the west wing.')
  await context.clearCookies()
  await page.click('button:has-text("Send your request")')
  await page.waitForURL(/\/sign-in/)
  await page.fill('#email', BEN)
  await page.click('main button:text-is("Continue")')
  await page.fill('#password', 'three-rivers-meet')
  await page.click('main button:text-is("Sign in")')
  expect(await page.inputValue('[name=body]')).toBe('Since the weekend, in all of the west wing.')
  await context.close()
})

test.skipIf(!hasBrowser)('two analysts on one case see each other', async () => {
  const asha = (await stage.open()).page
  const chidi = (await stage.open()).page
  await signIn(asha, ASHA)
  await signIn(chidi, 'chidi@threerivers.example')
  await asha.goto('/queue/all')
  const place = await asha.getAttribute('tr[data-row]', 'data-row')
  await asha.goto(place!)
  await chidi.goto(place!)
  await asha.waitForSelector('text=/Chidi Okafor is/', { timeout: 10_000 })
  await Promise.all([asha.context().close(), chidi.context().close()])
})

test.skipIf(!hasBrowser)('the queue is worked from the keyboard, and many are changed and changed back', async () => {
  const asha = (await stage.open()).page
  await signIn(asha, ASHA)
  await asha.goto('/queue/all')
  await asha.keyboard.press('j')
  await asha.keyboard.press('x')
  await asha.keyboard.press('j')
  await asha.keyboard.press('x')
  expect(await asha.locator('tbody input[type=checkbox]:checked').count()).toBe(2)
  await asha.keyboard.press('t')
  await asha.waitForSelector('.toast')
  await asha.keyboard.press('u')
  await asha.waitForSelector('.toast:not(:has(.toast__undo))')
  await asha.keyboard.press('?')
  await asha.waitForSelector('#help-sheet[open]')
  await expectAccessible(asha, 'the help sheet')
  await asha.keyboard.press('Escape')
  await asha.keyboard.press('Control+k')
  await asha.waitForSelector('#palette[open]')
  await asha.keyboard.press('Escape')
  await asha.keyboard.press('/')
  expect(await asha.evaluate(() => document.activeElement?.id)).toBe('search')
  await asha.context().close()
})
