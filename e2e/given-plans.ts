/** Plans that Farah of the shared service made and has not confirmed: of two councils that merge, of a part that becomes a council, and of a team that becomes another. */
import pg from 'pg'
import { write } from '../src/platform/database/transaction.ts'
import { planReorganisation } from '../src/rooms/cases/reorganising/plan.actions.ts'
import { changeSplit, planSplit } from '../src/rooms/information/splitting/split.actions.ts'
import { NOBODY } from '../src/rooms/information/splitting/split.rules.ts'
import { planMerge } from '../src/rooms/information/succeeding/plan.actions.ts'
import type { Stage } from './harness.ts'

export async function givenPlans({
  running,
  ownerUrl,
}: Stage): Promise<{ merging: string; splitting: string; teams: string }> {
  const owner = new pg.Client(ownerUrl)
  await owner.connect()
  const one = async (text: string): Promise<string> => (await owner.query(text)).rows[0].id
  const farah = { person_id: await one(`select id from people.persons where name = 'Farah Aziz'`), name: 'Farah Aziz' }
  const [first, second, desk, team_id] = [
    await one(`select id from people.organisations where short_name = 'Hartsmere'`),
    await one(`select id from people.organisations where short_name = 'Penwick'`),
    await one(`select id from people.organisations where kind = 'shared_service'`),
    await one(`select t.id from people.teams t join people.organisations o on o.id = t.organisation_id
      where o.kind = 'shared_service' order by t.name limit 1`),
  ]
  const asker = await one(`select id from people.persons where name = 'Ben Carter'`)
  await owner.end()
  const who = { person_id: undefined, organisations: [first, second, desk] }
  const merge = { organisation_id: first, other_id: second, name: 'Hartsmere and Penwick Council', short_name: 'H&P' }
  const takes_effect_at = new Date('2027-03-31T23:00:00Z')
  const team = { team_id, to: { name: 'One front door' }, divided: {}, people_go: true, takes_effect_at }
  const part = { organisation_id: first, name: 'North Hartsmere Council', short_name: 'North Hartsmere' }
  return write(running.db, who, async tx => {
    const splitting = await planSplit(tx, farah, { ...part, takes_effect_at }, new Date())
    const chosen = { ...NOBODY, also: [asker] }
    await changeSplit(tx, farah, { id: splitting, chosen }, new Date())
    const merging = await planMerge(tx, farah, { ...merge, takes_effect_at }, new Date())
    return { merging, splitting, teams: await planReorganisation(tx, farah, team, new Date()) }
  })
}
