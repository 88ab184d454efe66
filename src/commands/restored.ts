import type pg from 'pg'
import { connectAsOwner } from '#platform/database/connect.ts'
import { lookAtInstallation, noteInstallation } from '#platform/installation/installation.ts'
import { now } from '#platform/time/now.ts'
import { holdMessages } from '#rooms/channels/index.ts'
import { endEverySession } from '#rooms/people/index.ts'
import type { Command } from './command.ts'
import { eraseListed } from './erasures.ts'

const USAGE = `moothall restored            which database this is, and what the others would do
       moothall restored --yes --erasures FILE
                                    it is a backup of an earlier time: erase again what was erased since (the list that
                                    moothall erasures wrote), hold what waits, end all sessions, go on
       moothall restored --yes      the same, where nothing is known of what was erased
       moothall restored --moved    it was moved, and nothing has run since the copy was made: go on as before`

/** What an operator says about a database that was restored or moved: until then it does nothing by itself. */
export const restoredCommand: Command = {
  summary: 'let a restored backup work again, without sending anything twice',
  usage: USAGE,
  async run({ databaseUrl, print }, words) {
    const [word, ...more] = words
    const [option, file] = word === '--yes' ? more : []
    const known = more.length === 0 || (option === '--erasures' && file !== undefined && more.length === 2)
    if (!known || !['--yes', '--moved', undefined].includes(word)) {
      print(`Usage: ${USAGE}`)
      return 2
    }
    const owner = connectAsOwner(databaseUrl, 1)
    try {
      if (word === undefined) await describe(owner, print)
      else if (word === '--moved') await asOne(owner, client => noteInstallation(client, { catching_up: false }, now()))
      else return await restored(owner, file, print)
      if (word === '--moved') print('Noted. The worker goes on within a quarter of a minute.')
      return 0
    } finally {
      await owner.end()
    }
  },
}

const COUNTS = `select
  (select count(*) from channels.sent_messages where state in ('waiting', 'sending'))::integer as waiting,
  (select count(*) from people.sessions where revoked_at is null and ends_at > now())::integer as sessions,
  (select count(*) from people.api_tokens where revoked_at is null and (expires_at is null or expires_at > now()))::integer as tokens`

async function describe(owner: pg.Pool, print: (line: string) => void) {
  const { restored_at, lived_until } = await lookAtInstallation(owner, now())
  const { rows } = await owner.query(COUNTS)
  const { waiting, sessions, tokens } = rows[0]
  if (!restored_at) print('This is the database that was here before: nothing needs to be said about it.')
  else
    print(
      `This database was restored from a backup (found ${restored_at.toISOString()}). It remembers work until ${lived_until.toISOString()}. Nothing is sent or run.`,
    )
  print(`Messages waiting to be sent: ${waiting}. Sessions: ${sessions}. Tokens of programs: ${tokens}.`)
  print(`Say what it is:\n       ${USAGE}`)
}

/** Whoever was erased since is erased again before anything works: a list that cannot be read stops here. */
async function restored(owner: pg.Pool, file: string | undefined, print: (line: string) => void): Promise<number> {
  const { lived_until } = await lookAtInstallation(owner, now())
  const erasing = file === undefined ? 0 : await eraseListed(owner, file, print)
  if (erasing === 2) return 2
  const [held, sessions] = await asOne(owner, async client => {
    const counts = [await holdMessages(client), await endEverySession(client, now())] as const
    await noteInstallation(client, { catching_up: true }, now())
    return counts
  })
  print(
    `Held ${held} messages: whoever manages mail releases or cancels them, under Messages sent. Ended ${sessions} sessions.`,
  )
  print(
    'What fell due since is done now, and what it would tell people is held too. The worker goes on within a quarter of a minute.',
  )
  print(
    `People, roles, passwords and tokens are as they were at ${lived_until.toISOString()}: take away again what was taken away since.`,
  )
  if (file === undefined)
    print(
      `Whoever was erased after ${lived_until.toISOString()} is here again, and this database cannot know who. Run moothall erasures --again FILE with the list that was kept; without one, ask those who answer for the information of each organisation.`,
    )
  print('What is kept no longer than agreed goes again by itself, in the coming nights.')
  return erasing
}

async function asOne<T>(owner: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await owner.connect()
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}
