/*
 * A browser against the whole product: real PostgreSQL, the built script and style, web and worker in one process. Where no Chromium is
 * installed the journeys are left out, and say so.
 */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import pg from 'pg'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { createBuilder } from 'vite'
import { expect, inject } from 'vitest'
import { readConfig } from '../src/config.ts'
import { type Running, start } from '../src/main.ts'
import { DEMONSTRATION_PASSWORD, seed } from '../src/testing/seed/seed.ts'

const ROOT = path.resolve('.')
const executablePath = (process.env.PATH ?? '')
  .split(path.delimiter)
  .flatMap(folder => ['chromium', 'google-chrome'].map(name => path.join(folder, name)))
  .find(file => existsSync(file))

export const hasBrowser = executablePath !== undefined

export interface Stage {
  readonly url: string
  readonly running: Running
  /** Of the database, as its owner. */
  readonly ownerUrl: string
  /** A person's own browser. Without JavaScript when `script` is false; a telephone's width when `width` is 320. */
  open(options?: { script?: boolean; width?: number }): Promise<{ context: BrowserContext; page: Page }>
  close(): Promise<void>
}

let number = 0

/** The product on a fresh database of its own, with a small pretend service. */
export async function openStage(): Promise<Stage> {
  const builder = await createBuilder({ logLevel: 'error' })
  await builder.build(builder.environments.client!)
  const ownerUrl = inject('ownerUrl')
  const name = `journey_${process.pid}_${++number}`
  const admin = new pg.Client(ownerUrl)
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.end()
  const url = ownerUrl.replace(/\/[^/]*$/, `/${name}`)
  const running = await start(readConfig({ DATABASE_URL: url, PORT: '0' }), { web: true, work: true }, ROOT)
  await seed(running.db, { now: new Date(), cases: 700, persons: 20 })
  const browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox', '--disable-gpu'] })
  return {
    url: running.url!,
    running,
    ownerUrl: url,
    open: options => openContext(browser, running.url!, options),
    async close() {
      await browser.close()
      await running.close()
    },
  }
}

async function openContext(browser: Browser, baseURL: string, options: { script?: boolean; width?: number } = {}) {
  const viewport = { width: options.width ?? 1280, height: 800 }
  const context = await browser.newContext({
    baseURL,
    javaScriptEnabled: options.script ?? true,
    viewport,
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(10_000)
  return { context, page: await context.newPage() }
}

export async function signIn(page: Page, email: string, password = DEMONSTRATION_PASSWORD): Promise<void> {
  await page.goto('/sign-in')
  await page.fill('#email', email)
  await page.click('main button:text-is("Continue")')
  await page.fill('#password', password)
  await page.click('main button:text-is("Sign in")')
  await page.waitForURL(url => !url.pathname.startsWith('/sign-in'))
}

// GOV.UK Frontend's own script puts aria-expanded on radios that reveal more; the component is as published.
const LEFT_TO_GOVUK = ['aria-allowed-attr']

/** No accessibility violation axe can find (WCAG 2.2 AA), and nothing wider than the screen. Needs JavaScript in the page. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  const results = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .disableRules(LEFT_TO_GOVUK)
    .analyze()
  const found = results.violations.map(one => `${one.id}: ${one.nodes.map(node => node.target.join(' ')).join('; ')}`)
  expect(found, where).toEqual([])
  expect(await tooWide(page), `${where} scrolls sideways`).toEqual([])
}

/** What makes the page wider than the screen: nothing when it does not scroll sideways. */
export const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const wide = [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > clientWidth)
    return [
      `${scrollWidth} px of ${clientWidth}`,
      ...wide.map(one => `${one.tagName}.${one.className} ${one.textContent?.slice(0, 60)}`),
    ]
  })

const folder = process.env.MOOTHALL_PICTURES

/** A picture of the page, when MOOTHALL_PICTURES names a folder for them. */
export async function picture(page: Page, name: string): Promise<void> {
  if (folder) await page.screenshot({ path: path.join(folder, `${name}.png`) })
}
