import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { decide } from '../changes/proposal.actions.ts'
import { lockProposal } from '../changes/proposal.queries.ts'
import { peopleImported, rolesChanged, teamMembersChanged } from '../events.ts'
import { lockOrganisation } from '../organisations/organisation.queries.ts'
import { addPerson } from '../persons/add-person.actions.ts'
import { deactivatePerson, editPerson, reactivatePerson } from '../persons/person.actions.ts'
import { peopleProblems } from '../problems.ts'
import { type Kept, lookAtPlan, stateOfPeople } from './joiners.queries.ts'
import type { Step } from './plan.rules.ts'

/** Keeps a file that was read, to be looked over. Nothing is changed. */
export async function keepPlan(
  tx: Write,
  author: Author,
  command: { organisation_id: string; kept: Kept },
  now: Date,
): Promise<{ id: string }> {
  const { organisation_id, kept } = command
  const id = newId()
  await tx
    .insertInto('people.change_proposals')
    .values({
      ...{
        id,
        organisation_id,
        kind: 'people',
        subject_id: organisation_id,
        content: JSON.stringify(kept),
        impact: '{}',
      },
      base: await stateOfPeople(tx, organisation_id),
      ...{ proposed_by: author.person_id ?? null, proposed_by_name: author.name, proposed_at: now, looked_at: now },
    })
    .execute()
  return { id }
}

// As many as travel to the database together: what each does is a handful of statements, and waiting for each is what costs.
const TOGETHER = 50

/** Does the same for each, some at a time. All have ended before a mistake is told: a transaction is over only when nobody uses it. */
async function forAll<T>(list: readonly T[], work: (one: T) => Promise<unknown>) {
  for (let at = 0; at < list.length; at += TOGETHER) {
    const done = await Promise.allSettled(list.slice(at, at + TOGETHER).map(work))
    const failed = done.find(one => one.status === 'rejected')
    if (failed) throw failed.reason
  }
}

interface Command {
  readonly organisation_id: string
  readonly short_name: string
}

/**
 * Applies a file that was looked over, exactly as it was shown. Raises `people.proposal-not-found`, `proposal-decided`,
 * `proposal-outdated` when somebody has changed people or teams since, and `last-administrator`.
 */
export async function applyPlan(
  tx: Write,
  author: Author,
  command: { organisation_id: string; id: string },
  now: Date,
): Promise<void> {
  const { organisation_id, id } = command
  const { short_name } = await lockOrganisation(tx, organisation_id)
  await lockProposal(tx, organisation_id, id)
  const { kept, plan, fresh } = await lookAtPlan(tx, organisation_id, { id, asker: author.person_id })
  if (!fresh) return peopleProblems.raise('proposal-outdated')
  const place = { organisation_id, short_name }
  const ids = new Map<number, string>()
  await forAll(plan.add, async step => {
    const { name = step.name, ...fields } = step.fields
    const { employee_number, ...rest } = fields
    const added = await addPerson(tx, author, { organisation_id, name, starts: true, ...rest }, now)
    ids.set(step.line, added.id)
    if (employee_number)
      await tx.updateTable('people.persons').set({ employee_number }).where('id', '=', added.id).execute()
  })
  await forAll(plan.change, async ({ line, id: person, fields, back }) => {
    ids.set(line, person!)
    await editPerson(tx, author, { id: person!, fields }, now)
    if (back) await reactivatePerson(tx, author, { id: person! }, now)
  })
  await forAll([...plan.add, ...plan.change], step => settle(tx, author, { ...place, step, ids }, now))
  // One after another: each asks whether somebody is the last who can manage people.
  for (const { id: person } of plan.deactivate) await deactivatePerson(tx, author, { id: person }, now)
  await joinTeams(tx, author, { ...place, steps: [...plan.add, ...plan.change], ids }, now)
  await decide(tx, author, { id, subject_id: organisation_id, decision: 'applied' }, now)
  const counts = { added: plan.add.length, changed: plan.change.length, deactivated: plan.deactivate.length }
  await record(
    tx,
    author,
    peopleImported,
    { id: organisation_id, organisation_id },
    { file: kept.file, ...counts },
    now,
  )
}

/** Roles that a row gives, and whom it says somebody reports to. */
async function settle(
  tx: Write,
  author: Author,
  { organisation_id, short_name, step, ids }: Command & { step: Step; ids: ReadonlyMap<number, string> },
  now: Date,
) {
  const id = ids.get(step.line)!
  const manager_id = step.manager && ('id' in step.manager ? step.manager.id : ids.get(step.manager.line))
  if (manager_id && manager_id !== id)
    await tx.updateTable('people.persons').set({ manager_id }).where('id', '=', id).execute()
  // Whoever is added may ask for help already.
  const roles = step.roles.filter(role => step.id !== undefined || role !== 'requester')
  if (roles.length === 0) return
  await tx
    .insertInto('people.role_assignments')
    .values(roles.map(role => ({ person_id: id, organisation_id, role })))
    .onConflict(ended =>
      ended.columns(['person_id', 'organisation_id', 'role']).doUpdateSet({ starts_at: null, ends_at: null }),
    )
    .execute()
  const payload = { organisation_id, organisation: short_name, given: roles, taken: [] }
  await record(tx, author, rolesChanged, { id, organisation_id }, payload, now)
}

async function joinTeams(
  tx: Write,
  author: Author,
  { organisation_id, steps, ids }: Command & { steps: readonly Step[]; ids: ReadonlyMap<number, string> },
  now: Date,
) {
  const joining = new Map<string, { name: string; people: { id: string; name: string }[] }>()
  for (const step of steps)
    for (const { id, name } of step.joins) {
      const team = joining.get(id) ?? { name, people: [] }
      team.people.push({ id: ids.get(step.line)!, name: step.name })
      joining.set(id, team)
    }
  for (const [team_id, { name, people }] of joining) {
    await tx
      .insertInto('people.team_members')
      .values(people.map(({ id }) => ({ team_id, organisation_id, person_id: id })))
      .onConflict(ended => ended.columns(['team_id', 'person_id']).doUpdateSet({ starts_at: null, ends_at: null }))
      .execute()
    const payload = { team_id, name, joined: people.map(one => one.name), left: [], leads: [] }
    await record(tx, author, teamMembersChanged, { id: organisation_id, organisation_id }, payload, now)
  }
}
