/** How far into a text is looked. */
const LOOKED_AT = 4096

interface Pairs {
  readonly leads: readonly number[]
  readonly trails: readonly number[]
}

const within = (byte: number | undefined, from: number, to: number) => byte !== undefined && byte >= from && byte <= to
const share = (leads: readonly number[], fits: (lead: number) => boolean) => leads.filter(fits).length / leads.length

/**
 * The character set of Chinese, Japanese or Korean that nobody named: two bytes make a letter there, and the common letters begin
 * with few bytes. Undefined for everything else; Western text, where letters beyond ASCII stand alone, never looks so.
 */
export function guessEastAsian(bytes: Buffer): string | undefined {
  const some = bytes.subarray(0, LOOKED_AT)
  return doubleHigh(some) ?? shiftJis(some) ?? big5(some)
}

/** Every byte beyond ASCII as the first or second of a pair; undefined when one is neither. */
function pairs(
  bytes: Buffer,
  isLead: (byte: number) => boolean,
  isTrail: (byte: number) => boolean,
): Pairs | undefined {
  const leads: number[] = []
  const trails: number[] = []
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at]!
    if (lead < 0x80) continue
    const trail = bytes[++at]
    if (!isLead(lead) || (trail !== undefined && !isTrail(trail))) return undefined
    if (trail !== undefined) trails.push(trail)
    leads.push(lead)
  }
  return { leads, trails }
}

/** GB 2312, EUC-KR and EUC-JP: both bytes of a pair are high. */
function doubleHigh(bytes: Buffer): string | undefined {
  const high = (byte: number) => within(byte, 0xa1, 0xfe)
  const found = pairs(bytes, high, high)
  if (!found || found.leads.length < 2) return undefined
  const { leads } = found
  if (share(leads, lead => lead === 0xa4 || lead === 0xa5) > 0.25) return 'euc-jp'
  const letters = leads.filter(lead => lead > 0xa9)
  const common = letters.length > 0 ? share(letters, lead => within(lead, 0xb0, 0xd7)) : 0
  if (common < 0.9) return undefined
  return letters.length >= 8 && letters.every(lead => lead <= 0xc8) ? 'cp949' : 'gb18030'
}

/** Half of Japanese is kana, whose first bytes are two. */
function shiftJis(bytes: Buffer): string | undefined {
  const found = pairs(
    bytes,
    byte => within(byte, 0x81, 0x9f) || within(byte, 0xe0, 0xef),
    byte => within(byte, 0x40, 0xfc) && byte !== 0x7f,
  )
  if (!found || found.leads.length < 2) return undefined
  const kana = share(found.leads, lead => lead === 0x82 || lead === 0x83)
  return kana > 0.3 ? 'shift_jis' : undefined
}

/** Only a text dense with them: a second byte may be an ordinary letter. */
function big5(bytes: Buffer): string | undefined {
  const found = pairs(
    bytes,
    byte => within(byte, 0xa1, 0xf9),
    byte => within(byte, 0x40, 0x7e) || within(byte, 0xa1, 0xfe),
  )
  if (!found || found.leads.length < 6 || new Set(found.leads).size < 4) return undefined
  const dense = (found.leads.length * 2) / bytes.filter(byte => byte > 32).length
  return dense > 0.6 && share(found.leads, lead => lead <= 0xc6) > 0.9 ? 'big5' : undefined
}
