import { isOwnColour, ownColourClass } from './own-colour.rules.ts'

/**
 * The colours an organisation may choose by name. A list in the style sheet, because our content policy allows no inline style and because each is
 * checked (accents.test.ts) to be readable in both themes: white on `solid`, `solid` on light paper, `bright` on dark paper.
 * The same values stand in src/browser/styles/_accents.scss; the test keeps them equal.
 */
export const ACCENTS = {
  teal: { solid: '#0e6b6b', bright: '#5cc4c0' },
  plum: { solid: '#8a2461', bright: '#ec9fca' },
  navy: { solid: '#1f4a8c', bright: '#93b7f0' },
  forest: { solid: '#25663a', bright: '#7cc893' },
  brick: { solid: '#9c341e', bright: '#f29d84' },
  slate: { solid: '#43535f', bright: '#a9bac8' },
  ochre: { solid: '#7a5000', bright: '#dcb25a' },
  violet: { solid: '#5a3da6', bright: '#bca7f4' },
} as const

export type Accent = keyof typeof ACCENTS

const isAccent = (name: string): name is Accent => name in ACCENTS

/** The class that sets the accent for an element and all within. A name we do not know is slate: quiet, never an error. */
export const accentClass = (name: string): `accent-${string}` =>
  isOwnColour(name) ? ownColourClass(name) : `accent-${isAccent(name) ? name : 'slate'}`

/** The colour itself, for where no style sheet reaches. */
export const solidOf = (name: string): string =>
  isOwnColour(name) ? name : ACCENTS[isAccent(name) ? name : 'slate'].solid
