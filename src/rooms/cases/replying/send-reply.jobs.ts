import { z } from 'zod'
import { defineJob } from '#platform/jobs/define.ts'
import { Problem } from '#platform/problem.ts'
import { holdReply, sendWhenDue } from './send-pending.actions.ts'

/** When a reply's time has come. What a rule refuses now, such as a case closed meanwhile, is kept and shown, with the reason. */
export const sendReply = defineJob(
  'cases.sendReply',
  z.object({ reply_id: z.uuid() }),
  async (context, { reply_id }) => {
    const { write, now } = context
    try {
      await write(tx => sendWhenDue(tx, reply_id, now))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      await write(tx => holdReply(tx, reply_id, error.message, now))
    }
  },
)
