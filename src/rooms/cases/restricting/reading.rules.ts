/** How somebody came to read a restricted case. */
export type Way = 'page' | 'portal' | 'api' | 'file' | 'export'

/** In words that follow a name. */
export const WAYS: Record<Way, string> = {
  page: 'on a page',
  portal: 'on the portal',
  api: 'by a program',
  file: 'opened a file',
  export: 'in a download of many cases',
}
