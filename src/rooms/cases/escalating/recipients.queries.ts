import type { Read } from '#platform/database/transaction.ts'
import { listInRole, mayNow, onCallAt } from '#rooms/people/index.ts'
import type { Case } from '../case.queries.ts'
import { namedAmong, readersToTell } from '../restricting/reader.queries.ts'
import { leadsOf } from '../telling/readers.queries.ts'
import type { Who } from './escalation.rules.ts'

export interface Recipient {
  readonly person_id: string
  /** What makes it theirs to know. */
  readonly as: Who
}

/** Who is on call for a team at an instant; where nobody is, those who lead it. */
async function onCall(tx: Read, team_id: string | null, at: Date): Promise<string[]> {
  const on = team_id ? (await onCallAt(tx, team_id, at)).flatMap(({ person_id }) => person_id ?? []) : []
  return on.length > 0 ? on : leadsOf(tx, team_id)
}

const idsIn = async (tx: Read, { organisation_id }: Case, role: 'manager' | 'partner_officer') =>
  (await listInRole(tx, organisation_id, role)).map(({ id }) => id)

type Finds = (tx: Read, theCase: Case, rule: { person_id: string | null }, at: Date) => Promise<string[]>

const FIND: Readonly<Record<Who, Finds>> = {
  on_call: (tx, { team_id }, _, at) => onCall(tx, team_id, at),
  assignee: async (tx, { assignee_id, team_id }) => (assignee_id ? [assignee_id] : leadsOf(tx, team_id)),
  leads: (tx, { team_id }) => leadsOf(tx, team_id),
  managers: (tx, theCase) => idsIn(tx, theCase, 'manager'),
  officers: (tx, theCase) => idsIn(tx, theCase, 'partner_officer'),
  person: async (_, __, { person_id }) => (person_id ? [person_id] : []),
  hooks: async () => [],
}

// Somebody who is several of these hears of it once, as the first.
const IN_ORDER: readonly Who[] = ['on_call', 'assignee', 'leads', 'managers', 'officers', 'person']

/** Whom a rule tells of a case now: each once, and nobody who may not read it. */
export async function recipientsOf(
  tx: Read,
  theCase: Case,
  rule: { readonly tells: readonly string[]; readonly person_id: string | null },
  at: Date,
): Promise<Recipient[]> {
  const found = new Map<string, Recipient>()
  for (const as of IN_ORDER.filter(who => rule.tells.includes(who)))
    for (const person_id of await FIND[as](tx, theCase, rule, at))
      if (!found.has(person_id) && (await mayNow(tx, person_id, theCase.organisation_id, 'cases.read')))
        found.set(person_id, { person_id, as })
  const named = new Set(await namedAmong(tx, theCase, [...found.keys()], false))
  if (found.size > 0 && named.size === 0)
    return (await readersToTell(tx, theCase.id)).map(person_id => ({ person_id, as: 'leads' as const }))
  return [...found.values()].filter(({ person_id }) => named.has(person_id))
}
