import { z } from 'zod'
import { defineEvent } from '#platform/events/event.ts'

const archive = z.object({ archive_id: z.string() })

/** Somebody asked for everything that is the organisation's; took a part of it away. */
export const archiveAsked = defineEvent('organisation.archiveAsked', 'staff', archive)
/** At the command line nothing is kept, so it has no identifier. */
export const archiveMade = defineEvent(
  'organisation.archiveMade',
  'staff',
  z.object({ archive_id: z.string().nullable(), records: z.number() }),
)
export const archiveTaken = defineEvent('organisation.archiveTaken', 'staff', archive.extend({ part: z.number() }))

const hold = z.object({ hold_id: z.string(), kind: z.string(), subject_id: z.string() })
export const holdSet = defineEvent('organisation.legalHoldSet', 'staff', hold.extend({ because: z.string() }))
export const holdLifted = defineEvent('organisation.legalHoldLifted', 'staff', hold)

const erasure = z.object({ erasure_id: z.string() })
export const erasureProposed = defineEvent('person.erasureProposed', 'staff', erasure.extend({ because: z.string() }))
export const erasureConfirmed = defineEvent('person.erasureConfirmed', 'staff', erasure)
export const erasureWithdrawn = defineEvent('person.erasureWithdrawn', 'staff', erasure)
/** A case of theirs, they or their organisation came to be held. */
export const erasureRefused = defineEvent('person.erasureRefused', 'staff', erasure.extend({ hold_id: z.string() }))
export const personErased = defineEvent(
  'person.erased',
  'staff',
  erasure.extend({ pseudonym: z.string(), events: z.number() }),
)

/** What is held about somebody was put together for them. */
export const subjectAsked = defineEvent('person.accessAsked', 'staff', archive.extend({ redacts: z.boolean() }))

/** How long a kind of record is kept, and who answers for it. */
export const keepingChanged = defineEvent(
  'organisation.keepingChanged',
  'staff',
  z.object({
    kind: z.string(),
    days: z.number().nullable(),
    before: z.number().nullable(),
    owner_id: z.string().nullable(),
  }),
)
const plan = z.object({ plan_id: z.string(), kind: z.string() })
export const successionPlanned = defineEvent('organisation.successionPlanned', 'staff', plan)
export const successionConfirmed = defineEvent(
  'organisation.successionConfirmed',
  'staff',
  plan.extend({ takes_effect_at: z.string(), settled: z.record(z.string(), z.string()) }),
)
/** On its day something was alike that nobody had settled: it waits to be settled and confirmed again. */
export const successionHeldUp = defineEvent(
  'organisation.successionHeldUp',
  'staff',
  plan.extend({ clashes: z.array(z.string()) }),
)
export const successionWithdrawn = defineEvent('organisation.successionWithdrawn', 'staff', plan)

const leaving = z.object({ leaving_id: z.string() })
export const leavingPlanned = defineEvent('organisation.leavingPlanned', 'staff', leaving)
export const leavingSettled = defineEvent('organisation.leavingSettled', 'staff', leaving)
export const leavingConfirmed = defineEvent(
  'organisation.leavingConfirmed',
  'staff',
  leaving.extend({ leaves_at: z.string(), kept_until: z.string() }),
)
export const leavingWithdrawn = defineEvent('organisation.leavingWithdrawn', 'staff', leaving)
/** All of it is carried out: what is held of it is kept until the agreed day. */
export const organisationLeft = defineEvent('organisation.left', 'staff', leaving)
/** What was held of it is destroyed, but for what figures and the record stand on. */
export const organisationDestroyed = defineEvent('organisation.heldDestroyed', 'staff', leaving)
export const statementTaken = defineEvent('organisation.statementTaken', 'staff', leaving)
/** It is done: part of it is another organisation. */
export const organisationSplit = defineEvent(
  'organisation.split',
  'staff',
  z.object({ plan_id: z.string(), name: z.string(), people: z.number(), cases: z.number() }),
)
