const MOST_CHARACTERS = 100

/**
 * What to call somebody: the name their message gives, on one line and without what only looks like something; else the part of the
 * address before the @ (beh-48). A name is no proof of anything.
 */
export function nameFrom(said: string | null, address: string): string {
  const name = tidy(said ?? '')
  const local = tidy(address.split('@')[0] ?? '')
  return name !== '' && !name.includes('@') ? name : local || 'Somebody'
}

const tidy = (text: string): string =>
  [
    ...text
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}<>"]/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  ]
    .slice(0, MOST_CHARACTERS)
    .join('')
