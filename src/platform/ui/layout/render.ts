import type { VNode } from 'preact'
import { render } from 'preact-render-to-string'

/** A whole page as the text of an HTML document. */
export const html = (page: VNode): string => `<!doctype html>${render(page)}`

/** A piece of a page, for the palette, a typeahead or a preview. */
export const fragment = (piece: VNode): string => render(piece)
