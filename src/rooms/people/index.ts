/** People: who everyone is, which organisation they belong to, and what they may do. */

export * from './addresses/index.ts'
// When a service works.
export * from './calendars/index.ts'
// What others may do, for cases of another desk. Each takes a Write.
export * from './importing/import-people.actions.ts'
// What others may ask. Each takes a Read.
export * from './organisations/index.ts'
// What others may link to.
export { ADMINISTRATION, peoplePaths } from './paths.ts'
export { PERMISSIONS, type Permission } from './permissions.ts'
export * from './persons/index.ts'
export * from './roles/holders.queries.ts'
export { MAY, ROLES } from './roles/roles.rules.ts'
// What app/ and the commands wire in.
export { scimFace } from './scim/scim.routes.ts'
export * from './second-factor/index.ts'
export { endEverySession } from './sign-in/end-every-session.ts'
export { keepForm, takeKeptForm } from './sign-in/kept-form.ts'
export { hashPassword } from './sign-in/password.ts'
export { actorFinder, SESSION_COOKIE } from './sign-in/remember.ts'
export { hashSecret, newSecret } from './sign-in/secret.ts'
export { startSession } from './sign-in/sign-in.actions.ts'
export * from './single-sign-on/index.ts'
export * from './teams/index.ts'
export { createToken, revokeToken } from './tokens/token.actions.ts'
export { markVisited } from './visits/visit.actions.ts'
export { findLastVisit } from './visits/visit.queries.ts'
export { peopleApi, peopleHoldings, peopleJobs, peopleRoutes } from './wiring.ts'
