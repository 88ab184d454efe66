/*
 * What passed while nothing ran is told to each person once, all of it together with its true times (worked case S51). The notice is
 * of their own organisation's, so what it may say of others' cases is decided here, by what they may read at this moment.
 */
import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { defineJob } from '#platform/jobs/define.ts'
import { sayWhen } from '#platform/time/say.ts'
import type { AnyMetric } from '#rooms/catalogue/index.ts'
import { notify } from '#rooms/channels/index.ts'
import { getOrganisation, homeOf, mayNow } from '#rooms/people/index.ts'
import { METRIC_NAMES } from '../clocks/clock-words.ts'
import { RUNS_OUT } from '../clocks/clocks.queries.ts'
import { escalationPaths } from '../paths.ts'
import { type Mark, sayThreshold } from './escalation.rules.ts'
import { tellGatheredJob } from './tell-gathered.ts'

interface Gathered {
  escalation_id: string
  organisation_id: string
  reference: string
  metric: AnyMetric
  mark: Mark
  amount: number
  planned_at: Date
  wakes: boolean
  stands: boolean
}

const listGathered = async (tx: Read, person_id: string) =>
  (
    await sql<Gathered>`
      select e.id as escalation_id, e.organisation_id, c.reference, e.metric, e.mark, e.amount, e.planned_at, e.wakes,
        ${RUNS_OUT} and e.acknowledged_at is null as stands
      from cases.escalation_persons g join cases.escalations e on e.id = g.escalation_id join cases.cases c on c.id = e.case_id
        join cases.case_clocks k on k.id = e.case_clock_id
      where g.person_id = ${person_id} and g.gathers and (not c.restricted or cases.is_named(c.id, ${person_id}, false))
      order by e.planned_at, e.id for update of g`.execute(tx)
  ).rows

const MOST_SAID = 20

export const tellGathered = defineJob(tellGatheredJob.name, tellGatheredJob.payload, async (context, { person_id }) => {
  const { now, service } = context
  const { all, home } = await context.read(async tx => {
    const { rows } = await sql<{
      ids: string[]
    }>`select cases.organisations_gathering_for(${person_id}) as ids`.execute(tx)
    return { all: rows[0]?.ids ?? [], home: (await homeOf(tx, person_id)) ?? context.organisation_id }
  })
  await context.together([...all, home]).write(async tx => {
    const gathered = await listGathered(tx, person_id)
    await sql`update cases.escalation_persons set gathers = false where person_id = ${person_id} and gathers`.execute(
      tx,
    )
    const reads = new Map<string, boolean>()
    for (const id of new Set(gathered.map(({ organisation_id }) => organisation_id)))
      reads.set(id, await mayNow(tx, person_id, id, 'cases.read'))
    const theirs = gathered.filter(({ stands, organisation_id }) => stands && reads.get(organisation_id))
    const [first, last] = [theirs[0], theirs.at(-1)]
    if (!first || !last) return
    const { zone } = await getOrganisation(tx, home)
    const say = (at: Date) => sayWhen(at, zone, now)
    const lines = theirs.slice(0, MOST_SAID).map(one => `${one.reference}: ${sayOne(one)} (${say(one.planned_at)})`)
    const more = theirs.length > MOST_SAID ? [`and ${theirs.length - MOST_SAID} more`] : []
    const facts = {
      ...{ from: say(first.planned_at), until: say(now), many: String(theirs.length) },
      list: [...lines, ...more].join('; '),
    }
    const subject = { id: person_id, organisation_id: home, reference: 'Escalations', path: escalationPaths.list() }
    const key = `gathered:${first.escalation_id}:${theirs.length}`
    const wakes = theirs.some(one => one.wakes)
    await notify(tx, service, { kind: 'escalations_missed', subject, facts, key, wakes, person_id }, now)
  })
})

const sayOne = ({ metric, ...threshold }: Gathered) => `${METRIC_NAMES[metric] ?? metric}, ${sayThreshold(threshold)}`
