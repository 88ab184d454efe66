import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { boundaryProved, onboardingStepDecided, organisationLive, organisationTakenOn } from '../events.ts'
import { lockOrganisation } from '../organisations/organisation.queries.ts'
import { peopleProblems } from '../problems.ts'
import { findOwnStanding, listNotNeeded, lockOnboarding } from './onboarding.queries.ts'
import { mayBeLeftOut, type Standing, type StepName, stepsLeft, stepsOf } from './steps.rules.ts'

const asSubject = (organisation_id: string) => ({ id: organisation_id, organisation_id })

export interface NewOrganisation {
  /** The identity must already name it. */
  readonly id: string
  readonly name: string
  readonly short_name: string
  /** A customer is served like a partner, and has no say in the service. */
  readonly kind: 'partner' | 'customer'
  readonly accent: string
  readonly zone: string
}

/** Begins to take an organisation on; whoever does becomes its administrator. Raises `platform.already-exists` for its short name. */
export async function takeOn(
  tx: Write,
  author: Author & { person_id: string },
  command: NewOrganisation,
  now: Date,
): Promise<void> {
  const { id: organisation_id, name, short_name, kind } = command
  await tx.insertInto('people.organisations').values(command).execute()
  await tx.insertInto('people.onboardings').values({ organisation_id, begun_at: now }).execute()
  const { person_id } = author
  await tx.insertInto('people.role_assignments').values({ person_id, organisation_id, role: 'administrator' }).execute()
  await record(tx, author, organisationTakenOn, asSubject(organisation_id), { name, short_name, kind }, now)
}

/** Says why a step is not needed, or that it is after all. Raises `people.step-needed`, `people.live-already`. */
export async function decideStep(
  tx: Write,
  author: Author,
  command: { organisation_id: string; step: StepName; because: string | null },
  now: Date,
): Promise<void> {
  const { organisation_id, step, because } = command
  const onboarding = await lockOnboarding(tx, organisation_id)
  if (onboarding.live_at) peopleProblems.raise('live-already')
  if (!mayBeLeftOut(step)) peopleProblems.raise('step-needed')
  await lockOrganisation(tx, organisation_id)
  await tx
    .deleteFrom('people.onboarding_steps')
    .where('organisation_id', '=', organisation_id)
    .where('step', '=', step)
    .execute()
  const decided = { decided_by_name: author.name, decided_at: now }
  if (because)
    await tx
      .insertInto('people.onboarding_steps')
      .values({ organisation_id, step, because, ...decided })
      .execute()
  const payload = { step, needed: because === null, because }
  await record(tx, author, onboardingStepDecided, asSubject(organisation_id), payload, now)
}

/** Keeps what asking the running rules came to: for how many people they were asked, of how many tables, and what was seen in error. */
export async function noteProof(
  tx: Write,
  author: Author,
  command: { organisation_id: string; asked: number; tables: number; leaks: number },
  now: Date,
): Promise<void> {
  const { organisation_id, ...payload } = command
  await lockOnboarding(tx, organisation_id)
  await lockOrganisation(tx, organisation_id)
  await tx
    .updateTable('people.onboardings')
    .set({ proved_at: now, leaks: payload.leaks })
    .where('organisation_id', '=', organisation_id)
    .execute()
  await record(tx, author, boundaryProved, asSubject(organisation_id), payload, now)
}

/** What other rooms have of it. */
export type ElsewhereStanding = Pick<Standing, 'targets' | 'categories' | 'mailboxes' | 'notices'>

/** Opens it to its people. Raises `people.live-already`, `people.steps-left`. */
export async function goLive(
  tx: Write,
  author: Author,
  command: { organisation_id: string; elsewhere: ElsewhereStanding },
  now: Date,
): Promise<void> {
  const { organisation_id, elsewhere } = command
  const onboarding = await lockOnboarding(tx, organisation_id)
  if (onboarding.live_at) peopleProblems.raise('live-already')
  const standing = { ...(await findOwnStanding(tx, organisation_id)), ...elsewhere }
  if (stepsLeft(stepsOf(standing, await listNotNeeded(tx, organisation_id))).length > 0)
    peopleProblems.raise('steps-left')
  await lockOrganisation(tx, organisation_id)
  await tx
    .updateTable('people.onboardings')
    .set({ live_at: now })
    .where('organisation_id', '=', organisation_id)
    .execute()
  await record(tx, author, organisationLive, asSubject(organisation_id), {}, now)
}
