import path from 'node:path'
import { connect, connectAsOwner, type Db } from '#platform/database/connect.ts'
import { prepareDatabase } from '#platform/database/prepare.ts'
import { now } from '#platform/time/now.ts'
import { CAST, CAST_NAMES } from '#testing/cast.ts'
import { PLACES } from '#testing/seed/organisations.ts'
import { CAST_HOMES, CHAIR, castEmail, domainOf } from '#testing/seed/persons.ts'
import { DEMONSTRATION_PASSWORD, seed } from '#testing/seed/seed.ts'
import type { Command } from './command.ts'

export const demoCommand: Command = {
  summary: 'load a pretend shared service into an empty database, to look round',
  usage: 'moothall demo',
  async run({ databaseUrl, appDatabaseUrl, root, print }) {
    await prepareDatabase(databaseUrl, path.join(root, 'database'))
    if ((await organisationsIn(databaseUrl)).length > 0) {
      print(
        'This database already has organisations, so nothing was loaded. The demonstration needs an empty database.',
      )
      return 1
    }
    const db = connect(appDatabaseUrl)
    try {
      await loadDemonstration(db, print)
    } finally {
      await db.close()
    }
    return 0
  },
}

/** Short names of the organisations there are, whoever's they are. */
export async function organisationsIn(ownerUrl: string): Promise<string[]> {
  const owner = connectAsOwner(ownerUrl, 1)
  try {
    const { rows } = await owner.query<{ short_name: string }>('select short_name from people.organisations limit 100')
    return rows.map(row => row.short_name)
  } finally {
    await owner.end()
  }
}

export async function loadDemonstration(db: Db, print: (line: string) => void): Promise<void> {
  print('Loading the pretend shared service: three councils and a year of cases …')
  const began = now().getTime()
  const { cases } = await seed(db, { now: now() })
  print(`Loaded ${cases} cases in ${((now().getTime() - began) / 1000).toFixed(1)} s`)
  for (const line of signInList()) print(line)
}

/** How to sign in as each of the cast. */
export function signInList(): string[] {
  const people = CAST_NAMES.map(name => {
    const place = PLACES.find(({ key }) => key === CAST_HOMES[name])!
    return [
      CAST[name].name,
      `${CAST[name].job_title}, ${place.short_name}`,
      castEmail(name, { place, id: '', suffix: '' }),
    ]
  })
  const chair = PLACES.find(({ key }) => key === CHAIR.home)!
  const domain = domainOf({ place: chair, id: '', suffix: '' })
  people.push([CHAIR.name, `${CHAIR.job_title}, ${chair.short_name}`, `${CHAIR.first}@${domain}`])
  const width = (column: number) => Math.max(...people.map(person => person[column]!.length)) + 2
  const rows = people.map(
    person =>
      `  ${person
        .map((text, column) => text.padEnd(width(column)))
        .join('')
        .trimEnd()}`,
  )
  return ['', `To look round, sign in as (password for each: ${DEMONSTRATION_PASSWORD})`, ...rows, '']
}
