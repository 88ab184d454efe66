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
