import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterEach } from 'vitest'

/** One message in a folder of the pretend IMAP server. */
interface Held {
  readonly uid: number
  readonly text: string
  readonly came: Date
  seen: boolean
}

export interface ImapServer {
  readonly port: number
  /** What is in each folder. */
  readonly folders: Map<string, Held[]>
  /** Sockets that were opened. */
  connections: number
  /** Puts a message into a folder, as its mail server would. */
  add(text: string, folder?: string, came?: Date): void
  /** The server counts afresh. */
  recount(): void
  close(): Promise<void>
}

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const unquoted = (word: string | undefined) => (word ?? '').replace(/^"(.*)"$/, '$1')
const dayOf = (date: Date) => {
  const [, day, month, year] = /^\w+, (\d+) (\w+) (\d+)/.exec(date.toUTCString())!
  return `${day}-${month}-${year} ${date.toISOString().slice(11, 19)} +0000`
}

/** As much of an IMAP server as fetching needs, on this machine; closed after the test. Its one user is "desk", with "right". */
export async function imapServer(): Promise<ImapServer> {
  const folders = new Map<string, Held[]>([['INBOX', []]])
  let [next, validity] = [1, 100]
  const server: Omit<ImapServer, 'port'> = {
    folders,
    connections: 0,
    add(text, folder = 'INBOX', came = new Date()) {
      folders.set(folder, [...(folders.get(folder) ?? []), { uid: next++, text, came, seen: false }])
    },
    recount() {
      validity++
    },
    close: () =>
      new Promise(resolve => {
        listener.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
  const sockets = new Set<Socket>()
  const listener = createServer(socket => {
    server.connections++
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    socket.write('* OK Pretend IMAP is ready\r\n')
    let open = 'INBOX'
    let rest = ''
    socket.on('data', data => {
      rest += data.toString('latin1')
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        answer(rest.slice(0, end))
        rest = rest.slice(end + 2)
      }
    })
    const answer = (line: string) => {
      const [tag = '', ...words] = line.match(/"[^"]*"|\S+/g) ?? []
      const say = (...lines: string[]) => socket.write(lines.map(one => `${one}\r\n`).join(''), 'latin1')
      const command = (words[0] === 'UID' ? words.slice(0, 2).join(' ') : (words[0] ?? '')).toUpperCase()
      const found = (uids: string) =>
        (folders.get(open) ?? []).filter(({ uid }) => {
          const [from, to] = uids.split(':')
          return to ? uid >= Number(from) || to === '*' : uid === Number(from)
        })
      switch (command) {
        case 'CAPABILITY':
          return say('* CAPABILITY IMAP4rev1 MOVE UIDPLUS', `${tag} OK`)
        case 'LOGIN':
          return words.slice(1).map(unquoted).join('/') === 'desk/right'
            ? say(`${tag} OK signed in`)
            : say(`${tag} NO [AUTHENTICATIONFAILED] That is not the password`)
        case 'LIST':
          if (unquoted(words[2]) === '') return say('* LIST (\\Noselect) "/" ""', `${tag} OK`)
          return say(...[...folders.keys()].map(name => `* LIST (\\HasNoChildren) "/" "${name}"`), `${tag} OK`)
        case 'CREATE':
          folders.set(unquoted(words[1]), [])
          return say(`${tag} OK`)
        case 'SELECT': {
          const folder = folders.get(unquoted(words[1]))
          if (!folder) return say(`${tag} NO [NONEXISTENT] No such folder`)
          open = unquoted(words[1])
          const state = [
            `* ${folder.length} EXISTS`,
            '* 0 RECENT',
            '* FLAGS (\\Seen)',
            '* OK [PERMANENTFLAGS (\\Seen)]',
          ]
          return say(...state, `* OK [UIDVALIDITY ${validity}]`, `* OK [UIDNEXT ${next}]`, `${tag} OK [READ-WRITE]`)
        }
        case 'UID SEARCH': {
          const uids =
            words[words.findIndex(word => word.toUpperCase() === 'UID' && words.indexOf(word) > 0) + 1] ?? '1:*'
          const range = /UID (\S+)$|UID (\S+) /i.exec(words.slice(2).join(' '))
          return say(
            `* SEARCH ${found(range?.[1] ?? range?.[2] ?? uids)
              .map(({ uid }) => uid)
              .join(' ')}`,
            `${tag} OK`,
          )
        }
        case 'UID FETCH': {
          const all = folders.get(open) ?? []
          for (const held of found(words[2] ?? '')) {
            const part = /BODY\.PEEK\[\]<(\d+)\.(\d+)>/i.exec(line)
            const facts = [`UID ${held.uid}`, `INTERNALDATE "${dayOf(held.came)}"`, `RFC822.SIZE ${held.text.length}`]
            const piece = part ? held.text.slice(Number(part[1]), Number(part[1]) + Number(part[2])) : ''
            if (part) facts.push(`BODY[]<${part[1]}> {${piece.length}}\r\n${piece}`)
            say(`* ${all.indexOf(held) + 1} FETCH (${facts.join(' ')})`)
          }
          return say(`${tag} OK`)
        }
        case 'UID STORE':
          for (const held of found(words[2] ?? '')) held.seen = true
          return say(`${tag} OK`)
        case 'UID MOVE': {
          const to = folders.get(unquoted(words[3]))
          if (!to) return say(`${tag} NO [TRYCREATE] No such folder`)
          const gone = found(words[2] ?? '')
          to.push(...gone)
          folders.set(
            open,
            folders.get(open)!.filter(held => !gone.includes(held)),
          )
          return say('* 1 EXPUNGE', `${tag} OK`)
        }
        case 'LOGOUT':
          say('* BYE', `${tag} OK`)
          return socket.end()
        default:
          return say(`${tag} OK`)
      }
    }
  })
  await new Promise<void>(resolve => listener.listen(0, '127.0.0.1', () => resolve()))
  closing.push(server.close)
  // Listening on an address, not on a socket file, so the address is an object.
  return Object.assign(server, { port: (listener.address() as AddressInfo).port })
}
