/*
 * What the link of a letter says: the letter's identifier, and a mark made from it with a key of the installation's. It is worked out
 * when the letter is written, so that it lies in no event, no job and no column (decision 27).
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { isId } from '#platform/database/id.ts'
import type { Read } from '#platform/database/transaction.ts'
import { absolute } from '#platform/site.ts'
import { peoplePaths } from '../paths.ts'
import { findLetter } from './letter.queries.ts'

async function mac(tx: Read, id: string): Promise<string> {
  const { rows } = await sql<{ key: string }>`select platform.key_named('letters') as key`.execute(tx)
  return createHmac('sha256', rows[0]!.key).update(`password letter ${id}`).digest('base64url')
}

/** The token of a letter. */
export const tokenOf = async (tx: Read, letter_id: string): Promise<string> =>
  `${letter_id}.${await mac(tx, letter_id)}`

/** The letter a token is of; undefined when we did not make it. */
export async function letterOf(tx: Read, token: string): Promise<string | undefined> {
  const [id = '', said = ''] = token.slice(0, 200).split('.')
  if (!isId(id)) return undefined
  const right = Buffer.from(await mac(tx, id))
  const given = Buffer.from(said)
  return given.length === right.length && timingSafeEqual(given, right) ? id : undefined
}

/** The whole address of a letter's page, while the letter counts. */
export async function linkOfLetter(tx: Read, letter_id: string, now: Date): Promise<string | undefined> {
  if (!(await findLetter(tx, letter_id, now))) return undefined
  return absolute(peoplePaths.choosePassword({}, { token: await tokenOf(tx, letter_id) }))
}
