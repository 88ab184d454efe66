import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { ENHANCE_HASH } from './document.tsx'
import { ProblemPage } from './error-page.tsx'
import type { Frame } from './frame.ts'
import { PublicPage } from './public-page.tsx'
import { html } from './render.ts'
import { WorkspacePage } from './workspace-page.tsx'

const frame: Frame = {
  assets: { script: '/app.js', style: '/app.css' },
  organisation: { name: 'Three Rivers Shared Services', short_name: 'Three Rivers', colour: 'plum' },
  person: { name: 'Asha Patel' },
  path: '/ask/now',
}
const rail = [{ heading: 'Queues', items: [{ href: '/q/1', label: 'Service desk', count: '12' }] }]

test('with something wrong, the title says so first and the summary comes before the form', () => {
  const errors = [{ field: 'subject', message: 'Enter a subject' }]
  const page = html(
    <PublicPage frame={frame} title="Get help" errors={errors}>
      <h1>Get help</h1>
    </PublicPage>,
  )
  expect(page).toMatch(/^<!doctype html>/)
  expect(page).toContain('<title>Error: Get help – Three Rivers</title>')
  expect(page.indexOf('href="#subject"')).toBeLessThan(page.indexOf('<h1'))
})

test('pages carry no inline style or handler, and one inline script, whose hash the content policy allows', () => {
  const page = html(
    <WorkspacePage frame={{ ...frame, live: '/live/1', notice: 'Done.' }} title="Queue" active="/q/1" rail={rail}>
      <h1>Queue</h1>
    </WorkspacePage>,
  )
  expect(page).not.toMatch(/\sstyle=|\son[a-z]+=/)
  const inline = [...page.matchAll(/<script>(.*?)<\/script>/g)].map(match => match[1]!)
  expect(inline.map(script => `'sha256-${createHash('sha256').update(script).digest('base64')}'`)).toEqual([
    ENHANCE_HASH,
  ])
  expect(page).toContain('<live-refresh src="/live/1">')
  expect(page).toContain('accent-plum')
})

test('the rail marks where we are, in the menu of small screens too', () => {
  const page = html(
    <WorkspacePage frame={frame} title="Queue" active="/q/1" rail={rail}>
      <h1>Queue</h1>
    </WorkspacePage>,
  )
  expect(page.match(/href="\/q\/1" aria-current="page"/g)).toHaveLength(2)
})

test('a problem says what happened, what to quote and where to go, whoever is asking', () => {
  const { person: _, ...stranger } = frame
  const page = html(
    <ProblemPage frame={stranger} title="Page not found" message="Check the address." reference="8F2K" />,
  )
  expect(page).toContain('Check the address.')
  expect(page).toContain('8F2K')
  expect(page).toContain('href="/sign-in"')
})
