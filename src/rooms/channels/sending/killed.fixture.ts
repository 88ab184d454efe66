/*
 * A worker in a process of its own, which kills itself at the point it is told: run by killed.test.ts. The program itself knows of no
 * such points: this one watches the statements that the sender makes.
 */
import pg from 'pg'
import { connect } from '#platform/database/connect.ts'
import { allowMailHosts } from '../mailboxes/server.ts'
import { createSender } from './sender.ts'

allowMailHosts(['127.0.0.1'])

const [, , url, organisation_id, point] = process.argv as unknown as [string, string, string, string, string]
const die = () => process.kill(process.pid, 'SIGKILL')
const owner = new pg.Pool({ connectionString: url, max: 4, options: '-c TimeZone=UTC' })
const query = owner.query.bind(owner) as (text: string, values?: unknown[]) => Promise<pg.QueryResult>
const watched = async (text: string, values?: unknown[]) => {
  const marks = text.includes('set handing_over_at = $3')
  const records = text.includes('insert into channels.send_attempts')
  if ((marks && point === 'before the mark') || (records && point === 'before recording')) die()
  const result = await query(text, values)
  if ((marks && point === 'after the mark') || (records && point === 'after recording')) die()
  return result
}
Object.assign(owner, { query: watched })

const sender = createSender({ owner, db: connect(url, { max: 2 }), only: [organisation_id] })
await sender.sendDue(new Date())
process.exit(0)
