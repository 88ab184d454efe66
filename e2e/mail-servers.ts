import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** Both real servers, and the rights they need. */
export const hasMailServers =
  ['/usr/sbin/dovecot', '/usr/sbin/smtpd'].every(file => existsSync(file)) && process.getuid?.() === 0

const NOBODY = 65_534

export const freePort = () =>
  new Promise<number>(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

/** Waits until something is so; says what never was. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
): Promise<T> {
  for (let tries = 0; tries < 200; tries++) {
    const found = await ask()
    if (found) return found
    await pause(100)
  }
  throw new Error(`It never was so: ${what}`)
}

const ended = (child: ChildProcess) =>
  new Promise<void>(resolve => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })

/** OpenSMTPD, taking mail for one domain and handing it to us by LMTP. */
export async function openSmtpd(domain: string, lmtpPort: number) {
  const folder = mkdtempSync(path.join(tmpdir(), 'moothall-smtpd-'))
  const port = await freePort()
  const config = path.join(folder, 'smtpd.conf')
  writeFileSync(
    config,
    [
      'smtp max-message-size "100M"',
      `listen on 127.0.0.1 port ${port}`,
      `action "desk" relay host "lmtp://127.0.0.1:${lmtpPort}"`,
      `match from any for domain "${domain}" action "desk"`,
    ]
      .join('\n')
      .concat('\n'),
    { mode: 0o600 },
  )
  const child = spawn('/usr/sbin/smtpd', ['-d', '-f', config], { stdio: ['ignore', 'pipe', 'pipe'] })
  let log = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (log += data))
  await until(
    `OpenSMTPD is ready: ${log}`,
    () => log.includes('smtp-in: New session') || log.includes('smtp: listen') || /info: OpenSMTPD/.test(log),
  )
  return {
    port,
    log: () => log,
    /** Tries again at once whatever waits. */
    again: () => void execFileSync('/usr/sbin/smtpctl', ['schedule', 'all'], { stdio: 'ignore' }),
    close: () => ended(child),
  }
}

/** Dovecot with one user, "desk", whose password is "right". */
export async function openDovecot() {
  const folder = mkdtempSync(path.join(tmpdir(), 'moothall-dovecot-'))
  chmodSync(folder, 0o755)
  const port = await freePort()
  const mail = path.join(folder, 'mail')
  for (const one of ['', 'cur', 'new', 'tmp']) {
    mkdirSync(path.join(mail, one), { recursive: true })
    chownSync(path.join(mail, one), NOBODY, NOBODY)
  }
  const config = path.join(folder, 'dovecot.conf')
  writeFileSync(
    config,
    `base_dir = ${folder}/run
log_path = ${folder}/log
protocols = imap
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
mail_location = maildir:${mail}
passdb {
  driver = static
  args = password=right
}
userdb {
  driver = static
  args = uid=${NOBODY} gid=${NOBODY} home=${mail}
}
service imap-login {
  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
`,
  )
  const child = spawn('/usr/sbin/dovecot', ['-F', '-c', config], { stdio: 'ignore' })
  let number = 0
  return {
    port,
    folder: mail,
    /** A message that came to the mailbox. */
    add(text: string) {
      const file = path.join(mail, 'new', `${Date.now()}.${++number}.here`)
      writeFileSync(file, text)
      chownSync(file, NOBODY, NOBODY)
    },
    close: () => ended(child),
  }
}
