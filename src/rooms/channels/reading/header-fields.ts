import { parseStructured } from './parameters.ts'

/** The header of a message or part: fields in their order, values raw (bytes as Latin-1 code points) and unfolded. */
export class Header {
  readonly fields: readonly { readonly name: string; readonly value: string }[]

  constructor(fields: readonly { readonly name: string; readonly value: string }[]) {
    this.fields = fields
  }

  /** The first field of this name, or an empty string. */
  first(name: string): string {
    return this.fields.find(field => field.name === name)?.value ?? ''
  }

  all(name: string): string[] {
    return this.fields.filter(field => field.name === name).map(field => field.value)
  }

  has(name: string): boolean {
    return this.fields.some(field => field.name === name)
  }
}

const FIELD = /^([!-9;-~]{1,200})[ \t]*:/
/** Fields whose names are no accident: a line like this after a broken one shows that the header goes on. */
const KNOWN =
  /^(from|to|cc|bcc|sender|reply-to|subject|date|message-id|in-reply-to|references|mime-version|received|return-path|delivered-to|content-(type|transfer-encoding|disposition|id|language)|x-[a-z0-9-]+|dkim-signature|authentication-results|auto-submitted|precedence|list-[a-z-]+|thread-(topic|index)|importance|priority|user-agent)[ \t]*:/i

/** Lines to fields; `rest` are lines that turned out to belong to the body, because nobody put an empty line before it. */
export function readHeader(lines: readonly string[]): { header: Header; rest: readonly string[] } {
  let lastKnown = lines.length - 1
  while (lastKnown >= 0 && !KNOWN.test(lines[lastKnown]!)) lastKnown--
  const fields: { name: string; value: string[] }[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    const field = FIELD.exec(line)
    const folded = /^[ \t]/.test(line)
    if (field && !folded) fields.push({ name: field[1]!.toLowerCase(), value: [line.slice(field[0].length)] })
    else if (at < lastKnown || (folded && fields.length > 0)) fields.at(-1)?.value.push(folded ? line : ` ${line}`)
    else return { header: made(fields), rest: lines.slice(at) }
  }
  return { header: made(fields), rest: [] }
}

const made = (fields: readonly { name: string; value: string[] }[]) =>
  new Header(
    fields.map(({ name, value }) => ({
      name,
      value: value
        .join('')
        .replace(/[\0\r\n]+/g, ' ')
        .replace(/\t/g, ' ')
        .trim(),
    })),
  )

/** Whether a line of a header names this boundary. */
export const names = (line: string, boundary: string): boolean =>
  /boundary\s*=/i.test(line) && parseStructured(`x;${line}`).parameters.get('boundary') === boundary.trimEnd()

/** A line without the carriage returns at its end, of which careless programs write several. */
export function withoutReturns(line: string): string {
  let end = line.length
  while (end > 0 && line.charCodeAt(end - 1) === 13) end--
  return end < line.length ? line.slice(0, end) : line
}
