import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { type Council, owner } from '#testing/council.tsx'
import { databaseUrl } from '#testing/database.ts'
import { importCommand } from './import.ts'

/** Files of one test file's imports; gone afterwards. */
export const folder = mkdtempSync(path.join(tmpdir(), 'moothall-import-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const ownerUrl = databaseUrl
let files = 0

export function file(content: string | Buffer, ending: string) {
  const name = path.join(folder, `${++files}${ending}`)
  writeFileSync(name, content)
  return name
}

/** Runs the command as an operator would, and gives its exit code and what it said. */
export async function run(csv: string, mapping: string, ...words: string[]) {
  const lines: string[] = []
  const context = {
    databaseUrl: ownerUrl,
    appDatabaseUrl: ownerUrl,
    root: '.',
    print: (line: string) => lines.push(line),
  }
  const exit = await importCommand.run(context, ['cases', csv, '--mapping', file(mapping, '.yaml'), ...words])
  return { exit, said: lines.join('\n') }
}

export async function caseOf(c: Council, external_reference: string) {
  const { rows } = await owner.query(
    `select c.*, p.name as requester, t.name as team, a.name as assignee, k.path as category from cases.cases c
       join people.persons p on p.id = c.requester_id left join people.teams t on t.id = c.team_id
       left join people.persons a on a.id = c.assignee_id left join catalogue.categories k on k.id = c.category_id
     where c.organisation_id = $1 and c.external_reference = $2`,
    [c.organisation_id, external_reference],
  )
  return rows[0]
}

export const count = async (c: Council, table: string) =>
  Number(
    (await owner.query(`select count(*) from ${table} where organisation_id = $1`, [c.organisation_id])).rows[0].count,
  )
