import { createHash } from 'node:crypto'

/** What a message's own headers say, unfolded and as sent: each name in small letters, with its values in order. */
export type Headers = ReadonlyMap<string, readonly string[]>

/*
 * The same message comes twice: by two ways, or because an answer was lost. Which one it is stands in what its writer wrote, never
 * in what was added on the way. A Message-ID alone says nothing: anybody can copy one, and so make us drop another's message.
 */
const WRITTEN = ['message-id', 'date', 'from', 'subject', 'in-reply-to', 'references', 'content-type'] as const

/** Bytes among which headers are looked for. */
const MOST_HEAD_BYTES = 256 * 1024

/** Reads a message as it comes, in pieces, and says at the end which message it is. Takes the memory of one piece. */
export function fingerprinter() {
  const sha256 = createHash('sha256')
  const body = createHash('sha256')
  let headers: Headers = new Map()
  let size = 0
  let newlines = 0
  const addToBody = (text: string) => {
    // The same text comes with CR LF by SMTP and with LF through a pipe, and some programs add or drop an empty line at the end.
    const plain = text.replaceAll('\r', '')
    const said = plain.replace(/\n+$/, '')
    if (said !== '') {
      for (; newlines > 0; newlines -= 65_536) body.update('\n'.repeat(Math.min(newlines, 65_536)))
      newlines = 0
      body.update(said, 'latin1')
    }
    newlines += plain.length - said.length
  }
  return {
    add(piece: Uint8Array) {
      const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
      sha256.update(bytes)
      let text = bytes.toString('latin1')
      if (size === 0) {
        const head = text.slice(0, endOfHead(text))
        headers = readHeaders(head)
        text = text.slice(head.length)
      }
      size += bytes.length
      addToBody(text)
    },
    end() {
      const written = WRITTEN.map(name => `${name}:${(headers.get(name) ?? []).join('\x1f')}`)
      const whole = createHash('sha256').update(`${written.join('\n')}\n${failedOnTheWay(headers)}\n`, 'latin1')
      return {
        ...{ size, headers, sha256: sha256.digest('hex') },
        fingerprint: whole.update(body.digest()).digest('hex'),
      }
    },
  }
}

/**
 * A copy that failed its checks on the way is not the same as one that passed: otherwise whoever repeats what somebody wrote, before it
 * comes, could make us take the true one for a copy of the forged.
 */
const failedOnTheWay = (headers: Headers): boolean =>
  (headers.get('authentication-results') ?? []).some(result => /\bdmarc=fail\b/i.test(result)) ||
  (headers.get('x-spam-flag') ?? []).some(flag => /yes/i.test(flag))

function endOfHead(text: string): number {
  const end = /\n\r?\n/.exec(text.slice(0, MOST_HEAD_BYTES))
  return end ? end.index + 1 : Math.min(text.length, MOST_HEAD_BYTES)
}

/** The headers at the beginning of a message, each as one line of text whose characters are its bytes. */
export function readHeaders(head: string): Headers {
  const headers = new Map<string, string[]>()
  // A mailbox file's "From " line is not a header.
  for (const line of head.replace(/^From [^\n]*\n/, '').split(/\r?\n(?![ \t])/)) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).trim().toLowerCase()
    if (colon < 1 || /\s/.test(name)) continue
    const value = line
      .slice(colon + 1)
      .replace(/\s+/g, ' ')
      .trim()
    headers.set(name, [...(headers.get(name) ?? []), value])
  }
  return headers
}
