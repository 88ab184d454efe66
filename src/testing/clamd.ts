import type { AddressInfo } from 'node:net'
import { createServer, type Server, type Socket } from 'node:net'

/** What our clamd finds something in. */
export const VIRUS = 'X5O!P%@AP-PRETEND-VIRUS'

const COMMAND = 'zINSTREAM\0'

/** The file in what was sent, once its end has come: pieces, each after its length, until one of none. */
function wholeOf(sent: Buffer): Buffer | undefined {
  const pieces: Buffer[] = []
  for (let at = COMMAND.length; at + 4 <= sent.length; ) {
    const length = sent.readUInt32BE(at)
    if (length === 0) return Buffer.concat(pieces)
    pieces.push(sent.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return undefined
}

export interface Clamd {
  readonly at: string
  /** Files it has looked at. */
  readonly seen: readonly Buffer[]
  close(): Promise<void>
}

/** A small server that speaks as clamd does. `answers` says something else than what it thinks of a file. */
export async function clamd(answers?: (socket: Socket) => void, place?: string): Promise<Clamd> {
  const seen: Buffer[] = []
  const server: Server = createServer(socket => {
    let sent = Buffer.alloc(0)
    socket.on('error', () => {})
    socket.on('data', bytes => {
      sent = Buffer.concat([sent, bytes])
      if (!sent.toString('latin1', 0, COMMAND.length).startsWith(COMMAND.slice(0, sent.length))) socket.destroy()
      const whole = wholeOf(sent)
      if (!whole) return
      seen.push(whole)
      if (answers) return answers(socket)
      socket.end(whole.includes(VIRUS) ? 'stream: Pretend.Test FOUND\0' : 'stream: OK\0')
    })
  })
  await new Promise<void>(resolve => {
    if (place) server.listen(place, resolve)
    else server.listen(0, '127.0.0.1', resolve)
  })
  const at = place ?? `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { at, seen, close: () => new Promise(resolve => server.close(() => resolve())) }
}
