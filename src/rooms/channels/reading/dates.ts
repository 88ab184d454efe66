const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Minutes east of Greenwich: RFC 5322's names, and those that European programs write. */
const ZONES: Record<string, number> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  bst: 60,
  ist: 60,
  west: 60,
  cet: 60,
  met: 60,
  mez: 60,
  cest: 120,
  mest: 120,
  mesz: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  jst: 540,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
}

/** The date a header names, or null: RFC 5322 with its obsolete forms, two-digit years, lost zones and ISO 8601. */
export function parseDate(raw: string): Date | null {
  const text = withoutComments(raw.slice(0, 300)).replace(/\s+/g, ' ').trim()
  const found = fromMail(text) ?? fromAsctime(text) ?? fromIso(text)
  if (!found || Number.isNaN(found.getTime())) return null
  const year = found.getUTCFullYear()
  return year >= 1900 && year <= 9999 ? found : null
}

function withoutComments(text: string): string {
  let out = ''
  let depth = 0
  for (const letter of text) {
    if (letter === '(') depth++
    else if (letter === ')') depth = Math.max(0, depth - 1)
    else if (depth === 0) out += letter
  }
  return out
}

const CLOCK = String.raw`(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d{1,9})?)?`

function fromMail(text: string): Date | undefined {
  const parts = new RegExp(
    String.raw`(?:^|[\s,])(\d{1,2})[ -]([a-z]{3,9})\.?[ -](\d{2,4}),? ${CLOCK} ?(am|pm)? ?([+-] ?\d{2}:?\d{2}|[a-z]{1,5}[+-]\d{1,4}|[a-z]{1,5})?`,
    'i',
  ).exec(text)
  if (!parts) return undefined
  const [, day, month, year, hours, minutes, seconds, half, zone] = parts
  return made({ year, month, day, hours, minutes, seconds, half, zone })
}

function fromAsctime(text: string): Date | undefined {
  const parts = new RegExp(String.raw`\b([a-z]{3,9}) (\d{1,2}),? ${CLOCK} ?([a-z]{2,5}|[+-]\d{4})? ?(\d{4})`, 'i').exec(
    text,
  )
  if (!parts) return undefined
  const [, month, day, hours, minutes, seconds, zone, year] = parts
  return made({ year, month, day, hours, minutes, seconds, half: undefined, zone })
}

function fromIso(text: string): Date | undefined {
  const parts = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?) ?(Z|[+-]\d{2}:?\d{2})?)?/.exec(text)
  if (!parts) return undefined
  const zone = (parts[3] ?? 'Z').replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')
  return new Date(`${parts[1]}T${parts[2] ?? '00:00'}${zone}`)
}

type Piece = string | undefined
interface Pieces {
  readonly year: Piece
  readonly month: Piece
  readonly day: Piece
  readonly hours: Piece
  readonly minutes: Piece
  readonly seconds: Piece
  readonly half: Piece
  readonly zone: Piece
}

function made(pieces: Pieces): Date | undefined {
  const month = MONTHS.indexOf((pieces.month ?? '').slice(0, 3).toLowerCase())
  const day = Number(pieces.day)
  const minutes = Number(pieces.minutes)
  const seconds = Number(pieces.seconds ?? 0)
  const hours = (Number(pieces.hours) % (pieces.half ? 12 : 100)) + (pieces.half?.toLowerCase() === 'pm' ? 12 : 0)
  if (month < 0 || day < 1 || day > 31 || hours > 24 || minutes > 59 || seconds > 60) return undefined
  const said = Number(pieces.year)
  // RFC 5322 section 4.3: two digits up to 49 are of this century, three count from 1900.
  const year = pieces.year!.length === 2 ? said + (said < 50 ? 2000 : 1900) : said < 1000 ? said + 1900 : said
  return new Date(Date.UTC(year, month, day, hours, minutes, seconds) - offset(pieces.zone) * 60_000)
}

function offset(zone: Piece): number {
  const numbers = /([+-]) ?(\d{1,2}):?(\d{2})?$/.exec(zone ?? '')
  if (!numbers) return ZONES[(zone ?? '').toLowerCase()] ?? 0
  const minutes = Number(numbers[2]) * 60 + Number(numbers[3] ?? 0)
  return minutes > 14 * 60 ? 0 : numbers[1] === '-' ? -minutes : minutes
}
