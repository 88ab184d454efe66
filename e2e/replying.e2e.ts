import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, hasBrowser, openStage, picture, type Stage, signIn } from './harness.ts'

if (!hasBrowser) console.log('Left out, as there is no Chromium: a reply written, undone, copied and sent later.')

let stage: Stage
beforeAll(async () => {
  if (hasBrowser) stage = await openStage()
})
afterAll(() => stage?.close())

/** The first case that is open and was not merged. */
async function openCase(asha: Page, nth: number): Promise<string> {
  await asha.goto('/queue/all?state=in_progress')
  const places = await asha
    .locator('tbody a[href^="/cases/C-"]')
    .evaluateAll(links => links.map(link => link.getAttribute('href')))
  return [...new Set(places)][nth]!
}

for (const script of [true, false])
  test.skipIf(!hasBrowser)(
    `a reply is copied, undone, changed, sent, and another sent later, ${script ? 'with' : 'without'} JavaScript`,
    async () => {
      const { page: asha, context } = await stage.open({ script })
      await signIn(asha, 'asha@threerivers.example')
      const place = await openCase(asha, script ? 0 : 1)
      await asha.goto(`${place}/reply`)
      const words = `Please try again ${script ? 'now' : 'please'}.`
      await asha.fill('#reply-body', words)
      await asha.click('.composer__to > summary')
      await asha.fill('#cc', 'Ann Jones <ann@supplier.example>')
      await asha.selectOption('#cc-role', 'supplier')
      if (script) expect(await asha.innerText('[data-send-to]')).toMatch(/^Send to .* and 1 other$/)
      if (script) await expectAccessible(asha, 'the composer, opened')
      await picture(asha, `composer-${script}`)
      await asha.click('[data-send-to]')

      await asha.waitForSelector('.pending')
      expect(await asha.innerText('.pending')).toMatch(/Sending in \d+ seconds?/)
      if (script) await expectAccessible(asha, 'a reply on its way')
      await picture(asha, `pending-${script}`)
      await asha.click('.pending button:has-text("Undo")')
      await asha.waitForURL(/undone=/)
      expect(await asha.inputValue('#reply-body')).toBe(words)
      expect(await asha.inputValue('#cc')).toBe('Ann Jones <ann@supplier.example>')
      expect(await asha.inputValue('#cc-role')).toBe('supplier')

      await asha.fill('#reply-body', `${words} Thank you.`)
      await asha.click('[data-send-to]')
      await asha.waitForSelector('.pending')
      if (script) await asha.waitForSelector(`.timeline >> text=${words} Thank you.`, { timeout: 20_000 })
      else {
        await asha.waitForTimeout(13_000)
        await asha.goto(place)
      }
      expect(await asha.locator('.pending').count()).toBe(0)
      expect(await asha.innerText('.case__side')).toContain('Ann Jones')
      expect(await asha.innerText('.deliveries >> nth=-1')).toMatch(/ent to Ann Jones/)
      await picture(asha, `sent-${script}`)

      // From the case itself this time, as people do; what was sent does not stay in the box.
      await asha.goto(place)
      expect(await asha.inputValue('#reply-body')).toBe('')
      await asha.fill('#reply-body', 'Still all well?')
      await asha.click('.composer__later > summary')
      await asha.selectOption('#when', 'tomorrow')
      await asha.click('[data-send-to]')
      await asha.waitForSelector('.pending')
      expect(await asha.innerText('.pending')).toContain('Will be sent tomorrow 09:00')
      await asha.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('#reply-body')?.value === '')
      if (script) await expectAccessible(asha, 'a reply for tomorrow')
      await picture(asha, `later-${script}`)
      await asha.click('.pending button:has-text("Cancel")')
      await asha.waitForSelector('.pending', { state: 'detached' })
      await context.close()
    },
  )

test.skipIf(!hasBrowser)(
  'the composer and a reply on its way fit a telephone, and have no barrier that can be found',
  async () => {
    const { page: asha, context } = await stage.open({ width: 320 })
    await signIn(asha, 'asha@threerivers.example')
    const place = await openCase(asha, 2)
    await asha.goto(`${place}/reply`)
    await asha.fill('#reply-body', 'On my way.')
    await asha.click('.composer__to > summary')
    await asha.click('.composer__later > summary')
    await expectAccessible(asha, 'the composer at 320 px')
    await asha.locator('#composer').scrollIntoViewIfNeeded()
    await picture(asha, 'composer-320')
    await asha.selectOption('#when', 'tomorrow')
    await asha.click('[data-send-to]')
    await asha.waitForSelector('.pending')
    await expectAccessible(asha, 'a reply for tomorrow at 320 px')
    await asha.locator('.pending').scrollIntoViewIfNeeded()
    await picture(asha, 'pending-320')
    await asha.goto(`${place}/participants`)
    await expectAccessible(asha, 'those who take part at 320 px')
    await context.close()
  },
)

test.skipIf(!hasBrowser)(
  'forwarding, how replies are set up, and how people want to be reached have no barrier that can be found',
  async () => {
    for (const width of [1280, 320]) {
      const { page: asha, context } = await stage.open({ width })
      await signIn(asha, 'asha@threerivers.example')
      const place = await openCase(asha, 2)
      await asha.goto(place)
      await expectAccessible(asha, `a case at ${width}`)
      const forward = await asha.getAttribute('.entry a[href$="/forward"]', 'href')
      await asha.goto(forward!)
      await expectAccessible(asha, `forwarding at ${width}`)
      await picture(asha, `forward-${width}`)
      await context.close()
      const { page: farah, context: hers } = await stage.open({ width })
      await signIn(farah, 'farah@threerivers.example')
      await farah.goto('/admin')
      await farah.click('a:has-text("Replies by e-mail") >> nth=0')
      await farah.waitForSelector('h1:has-text("Replies of")')
      await expectAccessible(farah, `replies set up at ${width}`)
      await picture(farah, `replies-${width}`)
      await hers.close()
    }
  },
)
