import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { run } from './import.fixture.ts'

// The real files are not part of the project: MOOTHALL_TICKET_DATA names the folder that has them.
const folder = process.env.MOOTHALL_TICKET_DATA
const uci = path.join(folder ?? '', 'uci_incident_event_log.csv.xz')
const boston = path.join(folder ?? '', 'boston311_2015.csv.xz')
const absent = !folder || !existsSync(uci) || !existsSync(boston)
if (absent) console.warn('The real ticket files are left out: MOOTHALL_TICKET_DATA names no folder with both of them.')

const mappingFor = (name: string) =>
  readFileSync(`examples/imports/${name}.yaml`, 'utf8').replace(/short_name: \w+/, `short_name: R${newId().slice(-12)}`)

test.skipIf(absent)(
  'the audit log of a real ServiceNow desk becomes 20,769 cases, wholly reconciled',
  { timeout: 600_000 },
  async () => {
    const { exit, said } = await run(uci, mappingFor('servicenow-audit-log'))
    expect(said).toContain('119,998 rows = 20,769 opening a case')
    expect(said).toContain('2 skipped with errors')
    expect(said).toContain('20,769 cases = 20,769 created')
    expect(exit).toBe(0)
  },
)

test.skipIf(absent)(
  'a year of requests to Boston keeps every promise that was kept',
  { timeout: 600_000 },
  async () => {
    const { exit, said } = await run(boston, mappingFor('boston-311'))
    expect(said).toContain('121,145 cases = 121,145 created')
    expect(said).toContain('Promises met: 60,054 in the file, 60,054 here')
    expect(said).toContain('Promises missed: 19,154 in the file, 19,154 here')
    expect(exit).toBe(0)
  },
)
