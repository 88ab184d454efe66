import { verify } from '#platform/audit/seal.ts'
import { connectAsOwner } from '#platform/database/connect.ts'
import { checkCases } from '#rooms/cases/index.ts'
import type { Command } from './command.ts'

const counted = (count: number, thing: string) => `${count} ${thing}${count === 1 ? '' : 's'}`

const USAGE = 'moothall audit verify [ORGANISATION-SHORT-NAME]'

/** Checks the record from end to end; exits 1 when something does not fit, so that whatever watches can tell. */
export const auditCommand: Command = {
  summary: 'check that the record of what happened is whole',
  usage: USAGE,
  async run({ databaseUrl, print }, [word, short_name]) {
    if (word !== 'verify') {
      print(`Usage: ${USAGE}`)
      return 2
    }
    const owner = connectAsOwner(databaseUrl, 2)
    try {
      const { rows } = await owner.query('select id from people.organisations where short_name = $1', [
        short_name ?? null,
      ])
      if (short_name !== undefined && rows.length === 0) {
        print(`There is no organisation called “${short_name}”.`)
        return 2
      }
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
