// What an installation with its own embedded database sets for itself, where its operator has not: a key for passwords, a door for mail.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'

/** The key that seals passwords: made once, in a file beside the database that only its owner can read. */
function secretKey(databaseDir) {
  const file = `${databaseDir}.key`
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  return readFileSync(file, 'utf8').trim()
}

const USUAL_LMTP_PORT = 2424

/** The usual port if nobody has it, else any. */
const freePort = wanted =>
  new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(0))
    server.listen(wanted, '127.0.0.1', () => server.close(() => resolve(wanted)))
  })

/** Settings for the environment, beneath what the operator has set. Loopback only. */
export async function ownSettings(databaseDir) {
  const LMTP_PORT = process.env.LMTP_PORT ?? String(await freePort(USUAL_LMTP_PORT))
  return { SECRET_KEY: secretKey(databaseDir), MAIL_HOST: '127.0.0.1', LMTP_PORT, ...process.env }
}
