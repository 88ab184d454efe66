import { z } from 'zod'
import { defineJob } from '#platform/jobs/define.ts'
import { askForLetter } from './letter.actions.ts'
import { countLetters, findByAddress } from './letter.queries.ts'

/** Whoever asked is nobody yet, so the job belongs to no organisation: it sees nothing, until it knows whose address it is. */
export const NO_ORGANISATION = '00000000-0000-0000-0000-000000000000'

const MOST_AT_ONCE = 3

/**
 * Looks whether somebody signs in with an address, and writes to them if so. In a job, so that whoever asked is answered before
 * anybody has looked: the same words, as soon, for an address nobody has (abuse case 34). Asked again and again it writes three times
 * in half an hour; what it wrote works, so nobody is kept from a new password by others asking.
 */
export const answerForgotten = defineJob(
  'people.answerForgotten',
  z.object({ email: z.string() }),
  async (context, { email }) => {
    const found = await context.read(tx => findByAddress(tx, email))
    if (!found) return
    const theirs = context.together([found.organisation_id])
    await theirs.write(async tx => {
      if ((await countLetters(tx, found.person_id, 'reset', context.now)) >= MOST_AT_ONCE) return
      await askForLetter(tx, context.service, { person_id: found.person_id }, context.now)
    })
  },
)
