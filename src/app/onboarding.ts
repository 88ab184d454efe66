import { cataloguePaths, getAgreement, listCategories } from '#rooms/catalogue/index.ts'
import { channelPaths, countMailboxesFor } from '#rooms/channels/index.ts'
import { contentPaths, listCurrentNotices } from '#rooms/content/index.ts'
import { countSeen } from '#rooms/information/index.ts'
import type { OnboardingHooks } from '#rooms/people/index.ts'
import { foreseeAlike, makeAlike } from './alike.ts'
import { held } from './holdings.ts'

/** What every room knows of taking an organisation on: what is there, and where the rest is done. */
export const onboardingHooks: OnboardingHooks = {
  async standing(tx, organisation_id, now) {
    const [agreement, categories, mailboxes, notices] = await Promise.all([
      getAgreement(tx, organisation_id),
      listCategories(tx, organisation_id),
      countMailboxesFor(tx, organisation_id),
      listCurrentNotices(tx, [organisation_id], now),
    ])
    const there = { targets: agreement.targets.length, categories: categories.length }
    return { ...there, mailboxes, notices: notices.length }
  },
  links(step, organisation) {
    if (step === 'promises')
      return [
        { href: cataloguePaths.matrix({ organisation }), text: 'Priorities' },
        { href: cataloguePaths.targets({ organisation }), text: 'Targets' },
        { href: cataloguePaths.agreements({ organisation }), text: 'Agreements' },
      ]
    if (step === 'catalogue')
      return [
        { href: cataloguePaths.taken({ organisation }), text: 'Choose from another’s categories' },
        { href: cataloguePaths.categories({ organisation }), text: 'Its categories' },
      ]
    if (step === 'mailboxes') return [{ href: channelPaths.mailboxes(), text: 'Mailboxes' }]
    if (step === 'notices') return [{ href: contentPaths.notices(), text: 'Notices' }]
    return []
  },
  countSeen: (tx, asked) => countSeen(tx, held, asked),
  foreseeAlike,
  makeAlike,
}
