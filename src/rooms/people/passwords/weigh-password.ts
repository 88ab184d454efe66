import type { Read } from '#platform/database/transaction.ts'
import { passwordProblem } from '../account/password.rules.ts'
import { getOrganisation } from '../organisations/organisation.queries.ts'
import { getPerson } from '../persons/person.queries.ts'
import { checkPassword } from '../sign-in/password.ts'
import { earlierPasswords, passwordRulesOf } from './password-rules.queries.ts'

/** The rule that a new password of somebody's breaks, as a sentence; null when they may have it. */
export async function weighPassword(tx: Read, person_id: string, password: string): Promise<string | null> {
  const person = await getPerson(tx, person_id)
  const { name } = await getOrganisation(tx, person.organisation_id)
  const rules = await passwordRulesOf(tx, person.organisation_id)
  const problem = passwordProblem(password, { name: person.name, email: person.email, organisation: name }, rules)
  if (problem) return problem
  for (const hash of rules.remembered > 0 ? await earlierPasswords(tx, person_id, rules.remembered) : [])
    if (await checkPassword(password, hash))
      return rules.remembered === 1
        ? 'Choose another: that is the password you have now'
        : `Choose another: that is one of your last ${rules.remembered} passwords`
  return null
}
