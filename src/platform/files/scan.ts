/*
 * Files that strangers send are shown to ClamAV as they come, by its own protocol (clamd, INSTREAM), over TCP or a socket of this
 * machine. What it finds something in is never stored; when it cannot be asked, nothing is, unless an operator says otherwise.
 */
import { once } from 'node:events'
import { connect, type NetConnectOpts, type Socket } from 'node:net'
import { log } from '#platform/log.ts'
import { defineProblems } from '#platform/problem.ts'

export interface Scanning {
  /** Where clamd listens: host:port, or the path of its socket. Nothing is scanned without one. */
  readonly clamd: string | undefined
  readonly unreachable: 'refuse' | 'accept'
}

export const scanProblems = defineProblems('files', {
  infected: { status: 422, message: 'A virus was found in that file, so it was not kept.' },
  'not-scanned': {
    status: 503,
    message: 'Files cannot be checked for viruses at the moment, so none is taken. Send it later, or go on without it.',
  },
})

const ANSWER_MS = 30_000
/** clamd looks at no more than its StreamMaxLength, 25 MB unless set; it says so, and what it did not see whole is not known clean. */
const MOST_ANSWER = 1000

let settled: Scanning = { clamd: undefined, unreachable: 'refuse' }

/** Said once, when the process starts. */
export function settleScanning(scanning: Scanning): void {
  settled = scanning
}

/** Takes a file's bytes as they come, and says at the end whether it may be kept. */
export interface Scan {
  take(bytes: Uint8Array): Promise<void>
  /** Raises `files.infected`, `files.not-scanned`. */
  end(): Promise<void>
  /** Whoever sent the file broke off. */
  leave(): void
}

const NOTHING: Scan = { take: async () => {}, end: async () => {}, leave: () => {} }

export const beginScan = (): Scan =>
  settled.clamd === undefined ? NOTHING : scanThrough(settled.clamd, settled.unreachable)

function placeOf(clamd: string): NetConnectOpts {
  if (clamd.startsWith('/')) return { path: clamd }
  const at = clamd.lastIndexOf(':')
  return { host: clamd.slice(0, at), port: Number(clamd.slice(at + 1)) }
}

function scanThrough(clamd: string, unreachable: Scanning['unreachable']): Scan {
  const socket = connect(placeOf(clamd))
  let trouble: Error | undefined
  socket.on('error', error => {
    trouble = error
  })
  socket.setTimeout(ANSWER_MS, () => socket.destroy(new Error('clamd did not answer in time')))
  const answer = answerOf(socket)
  socket.write('zINSTREAM\0')
  const send = async (bytes: Uint8Array) => {
    // After it has answered, or gone, it takes no more: the answer says which.
    if (socket.destroyed || !socket.writable) return
    if (!socket.write(bytes)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]).catch(() => {})
  }
  return {
    async take(bytes) {
      const length = Buffer.alloc(4)
      length.writeUInt32BE(bytes.length)
      await send(length)
      await send(bytes)
    },
    async end() {
      await send(Buffer.alloc(4))
      judge(await answer, trouble, unreachable)
      socket.destroy()
    },
    leave: () => void socket.destroy(),
  }
}

/** All that clamd says, once it has said it or is gone. */
async function answerOf(socket: Socket): Promise<string> {
  let said = ''
  socket.on('data', bytes => {
    said += bytes.toString('utf8')
    if (said.includes('\0') || said.length > MOST_ANSWER) socket.destroy()
  })
  await new Promise<void>(resolve => socket.once('close', () => resolve()))
  return said
}

function judge(said: string, trouble: Error | undefined, unreachable: Scanning['unreachable']) {
  const verdict = said.replaceAll('\0', '').trim()
  if (verdict === 'stream: OK') return
  if (verdict.endsWith(' FOUND')) {
    log.warn({ found: verdict.slice(0, 200) }, 'a virus was found in a file, which was not kept')
    scanProblems.raise('infected')
  }
  log.error({ error: trouble?.message, answer: verdict.slice(0, 200) }, 'a file could not be scanned')
  if (unreachable === 'refuse') scanProblems.raise('not-scanned')
}
