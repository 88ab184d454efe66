import { verify } from '#platform/audit/seal.ts'
import { connect, connectAsOwner } from '#platform/database/connect.ts'
import { read } from '#platform/database/transaction.ts'
import { now } from '#platform/time/now.ts'
import { checkCases, checkLiveClocks } from '#rooms/cases/index.ts'
import type { Command, CommandContext } from './command.ts'

const counted = (count: number, thing: string) => `${count} ${thing}${count === 1 ? '' : 's'}`

const USAGE = `moothall audit verify|clocks [ORGANISATION-SHORT-NAME]
  verify    the record is whole, and cases and messages are as it says
  clocks    every clock that runs or stands still is kept as its case's record, its agreements and their calendars say`

/** Works every live clock out anew from the record, and says which are kept otherwise. */
async function auditClocks(
  { appDatabaseUrl, print }: CommandContext,
  organisations: readonly { id: string; short_name: string }[],
): Promise<number> {
  const db = connect(appDatabaseUrl, { max: 2 })
  let [cases, clocks, faults] = [0, 0, 0]
  try {
    for (const { id, short_name } of organisations) {
      let cursor: string | undefined
      do {
        const who = { person_id: undefined, organisations: [id] }
        const after = cursor
        const found = await read(db, who, tx => checkLiveClocks(tx, id, after, now()))
        for (const fault of found.faults) print(`  ${short_name}, ${fault}`)
        cases += found.cases
        clocks += found.clocks
        faults += found.faults.length
        cursor = found.cursor
      } while (cursor)
    }
  } finally {
    await db.close()
  }
  print(`${counted(clocks, 'clock')} of ${counted(cases, 'open case')} checked.`)
  print(
    faults === 0
      ? 'Every clock stands as its record says.'
      : `${counted(faults, 'clock')} stand otherwise than their records say.`,
  )
  return faults === 0 ? 0 : 1
}

/** Checks the record, or the clocks; exits 1 when something does not fit, so that whatever watches can tell. */
export const auditCommand: Command = {
  summary: 'check that the record of what happened is whole, and clocks stand as it says',
  usage: USAGE,
  async run(context, [word, short_name]) {
    const { databaseUrl, print } = context
    if (word !== 'verify' && word !== 'clocks') {
      print(`Usage: ${USAGE}`)
      return 2
    }
    const owner = connectAsOwner(databaseUrl, 2)
    try {
      const { rows } = await owner.query(
        'select id, short_name from people.organisations where short_name = $1 or ($1::text is null and $2) order by short_name',
        [short_name ?? null, word === 'clocks'],
      )
      if (short_name !== undefined && rows.length === 0) {
        print(`There is no organisation called “${short_name}”.`)
        return 2
      }
      if (word === 'clocks') return await auditClocks(context, rows)
      const { events, seals, faults } = await verify(owner, { organisation_id: rows[0]?.id, checks: [checkCases] })
      print(`${counted(events, 'event')}${short_name === undefined ? ` under ${counted(seals, 'seal')}` : ''} checked.`)
      for (const fault of faults) print(`  ${fault}`)
      print(
        faults.length === 0
          ? 'The record is whole.'
          : `${counted(faults.length, 'fault')}: the record was changed outside the product.`,
      )
      return faults.length === 0 ? 0 : 1
    } finally {
      await owner.end()
    }
  },
}
