import { randomInt } from 'node:crypto'
import { hashSecret } from '../sign-in/secret.ts'

// No letter or figure that is read as another: 16 of 30 are more than 78 bits, which a plain hash keeps.
const LETTERS = '23456789abcdefghjkmnpqrstvwxyz'
const HOW_MANY = 10

const one = () =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')).join(
    '-',
  )

/** Ten new codes, to be shown once. */
export const newRecoveryCodes = (): string[] => Array.from({ length: HOW_MANY }, one)

/** What is kept of a code of somebody's, whatever spaces, hyphens and capitals it was typed with. */
export const hashRecoveryCode = (person_id: string, code: string): string =>
  hashSecret(`${person_id} ${code.toLowerCase().replace(/[^a-z0-9]/g, '')}`)

/** Whether something typed has the form of a code. */
export const isRecoveryCode = (typed: string): boolean => typed.replace(/[^a-z0-9]/gi, '').length === 16
