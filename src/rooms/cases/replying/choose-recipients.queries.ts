import { inPlaceOf } from '#platform/database/standing.ts'
import type { Read } from '#platform/database/transaction.ts'
import { type Entered, listOf } from '#platform/http/form.ts'
import { isAddress, isOurs } from '#rooms/channels/index.ts'
import { listPersonsLike } from '#rooms/people/index.ts'
import type { Case } from '../case.queries.ts'
import { findByAddress, listKnown } from '../participants/participant.queries.ts'
import {
  MOST_RECIPIENTS,
  onceEach,
  type ParticipantRole,
  type Recipient,
  ROLES,
  splitAddresses,
  type Typed,
} from '../participants/participant.rules.ts'
import {
  type Addressees,
  asRecipient,
  getAddressees,
  requesterAsRecipient,
  usualRecipients,
} from './addressees.queries.ts'

export interface Chosen {
  readonly recipients: readonly Recipient[]
  /** What is wrong with what was typed, in words. */
  readonly error?: string
}

/** The value of the requester's box among those that may be ticked; the others have a participant's identifier. */
export const THE_REQUESTER = 'requester'

/** Who a reply goes to: those ticked, and those typed. A form that does not say goes to whom it usually would. */
export async function chooseRecipients(tx: Read, theCase: Case, entered: Entered): Promise<Chosen> {
  const addressees = await getAddressees(tx, theCase)
  const ticked =
    entered.addressed === 'yes' ? tickedAmong(theCase, addressees, entered) : usualRecipients(theCase, addressees)
  const role = ROLES.find(one => one === entered.cc_role) ?? 'copied'
  const typed = await readTyped(tx, theCase, addressees, { text: entered.cc ?? '', role })
  if ('error' in typed) return { recipients: ticked, error: typed.error }
  const recipients = onceEach([...ticked, ...typed.recipients])
  return recipients.length > MOST_RECIPIENTS
    ? { recipients: ticked, error: `Choose no more than ${MOST_RECIPIENTS} people` }
    : { recipients }
}

function tickedAmong(theCase: Case, addressees: Addressees, entered: Entered): Recipient[] {
  const ticks = new Set(listOf(entered.to))
  const requester = requesterAsRecipient(theCase, addressees)
  const others = addressees.participants.filter(({ id }) => ticks.has(id)).map(asRecipient)
  return requester && ticks.has(THE_REQUESTER) ? [requester, ...others] : others
}

type Readings = { recipients: Recipient[] } | { error: string }
type Reading = Recipient | { error: string }

/** Reads names and addresses that were typed, each checked; the first that is wrong is said. */
export async function readTyped(
  tx: Read,
  theCase: Case,
  addressees: Addressees,
  { text, role }: { text: string; role: ParticipantRole },
): Promise<Readings> {
  const parts = splitAddresses(text)
  if (parts.length > MOST_RECIPIENTS) return { error: `Enter no more than ${MOST_RECIPIENTS} people` }
  const recipients: Recipient[] = []
  for (const part of parts) {
    const one =
      part.address === null
        ? await byName(tx, theCase, part, role)
        : await byAddress(tx, theCase, part.address, part, role)
    if ('error' in one) return one
    const key = one.address.toLowerCase()
    const known = addressees.participants.find(({ address }) => address.toLowerCase() === key)
    recipients.push(known ? asRecipient(known) : one)
  }
  return { recipients }
}

async function byAddress(
  tx: Read,
  theCase: Case,
  address: string,
  { text, name }: Typed,
  role: ParticipantRole,
): Promise<Reading> {
  if (!isAddress(address)) return { error: `“${text}” is not an e-mail address: write it like ann@example.org` }
  if (await isOurs(tx, address))
    return { error: `“${address}” is an address of our own: a message to it would come back` }
  const known = await findByAddress(tx, theCase.organisation_id, address)
  const isRequester = known?.person_id === theCase.requester_id
  return {
    role: isRequester ? ('requester' as const) : role,
    person_id: known?.person_id ?? null,
    name: known?.name ?? name,
    address,
  }
}

async function byName(tx: Read, theCase: Case, { text }: Typed, role: ParticipantRole): Promise<Reading> {
  const found = await listPersonsLike(tx, await inPlaceOf(tx, theCase.organisation_id), text)
  const known = await listKnown(
    tx,
    found.map(({ id }) => id),
  )
  const exact = known.filter(({ name }) => name.toLowerCase() === text.toLowerCase())
  const [one, ...more] = exact.length > 0 ? exact : known
  if (!one) return { error: `Nobody called “${text}” has an e-mail address we are sure of: enter their address` }
  if (more.length > 0) return { error: `Several people are called “${text}”: enter the address of the one you mean` }
  return { ...one, role: one.person_id === theCase.requester_id ? ('requester' as const) : role }
}
