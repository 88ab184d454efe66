/** How a message names a logo that travels with it: nothing is fetched. */
export const logoCid = (hash: string): string => `logo-${hash}@moothall`

/** The logo that a message's HTML shows, if any. What somebody wrote has its quotation marks written otherwise, and names none. */
export const logoNamedIn = (html: string): string | undefined =>
  /<img src="cid:logo-([\w-]{43})@moothall"/.exec(html)?.[1]

export const MOST_LOGO_BYTES = 200_000

/** Why a file cannot be a logo, in words; null when it can. A picture that could hold a script is none. */
export function whyNotALogo({ media_type, size }: { media_type: string; size: number }): string | null {
  if (size === 0) return 'Choose a picture'
  if (size > MOST_LOGO_BYTES) return 'That picture is too large: use one of at most 200 KB'
  return media_type === 'image/png' || media_type === 'image/jpeg' ? null : 'Use a PNG or a JPEG picture'
}
