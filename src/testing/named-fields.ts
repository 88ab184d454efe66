import { type Identifiers, KINDS } from './marked.ts'

/** Every name that a form or an address uses, each with what it could name. */
export function fieldsFor(ids: Identifiers): Record<string, string> {
  const named = Object.fromEntries(
    KINDS.flatMap(kind => [
      [kind, ids[kind]],
      [`${kind}_id`, ids[kind]],
    ]),
  )
  const people = Object.fromEntries(['assignee_id', 'person_id', 'requester_id'].map(name => [name, ids.requester]))
  const references = Object.fromEntries(
    ['into', 'other', 'reference', 'cases', 'subject'].map(name => [name, ids.reference]),
  )
  const picked = {
    who: `${ids.team}/${ids.person}`,
    to: `${ids.team}/${ids.person}`,
    parent_id: ids.category,
    assignee: ids.person,
  }
  return {
    ...named,
    ...people,
    ...references,
    ...picked,
    q: ids.reference,
    started: ids.case,
    topics: ids.case,
    category: ids.category,
  }
}
