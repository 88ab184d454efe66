import type { Happened } from '#platform/events/event.ts'
import type { JobContext, Listener } from '#platform/jobs/define.ts'
import { absolute } from '#platform/site.ts'
import { findPerson, getOrganisation, linkOfLetter, peoplePaths } from '#rooms/people/index.ts'
import { send } from '../sending/send.actions.ts'
import { type AccountNews, accountWords } from './account-news.rules.ts'

interface Words {
  readonly subject: string
  readonly paragraphs: readonly string[]
}

async function write(
  context: JobContext,
  event: Happened<unknown>,
  wordsFor: (names: { name: string; organisation: string }) => Words,
  link?: { letter_id: string; kind: 'reset' | 'invitation' },
) {
  await context.write(async tx => {
    const person = await findPerson(tx, event.subject_id)
    if (!person?.email || !person.active) return
    const organisation = (await getOrganisation(tx, person.organisation_id)).name
    const address = link && (await linkOfLetter(tx, link.letter_id, context.now))
    // Used, too old, or made for how things were: there is nothing to say any more.
    if (link && !address) return
    const { subject, paragraphs } = wordsFor({ name: person.name, organisation })
    const text = ['Hello,', ...paragraphs.map(one => (one === LINK ? (address ?? '') : one)), organisation].join('\n\n')
    const to = { name: person.name, address: person.email }
    const command = { organisation_id: person.organisation_id, kind: 'notification', person_id: person.id } as const
    await send(tx, { ...command, to, subject, text, lets_in: link !== undefined }, context.now)
  })
}

const LINK = '‹link›'

/** Tells a person by e-mail what was done with how they sign in: whoever did it, they hear of it. */
export const tellOfAccount =
  (news: AccountNews): Listener<unknown> =>
  (context, event) =>
    write(context, event, ({ organisation }) => {
      const own = event.actor_id === event.subject_id
      const page = absolute(own || news === 'factorsReset' ? peoplePaths.secondFactor() : peoplePaths.account())
      return accountWords(news, { organisation, page })
    })

/**
 * The letter with which somebody sets a password. The event names the letter alone: the link is made here, as it is written, and so
 * lies in no event (decision 27).
 */
export const sendPasswordLetter =
  (kind: 'reset' | 'invitation'): Listener<{ letter_id: string }> =>
  (context, event) =>
    write(context, event, names => letterWords(kind, names), { ...event.payload, kind })

const letterWords = (kind: 'reset' | 'invitation', { name, organisation }: { name: string; organisation: string }) =>
  kind === 'reset'
    ? {
        subject: 'Choose a new password',
        paragraphs: [
          `somebody asked for a new password for ${name} at ${organisation}. If that was you, choose one here within 30 minutes:`,
          LINK,
          'If it was not you, do nothing: your password stays as it is.',
        ],
      }
    : {
        subject: `You are invited to the service desk of ${organisation}`,
        paragraphs: [`choose a password to sign in with this address. The link works once, within 7 days:`, LINK],
      }
