import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { held } from '#app/holdings.ts'
import { connect, connectAsOwner } from '#platform/database/connect.ts'
import { write } from '#platform/database/transaction.ts'
import { contextFor } from '#platform/jobs/run.ts'
import { now } from '#platform/time/now.ts'
import { archiveOf, noteArchive } from '#rooms/information/index.ts'
import type { Command, CommandContext } from './command.ts'

const USAGE = 'moothall export --organisation SHORT-NAME [--to FILE.zip]'

/** Everything that is one organisation's, as a ZIP in open formats: the same as the page makes. */
export const exportCommand: Command = {
  summary: 'write everything that is one organisation’s to a ZIP, in open formats',
  usage: USAGE,
  async run(context, words) {
    const asked = understood(words)
    if (!asked) {
      context.print(`Usage: ${USAGE}`)
      return 2
    }
    const organisation_id = await named(context.databaseUrl, asked.organisation)
    if (!organisation_id) {
      context.print(`There is no organisation called “${asked.organisation}”.`)
      return 2
    }
    return give(context, organisation_id, asked.to ?? `moothall-${now().toISOString().slice(0, 10)}.zip`)
  },
}

function understood(words: readonly string[]) {
  try {
    const options = { organisation: { type: 'string' }, to: { type: 'string' } } as const
    const { organisation, to } = parseArgs({ args: [...words], options }).values
    return organisation ? { organisation, to } : undefined
  } catch {
    return undefined
  }
}

async function named(databaseUrl: string, short_name: string): Promise<string | undefined> {
  const owner = connectAsOwner(databaseUrl, 1)
  try {
    const { rows } = await owner.query<{ id: string }>('select id from people.organisations where short_name = $1', [
      short_name,
    ])
    return rows[0]?.id
  } finally {
    await owner.end()
  }
}

/** Where a part goes: the name asked for, and beside it "-2", "-3" for an archive of several parts. */
const placeOf = (to: string, part: number) => (part === 1 ? to : to.replace(/(\.zip)?$/, `-${part}.zip`))

async function give(context: CommandContext, organisation_id: string, to: string): Promise<number> {
  const db = connect(context.appDatabaseUrl, { max: 2 })
  let current: { part: number; file: FileHandle; hash: ReturnType<typeof createHash> } | undefined
  const close = async () => {
    if (!current) return
    await current.file.close()
    context.print(`${placeOf(to, current.part)}  SHA-256 ${current.hash.digest('hex')}`)
  }
  try {
    const job = contextFor(db, organisation_id, now())
    const records = await archiveOf(job, held, {
      organisation_id,
      at: job.now,
      progress: async (doing, done, total) => context.print(`  ${done} of ${total}: ${doing}`),
      keep: async ({ part, bytes }) => {
        if (current?.part !== part) {
          await close()
          // Never over a file that is there, and for nobody else to read.
          current = { part, file: await open(placeOf(to, part), 'wx', 0o600), hash: createHash('sha256') }
        }
        current.hash.update(bytes)
        await current.file.write(bytes)
      },
    })
    await close()
    const who = { person_id: undefined, organisations: [organisation_id] }
    await write(db, who, tx =>
      noteArchive(tx, { name: 'Operator, at the command line' }, { organisation_id, records }, now()),
    )
    context.print(`${records} records.`)
    return 0
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    context.print(`${to} is there already. Name another file with --to.`)
    return 2
  } finally {
    await db.close()
  }
}
