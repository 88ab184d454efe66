import { isId } from '#platform/database/id.ts'
import type { Read } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import { sayWhen } from '#platform/time/say.ts'
import { fill, findTemplate } from '#rooms/content/index.ts'
import { getCase } from '../case.queries.ts'

/** A canned reply with what is known of the case put into its gaps; undefined when its organisation has no such reply. */
export async function filledReply(tx: Read, reference: string, template_id: string, author: Author, now: Date) {
  const theCase = await getCase(tx, reference)
  const template = isId(template_id) ? await findTemplate(tx, theCase.organisation_id, template_id) : undefined
  return (
    template &&
    fill(template.body, {
      'requester.name': theCase.requester,
      'requester.first_name': theCase.requester.split(' ')[0]!,
      'case.reference': theCase.reference,
      'case.subject': theCase.subject,
      'analyst.name': author.name,
      due: theCase.next_due_at && sayWhen(theCase.next_due_at, theCase.zone, now),
    })
  )
}
