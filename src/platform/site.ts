/*
 * Where this installation is found by people: for links in messages, and for telling our own forms from another site's. Said once
 * when the process starts, from its configuration.
 */

export interface Site {
  /** As people type it, without a slash at the end: "https://desk.threerivers.gov.uk". */
  readonly url: string
  /** Whether an operator said so, or it is a guess for this machine. */
  readonly stated: boolean
  /** How many proxies of the operator's own stand in front. */
  readonly proxies: number
}

let current: Site = { url: 'http://localhost:3000', stated: false, proxies: 0 }

/** Where we are found. */
export const site = (): Site => current

/** Whether people reach us over https only: then cookies go no other way. */
export const isSecure = (): boolean => current.stated && current.url.startsWith('https:')

/** An address of ours, whole, for words that leave the installation. */
export const absolute = (path: string): string => `${current.url}${path}`

/** Says where we are found. */
export function settleSite(where: { url?: string | undefined; proxies: number; port: number }): void {
  const { url, proxies, port } = where
  current = { url: (url ?? `http://localhost:${port}`).replace(/\/+$/, ''), stated: url !== undefined, proxies }
}
