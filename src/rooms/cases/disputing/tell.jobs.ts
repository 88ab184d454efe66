import type { Listener } from '#platform/jobs/define.ts'
import { listHolders } from '#rooms/people/index.ts'
import { getCaseById } from '../case.queries.ts'
import { leadsOf } from '../telling/readers.queries.ts'
import { telling } from '../telling/teller.ts'
import { weighDisputes } from './weigh.actions.ts'

/** To those who lead the team that has the case; of a case without a team, to everybody who may answer. */
export const tellDisputed: Listener = (context, event) =>
  telling(context, event, async ({ tx, theCase, tell }) => {
    const holders = (await listHolders(tx, theCase.organisation_id, 'cases.lead')).map(({ id }) => id)
    const leads = (await leadsOf(tx, theCase.team_id)).filter(id => holders.includes(id))
    await tell('pause_disputed', leads.length > 0 ? leads : holders)
  })

const SETTLED: Readonly<Record<string, string>> = { upheld: 'upheld', rejected: 'rejected' }

/** To whoever raised it. Who withdrew it knows. */
export const tellSettled: Listener<{ raised_by: string; state: string }> = (context, event) =>
  telling(context, event, async ({ tell }) => {
    const what = SETTLED[event.payload.state]
    if (what) await tell('dispute_settled', [event.payload.raised_by], { what })
  })

/** A promise that ends after a dispute was upheld has its second figure too. */
export const weighWhenDone: Listener = (context, event) =>
  context.write(async tx => weighDisputes(tx, await getCaseById(tx, event.subject_id), context.now))
