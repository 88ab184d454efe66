import type { Listener } from '#platform/jobs/define.ts'
import { absolute } from '#platform/site.ts'
import { findUnverified, getOrganisation, peoplePaths, signLink } from '#rooms/people/index.ts'
import { send } from '../sending/send.actions.ts'

/** Sends the link that proves an address to that address: our words alone, and the name of whoever is signed in and asked for it. */
export const sendAddressLink: Listener<{ address_id: string; verified: boolean }> = async (context, event) => {
  if (event.payload.verified) return
  await context.write(async tx => {
    const found = await findUnverified(tx, event.payload.address_id)
    if (!found) return
    const { name } = await getOrganisation(tx, found.organisation_id)
    const token = await signLink(tx, found.id, context.now)
    const text = [
      'Hello,',
      `somebody signed in at ${name} says that this is their e-mail address. If that is you, open this page within a day and confirm it:`,
      absolute(peoplePaths.confirmAddress({}, { token })),
      'If it is not you, do nothing: the address is then not used.',
      name,
    ].join('\n\n')
    const to = { name: null, address: found.address }
    const words = { subject: `Confirm your e-mail address for ${name}`, text }
    const command = {
      organisation_id: found.organisation_id,
      kind: 'notification',
      person_id: found.person_id,
    } as const
    await send(tx, { ...command, to, ...words }, context.now)
  })
}
