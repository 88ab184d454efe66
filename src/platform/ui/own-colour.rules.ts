/*
 * A colour that an organisation brings with it, '#rrggbb': whether everything that is drawn with it can be read, and the style it
 * comes to. The checks are those of the named colours (accents.test.ts), which this holds to the same grounds.
 */
import { contrast, NEEDED, sayRatio } from './contrast.rules.ts'

/** What colours stand on: as in src/browser/styles/_theme.scss, which own-colour.test.ts compares. */
export const GROUNDS = {
  light: { surface: '#ffffff', ground: '#f5f6f8', hover: '#eef1f4' },
  dark: { surface: '#191d22', ground: '#121519', raised: '#22272d', hover: '#242a31' },
} as const
const FOCUS = '#ffdd00'
/** What is no text needs this against what is beside it: WCAG 2.2, 1.4.11. */
const NEEDED_OF_SHAPES = 3

const channels = (hex: string) => [1, 3, 5].map(at => Number.parseInt(hex.slice(at, at + 2), 16))
/** As Sass's color.mix: `share` of the first. */
function mix(a: string, b: string, share: number): string {
  const of = channels(b)
  const mixed = channels(a).map((c, i) => Math.round(c * share + (of[i] ?? 0) * (1 - share)))
  return `#${mixed.map(c => c.toString(16).padStart(2, '0')).join('')}`
}

export const isOwnColour = (text: string): boolean => /^#[0-9a-f]{6}$/.test(text)

const tintOf = (solid: string) => mix(solid, GROUNDS.light.surface, 0.1)
const darkTintOf = (bright: string) => mix(bright, GROUNDS.dark.surface, 0.16)

interface Use {
  readonly where: string
  readonly ratio: number
  readonly needed: number
}

/** Everything that is drawn with a colour, and the contrast it has there. */
export function usesOf(solid: string): readonly Use[] {
  const text = (where: string, on: string) => ({ where, ratio: contrast(solid, on), needed: NEEDED })
  return [
    text(`White on ${solid}`, '#ffffff'),
    ...Object.values(GROUNDS.light).map(on => text(`${solid} on ${on}`, on)),
    text(`${solid} on its own tint, as on labels,`, tintOf(solid)),
    {
      where: `The yellow frame around what has the keyboard, on ${solid},`,
      ...{ ratio: contrast(FOCUS, solid), needed: NEEDED_OF_SHAPES },
    },
  ]
}

const isReadable = (solid: string) => usesOf(solid).every(({ ratio, needed }) => ratio >= needed)

/** The nearest colour of the same hue that can be read wherever it is used: as much darker as it must be. */
export function nearestReadable(solid: string): string {
  for (let black = 0; black < 100; black++) {
    const darker = mix(solid, '#000000', (100 - black) / 100)
    if (isReadable(darker)) return darker
  }
  return '#000000'
}

/** Why a colour cannot be used, with the figure and the nearest that can; null when it can. */
export function whyNotAColour(text: string): string | null {
  if (!isOwnColour(text)) return 'Write a colour as # and six digits or letters a to f, such as #1f4a8c'
  const weak = usesOf(text).find(({ ratio, needed }) => ratio < needed)
  if (!weak) return null
  const { where, ratio, needed } = weak
  return `${where} has a contrast of ${sayRatio(ratio)} and needs ${sayRatio(needed)}. The nearest colour that can be read is ${nearestReadable(text)}`
}

/** The colour's name in the dark: as much lighter as it must be to be read there. */
export function brightOf(solid: string): string {
  for (let white = 0; white < 100; white++) {
    const lighter = mix(solid, '#ffffff', (100 - white) / 100)
    const grounds = [...Object.values(GROUNDS.dark), darkTintOf(lighter)]
    if (grounds.every(on => contrast(lighter, on) >= NEEDED)) return lighter
  }
  return '#ffffff'
}

/** The class that sets it: what `accentClass` gives for such a colour. */
export const ownColourClass = (solid: string): `accent-x${string}` => `accent-x${solid.slice(1)}`

/** The rules for its class, as the style sheet has for the named colours. */
export function styleOf(solid: string): string {
  const bright = brightOf(solid)
  const name = `.${ownColourClass(solid)}`
  const dark = `--accent-text:${bright};--accent-tint:${darkTintOf(bright)}`
  return [
    `${name}{--accent:${solid};--accent-deep:${mix(solid, '#000000', 0.82)};--accent-text:${solid};--accent-tint:${tintOf(solid)}}`,
    `@media screen and (prefers-color-scheme:dark){:root:not([data-theme="light"]) ${name}{${dark}}}`,
    `@media screen{:root[data-theme="dark"] ${name}{${dark}}}`,
  ].join('\n')
}

const MOST_COLOURS = 50

/** The style sheet at an address that names colours, '1f4a8c-7a2200'; undefined for what names none that may be used. */
export function styleSheetFor(names: string): string | undefined {
  const colours = names.split('-').map(name => `#${name}`)
  if (colours.length > MOST_COLOURS || colours.some(colour => whyNotAColour(colour) !== null)) return undefined
  return colours.map(styleOf).join('\n')
}

/** Where the style of the colours in a page stands; undefined where it has none of its own. */
export function styleSheetOf(page: string): string | undefined {
  if (!page.includes('accent-x')) return undefined
  const found = [...new Set([...page.matchAll(/\baccent-x([0-9a-f]{6})\b/g)].map(([, name = '']) => name))].sort()
  const readable = found.filter(name => whyNotAColour(`#${name}`) === null).slice(0, MOST_COLOURS)
  return readable.length > 0 ? `/colours/${readable.join('-')}` : undefined
}
