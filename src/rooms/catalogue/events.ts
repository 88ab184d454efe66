import { z } from 'zod'
import { changes } from '#platform/events/changes.ts'
import { defineEvent } from '#platform/events/event.ts'

const changed = z.object({ changes })
const category = z.object({ category_id: z.string(), path: z.string() })

export const matrixChanged = defineEvent('organisation.matrixChanged', 'staff', changed)
/** What is promised has changed: for cases from now on, or for those that are open as well. */
export const targetsChanged = defineEvent(
  'organisation.targetsChanged',
  'staff',
  changed.extend({ open_cases: z.boolean().optional() }),
)
export const categoryAdded = defineEvent('organisation.categoryAdded', 'staff', category)
export const categoryEdited = defineEvent('organisation.categoryEdited', 'staff', category.extend({ changes }))
export const categoryRetired = defineEvent('organisation.categoryRetired', 'staff', category)
export const categoryRestored = defineEvent('organisation.categoryRestored', 'staff', category)

const agreement = z.object({ agreement_id: z.string(), name: z.string() })
export const agreementMade = defineEvent('organisation.agreementMade', 'staff', agreement.extend({ kind: z.string() }))
export const agreementVersioned = defineEvent(
  'organisation.agreementVersioned',
  'staff',
  agreement.extend({ version: z.number(), from: z.string(), because: z.string() }),
)
export const pausesChanged = defineEvent(
  'organisation.pausesChanged',
  'staff',
  agreement.extend({ version: z.number(), because: z.string(), changes }),
)
export const agreementRetired = defineEvent('organisation.agreementRetired', 'staff', agreement)

export const taskPlanChanged = defineEvent(
  'organisation.taskPlanChanged',
  'staff',
  category.extend({ title: z.string(), did: z.enum(['added', 'changed', 'dropped']), changes }),
)
/** Which category's case begins when somebody starts or leaves. */
export const lifeEventChanged = defineEvent(
  'organisation.lifeEventChanged',
  'staff',
  z.object({ event: z.enum(['started', 'left']), category_id: z.string().nullable(), path: z.string().nullable() }),
)
