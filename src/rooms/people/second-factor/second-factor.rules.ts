import type { Factors } from './second-factor.queries.ts'

/** Whether somebody has anything to give a second proof with; codes for its loss are no factor by themselves. */
export const hasFactor = (factors: Factors): boolean => factors.authenticator !== null || factors.passkeys.length > 0
