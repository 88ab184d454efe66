import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)

// OWASP's password storage guidance: argon2id with 19 MiB, two passes, one lane.
const MEMORY_KIB = 19_456
const PASSES = 2
const LENGTH = 32

async function tagOf(password: string, salt: Buffer, memory: number, passes: number): Promise<Buffer> {
  return derive('argon2id', {
    message: password.normalize('NFKC'),
    nonce: salt,
    parallelism: 1,
    tagLength: LENGTH,
    memory,
    passes,
  })
}

/** A password's hash in the usual text form, with its own salt and cost. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const tag = await tagOf(password, salt, MEMORY_KIB, PASSES)
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=1$${salt.toString('base64url')}$${tag.toString('base64url')}`
}

const FORM = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([\w-]+)\$([\w-]+)$/

/** Whether a password is the one hashed. Takes as long when there is no hash, so that an unknown address looks like a known one. */
export async function checkPassword(password: string, hash: string | undefined): Promise<boolean> {
  const [, memory, passes, salt, tag] = FORM.exec(hash ?? '') ?? []
  if (!memory || !passes || !salt || !tag) {
    await tagOf(password, randomBytes(16), MEMORY_KIB, PASSES)
    return false
  }
  const given = await tagOf(password, Buffer.from(salt, 'base64url'), Number(memory), Number(passes))
  return timingSafeEqual(given, Buffer.from(tag, 'base64url'))
}
