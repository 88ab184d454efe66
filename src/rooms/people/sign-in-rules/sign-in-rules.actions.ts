import type { Write } from '#platform/database/transaction.ts'
import { changesBetween } from '#platform/events/changes.ts'
import { type Author, record } from '#platform/events/record.ts'
import { hasSecretKey, secretProblems } from '#platform/secrets/seal.ts'
import { signInRulesChanged } from '../events.ts'
import { lockOrganisation } from '../organisations/organisation.queries.ts'
import { type OwnRules, passwordRulesOf } from '../passwords/password-rules.queries.ts'
import { listSecondFactorRoles } from '../second-factor/second-factor.queries.ts'

export interface SignInRules extends OwnRules {
  readonly organisation_id: string
  /** Roles whose holders sign in with a second factor. */
  readonly roles: readonly string[]
}

const said = ({ roles, least_length, remembered, banned_words }: Omit<SignInRules, 'organisation_id'>) => ({
  ...{ second_factor_for: [...roles].sort().join(', ') || null, least_length, remembered },
  banned_words: banned_words.length,
})

/**
 * Sets what an organisation asks of signing in. Passwords are held to it when they are next set; a session without the second factor
 * that its person needs from now on has ended. Raises `secrets.no-key` where codes of an app could not be kept.
 */
export async function setSignInRules(tx: Write, author: Author, command: SignInRules, now: Date): Promise<void> {
  const { organisation_id, roles, least_length, banned_words, remembered } = command
  await lockOrganisation(tx, organisation_id)
  if (roles.length > 0 && !hasSecretKey()) secretProblems.raise('no-key')
  const before = {
    ...(await passwordRulesOf(tx, organisation_id)),
    roles: await listSecondFactorRoles(tx, organisation_id),
  }
  const changes = changesBetween(said(before), said(command))
  const rules = { least_length, banned_words: [...banned_words], remembered }
  await tx
    .insertInto('people.password_rules')
    .values({ organisation_id, ...rules })
    .onConflict(there => there.column('organisation_id').doUpdateSet(rules))
    .execute()
  await tx.deleteFrom('people.second_factor_roles').where('organisation_id', '=', organisation_id).execute()
  if (roles.length > 0)
    await tx
      .insertInto('people.second_factor_roles')
      .values(roles.map(role => ({ organisation_id, role })))
      .execute()
  if (Object.keys(changes).length === 0) return
  await record(tx, author, signInRulesChanged, { id: organisation_id, organisation_id }, { changes }, now)
}
