export { personDeactivated } from '../events.ts'
export { addPerson, personAdded } from './add-person.actions.ts'
export { CONTACT_NAMES, type ContactWay } from './contact.rules.ts'
export {
  findPerson,
  findPersonByEmail,
  getPerson,
  idsByReference,
  listPersonsLike,
  namesOf,
  type Person,
} from './person.queries.ts'
