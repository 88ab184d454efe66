/** What people write from, for those who ask who somebody is. */
export { addressAdded } from '../events.ts'
export { type Addressed, findByAddress, findUnverified } from './address.queries.ts'
export { signLink } from './link.ts'
export { nameFrom } from './name.rules.ts'
export { addSender, learnName } from './sender.actions.ts'
