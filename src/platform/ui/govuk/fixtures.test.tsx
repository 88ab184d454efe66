/** Every component, against the fixtures that GOV.UK Frontend publishes: an upgrade that changes the markup fails here. */
import { readFileSync } from 'node:fs'
import { render } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import type { Options } from './fixture-fields.tsx'
import { FROM_OPTIONS } from './fixture-options.tsx'
import { LEFT_OUT } from './fixtures-left-out.ts'

type Fixture = { name: string; options: Options; html: string }

const VOID = new Set(['input', 'br', 'hr', 'img', 'meta', 'link'])
const PIECE = /<(\/?)([a-zA-Z][\w-]*)((?:\s+[^\s=>"'/]+(?:\s*=\s*"[^"]*")?)*)\s*(\/?)>|([^<]+)/g
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'", ctdot: '⋯' }
const decode = (text: string) => text.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)

/** What a browser would make of it, one piece a line: white space, order and the spelling of entities apart. */
function normalise(html: string): string[] {
  return [...html.matchAll(PIECE)].flatMap(([, close, tag, attributes = '', empty, text]) => {
    if (text !== undefined) return decode(text).replace(/\s+/g, ' ').trim() || []
    if (close) return `</${tag}>`
    const sorted = [...attributes.matchAll(/([^\s=]+)(?:="([^"]*)")?/g)]
      .map(([, name, value = '']) => {
        const words = decode(value).trim().split(/\s+/)
        return `${name}="${(name === 'class' ? words.sort() : words).join(' ')}"`
      })
      .sort()
    const open = `<${[tag, ...sorted].join(' ')}>`
    return empty && !VOID.has(tag!) ? [open, `</${tag}>`] : open
  })
}

const all = Object.entries(FROM_OPTIONS).flatMap(([component, build]) => {
  const file = `node_modules/govuk-frontend/dist/govuk/components/${component}/fixtures.json`
  const { fixtures }: { fixtures: Fixture[] } = JSON.parse(readFileSync(file, 'utf8'))
  return fixtures.map(fixture => ({ name: `${component}: ${fixture.name}`, fixture, build }))
})
const reasons = new Map(Object.entries(LEFT_OUT).flatMap(([reason, names]) => names.map(name => [name, reason])))

test.each(all.filter(each => !reasons.has(each.name)))('$name', ({ fixture, build }) => {
  expect(normalise(render(build(fixture.options)))).toEqual(normalise(fixture.html))
})

test('what is left out exists, and is left out for a reason that still holds', () => {
  const names = new Set(all.map(each => each.name))
  expect([...reasons.keys()].filter(name => !names.has(name))).toEqual([])
  const needless = all.filter(({ name, fixture, build }) => {
    if (!reasons.has(name)) return false
    try {
      return normalise(render(build(fixture.options))).join('\n') === normalise(fixture.html).join('\n')
    } catch {
      return false
    }
  })
  expect(needless.map(each => each.name)).toEqual([])
})
