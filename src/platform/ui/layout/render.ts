import type { VNode } from 'preact'
import { render } from 'preact-render-to-string'
import { styleSheetOf } from '../own-colour.rules.ts'

/**
 * A whole page as the text of an HTML document. Colours that organisations brought with them have a style sheet at an address that
 * names them: which are on a page is known once it is drawn.
 */
export function html(page: VNode): string {
  const text = `<!doctype html>${render(page)}`
  const sheet = styleSheetOf(text)
  return sheet ? text.replace('</head>', `<link rel="stylesheet" href="${sheet}"></head>`) : text
}

/** A piece of a page, for the palette, a typeahead or a preview. */
export const fragment = (piece: VNode): string => render(piece)
