import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ACCENTS, accentClass, solidOf } from './accents.ts'
import { contrast } from './contrast.rules.ts'
import { html } from './layout/render.ts'
import {
  brightOf,
  GROUNDS,
  nearestReadable,
  styleSheetFor,
  styleSheetOf,
  usesOf,
  whyNotAColour,
} from './own-colour.rules.ts'

test('what is checked is what the style sheet draws on', () => {
  const theme = readFileSync('src/browser/styles/_theme.scss', 'utf8')
  for (const [mixin, grounds] of Object.entries(GROUNDS))
    for (const [name, colour] of Object.entries(grounds))
      expect(new RegExp(`@mixin ${mixin} \\{[^}]*--${name}: (#[0-9a-f]{6});`).exec(theme)?.[1]).toBe(colour)
  expect(theme).toContain('--focus: #ffdd00')
})

test.each(Object.entries(ACCENTS))('%s, which is in the list, would be taken as anybody’s own', (_, { solid }) => {
  expect(whyNotAColour(solid)).toBe(null)
})

test.each(['', 'red', '#12345', '#1234567', 'url(x)', '#12g456', '#1f4a8c;}'])('%j is no colour', text => {
  expect(whyNotAColour(text)).toContain('such as #1f4a8c')
})

test.each(['#ffcc00', '#ff0000', '#00b5e2', '#ffffff', '#7ac943', '#777777'])(
  '%s is refused with the figure, and the nearest that is named can be read everywhere',
  colour => {
    const [, ratio, nearest = ''] =
      /has a contrast of (\d+\.\d) to 1 and needs .* nearest colour that can be read is (#[0-9a-f]{6})$/.exec(
        whyNotAColour(colour) ?? '',
      ) ?? []
    expect(Number(ratio)).toBeLessThan(4.5)
    expect(nearest).toBe(nearestReadable(colour))
    expect(whyNotAColour(nearest)).toBe(null)
    expect(usesOf(nearest).filter(use => use.ratio < use.needed)).toEqual([])
  },
)

test('in the dark a colour is as much lighter as it must be', () => {
  for (const colour of ['#1f4a8c', '#000000', '#4b0082', '#8a2461'])
    for (const on of Object.values(GROUNDS.dark)) expect(contrast(brightOf(colour), on)).toBeGreaterThanOrEqual(4.5)
})

test('a page with such a colour asks for its style, and no other page does', () => {
  const own = <head>{[<body class={accentClass('#1f4a8c')}>Words</body>]}</head>
  expect(html(own)).toContain('<link rel="stylesheet" href="/colours/1f4a8c">')
  expect(html(<head>{[<body class={accentClass('teal')}>Words</body>]}</head>)).not.toContain('/colours/')
  expect(styleSheetOf('class="accent-x1f4a8c" class="accent-x0e6b6b" class="accent-x1f4a8c"')).toBe(
    '/colours/0e6b6b-1f4a8c',
  )
  // One that cannot be read is drawn with by nobody.
  expect(styleSheetOf('accent-xffcc00')).toBe(undefined)
  expect([solidOf('#1f4a8c'), solidOf('teal'), solidOf('hot-pink')]).toEqual(['#1f4a8c', '#0e6b6b', '#43535f'])
})

test('a style is made of its address, and of nothing that is no colour', () => {
  expect(styleSheetFor('1f4a8c')).toContain('.accent-x1f4a8c{--accent:#1f4a8c;')
  expect(styleSheetFor('1f4a8c')).toContain('prefers-color-scheme:dark')
  for (const names of ['', 'ffcc00', '1f4a8c-', '1f4a8c-}body{}', Array(60).fill('1f4a8c').join('-')])
    expect(styleSheetFor(names)).toBe(undefined)
})
