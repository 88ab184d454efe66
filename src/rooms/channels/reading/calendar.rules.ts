/** What an invitation says (RFC 5545 and 5546). Times are as written: UTC, or with their zone, or a day. */
export interface ReadCalendar {
  readonly method: string
  readonly summary: string
  readonly start: string | null
  readonly end: string | null
  readonly organiser: string | null
  readonly location: string | null
}

/** The first event of a calendar, or null when there is none. */
export function readCalendar(text: string, method: string): ReadCalendar | null {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split('\n')
    .slice(0, 5000)
  const begin = lines.findIndex(line => /^BEGIN:V(EVENT|TODO)\s*$/i.test(line))
  if (begin < 0) return null
  const end = lines.findIndex((line, at) => at > begin && /^(END:V(EVENT|TODO)|BEGIN:VALARM)\s*$/i.test(line))
  const event = lines.slice(begin, end < 0 ? undefined : end)
  const said = (name: string, among = event) => {
    const line = among.find(one => new RegExp(`^${name}[;:]`, 'i').test(one))
    return line === undefined ? null : split(line)
  }
  const organiser = said('ORGANIZER')
  return {
    method: (said('METHOD', lines)?.value || method || 'PUBLISH').toUpperCase().slice(0, 40),
    summary: words(said('SUMMARY')?.value) ?? '',
    start: time(said('DTSTART')),
    end: time(said('DTEND') ?? said('DUE')),
    organiser: organiser
      ? organiser.value
          .replace(/^mailto:/i, '')
          .trim()
          .slice(0, 320) || null
      : null,
    location: words(said('LOCATION')?.value),
  }
}

interface Property {
  readonly parameters: string
  readonly value: string
}

/** At the first colon outside quotation marks. */
function split(line: string): Property {
  let quoted = false
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '"') quoted = !quoted
    else if (line[at] === ':' && !quoted) return { parameters: line.slice(0, at), value: line.slice(at + 1) }
  }
  return { parameters: line, value: '' }
}

function words(value: string | undefined): string | null {
  const text = (value ?? '')
    .replace(/\\n/gi, '\n')
    .replace(/\\([,;\\])/g, '$1')
    .trim()
    .slice(0, 1000)
  return text === '' ? null : text
}

function time(property: Property | null): string | null {
  const parts = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?/.exec(property?.value.trim() ?? '')
  if (!parts) return null
  const [, year, month, day, hours, minutes, seconds, utc] = parts
  if (hours === undefined) return `${year}-${month}-${day}`
  const zone = /TZID="?([^";:]{1,80})/i.exec(property!.parameters)?.[1]
  return `${year}-${month}-${day}T${hours}:${minutes}:${seconds}${utc}${zone ? `[${zone}]` : ''}`
}
