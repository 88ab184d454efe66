import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterEach } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { keepFiles, storeFile } from '#platform/files/store.ts'
import type { Council } from '#testing/council.tsx'
import { db, owner } from '#testing/council.tsx'
import { allowMailHosts } from '../mailboxes/server.ts'

// Mail servers of the tests are on this machine, which is inside.
allowMailHosts(['127.0.0.1'])

/** A message as a mail server got it. */
export interface Got {
  readonly from: string
  readonly to: readonly string[]
  readonly raw: string
  readonly mail: ParsedMail
}

/** How it behaves: each may refuse by returning an answer such as "550 5.1.1 No such mailbox". */
export interface Manner {
  recipient?(address: string): string | undefined
  message?(got: Got): string | undefined
  /** Called once the message is whole, before it is answered. */
  whole?(): Promise<void>
  users?: Record<string, string>
  tls?: boolean
}

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const refusal = (answer: string) =>
  Object.assign(new Error(answer.slice(4)), { responseCode: Number(answer.slice(0, 3)) })

/** A real mail server on this machine, which keeps what it accepted. Closed after the test. */
export async function mailServer(manner: Manner = {}) {
  const got: Got[] = []
  let connections = 0
  const server = new SMTPServer({
    ...{ authOptional: !manner.users, disabledCommands: manner.tls ? [] : ['STARTTLS'], allowInsecureAuth: true },
    ...{ closeTimeout: 200, hideENHANCEDSTATUSCODES: true },
    onConnect: (_, done) => {
      connections++
      done()
    },
    onAuth: ({ username, password }, _, done) =>
      manner.users?.[username ?? ''] === password
        ? done(null, { user: username ?? '' })
        : done(refusal('535 5.7.8 Wrong password')),
    onRcptTo({ address }, _, done) {
      const answer = manner.recipient?.(address)
      done(answer ? refusal(answer) : null)
    },
    async onData(stream, session, done) {
      const chunks: Buffer[] = []
      try {
        for await (const chunk of stream) chunks.push(chunk)
      } catch {
        // The sender has died in the middle: a mail server forgets what it has so far.
        return
      }
      const raw = Buffer.concat(chunks)
      const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : ''
      const one = { from, to: session.envelope.rcptTo.map(({ address }) => address), raw: raw.toString() }
      const whole = { ...one, mail: await simpleParser(raw) }
      const answer = manner.message?.(whole)
      if (answer) return done(refusal(answer))
      got.push(whole)
      await manner.whole?.()
      done()
    },
  })
  server.on('error', () => {})
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  const close = () => new Promise<void>(resolve => server.close(() => resolve()))
  closing.push(close)
  return { got, port, url: `smtp://127.0.0.1:${port}`, close, connections: () => connections }
}

/** A mailbox of the council that sends by default, through this server or the installation's. */
export async function givenMailbox(c: Council, more: { smtp?: unknown; most_a_minute?: number } = {}) {
  const id = newId()
  const address = `help-${id.slice(-6)}@${c.short.toLowerCase()}.example`
  await c.writing(tx =>
    tx
      .insertInto('channels.mailboxes')
      .values({
        ...{ id, organisation_id: c.organisation_id, address, name: 'Service desk', sends_by_default: true },
        ...{ smtp: more.smtp ? JSON.stringify(more.smtp) : null, most_a_minute: more.most_a_minute ?? null },
      })
      .execute(),
  )
  return { id, address }
}

/** A message as the table has it. */
export async function rowOf(id: string) {
  const { rows } = await owner.query('select * from channels.sent_messages where id = $1', [id])
  return rows[0]
}

/** A file that a case of the council has. */
export async function givenFile(c: Council, name: string, text: string): Promise<string> {
  const uploader = { person_id: c.asha.id, organisation_id: c.organisation_id }
  async function* bytes() {
    yield Buffer.from(text)
  }
  const file = await storeFile(db, uploader, { name, bytes: bytes() })
  await c.writing(tx => keepFiles(tx, uploader, [file!.id]))
  return file!.id
}
