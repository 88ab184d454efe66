import { z } from 'zod'
import { defineJob } from '#platform/jobs/define.ts'
import { endViewing } from './end-viewing.actions.ts'

/** Half an hour after it began, unless it was stopped: the record says that it ended. That it is over needs no job. */
export const endViewingJob = defineJob(
  'people.endViewing',
  z.object({ viewing_id: z.uuid() }),
  async ({ write, service, now }, { viewing_id }) => {
    await write(tx => endViewing(tx, service, { id: viewing_id, because: 'time' }, now))
  },
)
