import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { connect, connectAsOwner } from '#platform/database/connect.ts'
import {
  balances,
  lineOf,
  openReport,
  openSource,
  prepareDesk,
  readMapping,
  runImport,
  showProgress,
  summaryOf,
} from '#rooms/integration/index.ts'
import type { Command, CommandContext } from './command.ts'

const USAGE = `Usage: moothall import cases FILE.csv --mapping MAPPING.yaml
  FILE              the other desk's rows; may end in .gz or .xz; "-" reads what is piped in
  --mapping         what its columns mean (docs/importing.md)
  --dry-run         changes nothing, and says what would happen
  --organisation    whose cases they are, by short name; otherwise as the mapping says
  --report          writes every error to this file: .csv, or .json with the whole tally`

const MOST_SHOWN = 20

export const importCommand: Command = {
  summary: 'bring cases from another desk, with their numbers, dates and histories',
  usage: USAGE,
  async run(context, words) {
    const asked = readWords(words)
    if (typeof asked === 'string') {
      context.print(asked)
      return 2
    }
    const read = readMapping(readFileSync(asked.mapping, 'utf8'))
    if (!read.ok) {
      context.print(
        [`The mapping ${asked.mapping} cannot be used:`, ...read.faults.map(fault => `  ${fault}`)].join('\n'),
      )
      return 2
    }
    const { mapping } = read
    const short_name = asked.organisation ?? mapping.organisation.short_name
    const organisation = { ...mapping.organisation, short_name }
    return importFile(context, { ...asked, mapping: { ...mapping, organisation } })
  },
}

interface Asked {
  readonly file: string
  readonly mapping: string
  readonly dry: boolean
  readonly organisation: string | undefined
  readonly report: string | undefined
}

/** What was asked for, or a sentence about what is wrong with it. */
function readWords(words: readonly string[]): Asked | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        mapping: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        organisation: { type: 'string' },
        report: { type: 'string' },
      },
    })
    const [what, file, ...more] = positionals
    if (what !== 'cases' || !file || more.length > 0 || !values.mapping) return USAGE
    const missing = [file, values.mapping].find(name => name !== '-' && !existsSync(name))
    if (missing) return `There is no file ${missing}.`
    const { mapping, organisation, report } = values
    return { file, mapping, dry: values['dry-run'], organisation, report }
  } catch (error) {
    // parseArgs says which word it does not know.
    return `${error instanceof Error ? error.message : error}\n${USAGE}`
  }
}

/** The organisation's identifier: asked as the owner, since before it is known nothing is visible. */
async function findOrganisation(databaseUrl: string, short_name: string): Promise<string | undefined> {
  const owner = connectAsOwner(databaseUrl, 1)
  try {
    const { rows } = await owner.query('select id from people.organisations where short_name = $1', [short_name])
    return rows[0]?.id
  } finally {
    await owner.end()
  }
}

type Mapping = Extract<ReturnType<typeof readMapping>, { ok: true }>['mapping']

async function importFile(context: CommandContext, asked: Omit<Asked, 'mapping'> & { mapping: Mapping }) {
  const { mapping, dry } = asked
  const { short_name, create } = mapping.organisation
  const organisation_id = await findOrganisation(context.databaseUrl, short_name)
  if (!organisation_id && !create) {
    context.print(
      `There is no organisation "${short_name}". Name another with --organisation, or let the mapping create it.`,
    )
    return 2
  }
  const source = await openSource(asked.file)
  const report = asked.report === undefined ? undefined : openReport(asked.report)
  const db = connect(context.appDatabaseUrl, { max: 3 })
  const began = performance.now()
  const progress = showProgress(source.size, process.stderr, () => performance.now())
  let shown = 0
  try {
    const desk = await prepareDesk(db, mapping, organisation_id, dry)
    const request = { source, mapping, desk, short_name, dry, now: new Date() }
    const outcome = await runImport(db, request, {
      fault(fault) {
        report?.add(fault)
        if (shown++ < MOST_SHOWN) context.print(lineOf(fault))
      },
      progress: progress.show,
    })
    progress.end()
    if (!outcome.ok) {
      context.print(outcome.faults.join('\n'))
      return 2
    }
    const { tally } = outcome
    report?.close(tally, dry)
    if (shown > MOST_SHOWN)
      context.print(
        `  … and ${shown - MOST_SHOWN} more${asked.report ? `, in ${asked.report}` : ': ask for them with --report FILE'}`,
      )
    context.print(summaryOf(tally, dry).join('\n'))
    const seconds = (performance.now() - began) / 1000
    context.print(
      `${tally.rows.read.toLocaleString('en-GB')} rows in ${seconds.toFixed(1)} s, ${Math.round(tally.rows.read / seconds).toLocaleString('en-GB')} a second.${dry ? ' Nothing was changed.' : ''}`,
    )
    return balances(tally, dry) ? 0 : 1
  } finally {
    source.close()
    await db.close()
  }
}
