/** Where the browser finds our script and style; `dev` adds Vite's client. */
export type Assets = { script: string; style: string; dev?: boolean | undefined }

/** Everything around a page that is the same for every page of one request. */
export type Frame = {
  assets: Assets
  organisation: { name: string; short_name: string; colour: string; logo?: string | undefined }
  /** Who is signed in. */
  person?: { name: string } | undefined
  /** That this is seen as somebody else sees it, with the way out: `stop` is posted to. */
  viewing?: { name: string; viewer: string; until: string; over: boolean; stop: string } | undefined
  /** Where what they were told stands, and how much of it they have not read. */
  notices?: { href: string; unread: number } | undefined
  /** What this service calls itself beside the organisation's name. */
  service?: string | undefined
  /** The reader's own choice; without it, their device's. */
  theme?: 'light' | 'dark' | undefined
  /** Where we are, with the query. */
  path: string
  /** What whoever looks after this must see to, on every page until they have. */
  warning?: string | undefined
  /** What was just done, in a sentence, and perhaps the way to undo it: `undo` is posted to. */
  notice?: string | undefined
  undo?: { action: string; label?: string | undefined } | undefined
  /** The event stream that says when this page has changed. */
  live?: string | undefined
}

export type Mistake = { field: string; message: string }

/** The title says where and whose; with mistakes it begins "Error: ", so that it is heard first. */
export const fullTitle = (title: string, frame: Frame, errors: readonly Mistake[] = []) =>
  `${errors.length ? 'Error: ' : ''}${title} – ${frame.organisation.short_name}`

/** The same surroundings, saying what was just done: `done` in the address picks a sentence, so that a reload says nothing new. */
export function withNotice<Chrome extends { readonly frame: Frame }>(
  chrome: Chrome,
  sentences: Readonly<Record<string, string>>,
  done: string | undefined,
): Chrome {
  const notice = done !== undefined && Object.hasOwn(sentences, done) ? sentences[done] : undefined
  return notice ? { ...chrome, frame: { ...chrome.frame, notice } } : chrome
}
