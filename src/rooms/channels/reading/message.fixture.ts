import { type ReadMessage, type ReadOptions, readMessage } from './read-message.ts'

/** Bytes from text: every character below 256 is that byte, so that a test can write raw bytes; lines get CRLF. */
export const bytes = (text: string) => Buffer.from(text.replace(/\r?\n/g, '\r\n'), 'latin1')

/** UTF-8 bytes of a text, one character each, to stand in a raw message. */
export const utf8 = (text: string) => Buffer.from(text, 'utf8').toString('latin1')

/** Reads a message written as text, or as it stands when it is bytes; `piece` cuts the stream into such pieces. */
export async function read(
  raw: string | Uint8Array,
  options: ReadOptions = {},
  piece = 64 * 1024,
): Promise<ReadMessage> {
  const whole = typeof raw === 'string' ? bytes(raw) : raw
  async function* stream() {
    for (let at = 0; at < whole.length; at += piece) yield whole.subarray(at, at + piece)
  }
  return readMessage(stream(), options)
}

/** A message with a header of its own and the usual one, as text. */
export const message = (header: string, body: string) =>
  `From: Ann Lee <ann@example.org>\nTo: help@council.example\nSubject: Bin not collected\nDate: Mon, 2 Mar 2026 09:30:00 +0000\nMessage-ID: <one@example.org>\nMIME-Version: 1.0\n${header}\n\n${body}`

/** A multipart of parts, each written with its own header, an empty line and its body. */
export const multipart = (subtype: string, parts: readonly string[], boundary = 'edge', more = '') =>
  message(`Content-Type: multipart/${subtype}; boundary="${boundary}"${more}`, `${between(parts, boundary)}`)

export const between = (parts: readonly string[], boundary: string) =>
  `This is a message in several parts.\n${parts.map(part => `--${boundary}\n${part}\n`).join('')}--${boundary}--\n`
