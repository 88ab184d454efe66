/* Signing in: what others hear of it and link to. The room's front door hands it on. */
export {
  factorAdded,
  factorRemoved,
  factorsReset,
  passwordChanged,
  passwordLetterAsked,
  passwordSet,
  personInvited,
  recoveryCodesMade,
  recoveryCodeUsed,
} from '../events.ts'
export { linkOfLetter } from '../passwords/letter-link.ts'
export { renewing } from '../sign-in/renew.ts'
