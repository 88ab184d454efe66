import type { ComponentChildren } from 'preact'

/** Anything else the element should carry: `data-…`, `aria-…`, `autofocus`. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>

/** What every component accepts besides its own properties. */
export type Extras = { class?: string | undefined; attributes?: Attributes | undefined }

/** A part whose words are ours, and may hold a link or emphasis. */
export type Content = ComponentChildren
