import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, hasBrowser, openStage, picture, type Stage, signIn, tooWide } from './harness.ts'

if (!hasBrowser) console.log('Left out, as there is no Chromium: an organisation leaves.')

let stage: Stage
beforeAll(async () => {
  if (hasBrowser) stage = await openStage()
})
afterAll(() => stage?.close())

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const WIDTHS = [320, 1280]

test.skipIf(!hasBrowser)('an organisation leaves: planned and confirmed without script, at any width', async () => {
  const { context, page } = await stage.open({ script: false, width: 320 })
  await signIn(page, 'farah@threerivers.example')
  await page.goto('/admin')
  const cards = page.locator('section, .card').filter({ hasText: 'Penwick' })
  const id = /organisations\/([0-9a-f-]{36})/.exec(await cards.last().innerHTML())![1]
  await page.goto(`/admin/organisations/${id}/leaving`)
  await page.click('main button:text-is("Count what would happen")')
  expect(await page.locator('.govuk-error-summary').innerText()).toContain('Choose what becomes of open cases')
  await picture(page, 'leaving-mistakes-320')
  await page.fill('#kept_until', inDays(60))
  await page.check('input[name=open_cases][value=close]')
  await page.fill('#close_because', 'Penwick has a desk of its own now')
  await page.check('input[name=answers][value=answer]')
  await page.fill('#mail_answer', 'Please write to help@penwick.example.')
  await page.click('main button:text-is("Count what would happen")')
  const place = page.url()
  // Looked at as whoever confirms sees it, with script, for what axe finds.
  for (const width of WIDTHS) {
    const other = await stage.open({ width })
    await signIn(other.page, 'farah@threerivers.example')
    for (const [name, path] of [
      ['plan', place],
      ['list', `/admin/organisations/${id}/leaving`],
      ['kept', '/cases/CASE/keeping'],
    ] as const) {
      await other.page.goto('/queue/all')
      const reference = /\/cases\/(C-\d+)/.exec(await other.page.content())?.[1] ?? ''
      await other.page.goto(path.replace('CASE', reference))
      await expectAccessible(other.page, `${name} at ${width} px`)
      await picture(other.page, `leaving-${name}-${width}`)
    }
    await other.context.close()
  }
  await page.fill('#short_name', 'Penwick')
  await page.click('main button:text-is("Confirm that it leaves")')
  expect(await page.locator('main').innerText()).toMatch(/Nothing has ended yet|Nothing happens before the day/)
  expect(await tooWide(page)).toEqual([])
  await picture(page, 'leaving-under-way-320')
  await context.close()
})
