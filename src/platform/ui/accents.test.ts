import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ACCENTS, accentClass } from './accents.ts'
import { contrast } from './contrast.rules.ts'

const channels = (hex: string) => [1, 3, 5].map(at => Number.parseInt(hex.slice(at, at + 2), 16))
const hexOf = (rgb: number[]) => `#${rgb.map(c => Math.round(c).toString(16).padStart(2, '0')).join('')}`
/** As Sass's color.mix: `share` of the first. */
const mix = (a: string, b: string, share: number) =>
  hexOf(channels(a).map((c, i) => c * share + channels(b)[i]! * (1 - share)))
const scss = (file: string) => readFileSync(`src/browser/styles/${file}`, 'utf8')
const token = (theme: string, name: string) =>
  new RegExp(`@mixin ${theme} \\{[^}]*--${name}: (#[0-9a-f]{6});`).exec(scss('_theme.scss'))?.[1] ?? 'missing'

test.each(Object.entries(ACCENTS))(
  '%s is readable in light and in dark, as text, as a tag and beneath white',
  (_, accent) => {
    const [paper, ground] = [token('light', 'surface'), token('light', 'ground')]
    const [night, deep, raised] = [token('dark', 'surface'), token('dark', 'ground'), token('dark', 'raised')]
    const ratios = {
      'white on solid': contrast('#ffffff', accent.solid),
      'solid on paper': contrast(accent.solid, paper),
      'solid on ground': contrast(accent.solid, ground),
      'solid on its tint': contrast(accent.solid, mix(accent.solid, paper, 0.1)),
      'bright on dark paper': contrast(accent.bright, night),
      'bright on dark ground': contrast(accent.bright, deep),
      'bright on raised': contrast(accent.bright, raised),
      'bright on its tint': contrast(accent.bright, mix(accent.bright, night, 0.16)),
    }
    expect(Object.entries(ratios).filter(([, ratio]) => ratio < 4.5)).toEqual([])
  },
)

test('the quiet text is readable wherever it stands', () => {
  const weak = ['light', 'dark'].flatMap(theme =>
    ['ink', 'ink-2', 'late', 'warn', 'good'].flatMap(text =>
      ['surface', 'ground', 'hover', 'note', 'raised']
        .map(on => `${theme}: ${text} on ${on} ${contrast(token(theme, text), token(theme, on)).toFixed(2)}`)
        .filter(line => Number(line.split(' ').at(-1)) < 4.5),
    ),
  )
  expect(weak).toEqual([])
})

test('the style sheet has the same colours', () => {
  const inScss = [...scss('_accents.scss').matchAll(/'(\w+)': \((#\w+), (#\w+)\)/g)].map(m => [
    m[1],
    { solid: m[2], bright: m[3] },
  ])
  expect(Object.fromEntries(inScss)).toEqual(ACCENTS)
})

test('an unknown accent is slate', () => {
  expect(accentClass('hot-pink')).toBe('accent-slate')
  expect(accentClass('teal')).toBe('accent-teal')
})
