/* The words and views a desk keeps at hand: canned replies, notices, saved views, and when each of the cast was last here. */
import type { Write } from '#platform/database/transaction.ts'
import { addWorkingSeconds } from '#rooms/clock/index.ts'
import { CAST, type CastName } from '../cast.ts'
import type { PlaceKey } from './organisations.ts'
import { CAST_HOMES } from './persons.ts'
import type { World } from './world.ts'

const HELLO = 'Hello {{requester.first_name}},\n\n'
const THANKS = '\n\nKind regards\n{{analyst.name}}'

/** Name and words. */
const TEMPLATES: readonly (readonly [name: string, body: string])[] = [
  [
    'We have your request',
    'We have your request and its reference is {{case.reference}}. We will look at it by {{due}}.',
  ],
  [
    'Need a little more',
    'To go further with {{case.reference}} I need to know a little more:\n\n– what exactly you see, with a picture if you can\n– when it began\n– whether others have it too',
  ],
  [
    'Restart, please',
    'Before we go further, could you restart the laptop: Start, Power, Restart (not Shut down) and tell me whether it is the same?',
  ],
  [
    'Loan laptop ready',
    'A loan laptop is ready for you at the desk. Please bring your pass. What you saved in OneDrive will be there when you sign in.',
  ],
  [
    'Ordered from the supplier',
    'What you need for {{case.reference}} is ordered. Our suppliers usually take three to seven working days; I will write when it is here.',
  ],
  [
    'Chasing an answer',
    'I have not heard back about {{case.reference}} ({{case.subject}}). If I do not hear within three working days I will close it; you can reopen it by answering.',
  ],
  [
    'Password changed',
    'Your password is changed. If you also read mail on a phone, change it there, or the phone will lock you out again.',
  ],
  [
    'Manager’s yes needed',
    'For {{case.reference}} I need your manager’s yes in writing. They can answer this message.',
  ],
  [
    'Not one of ours',
    'This one is not ours to do, but I have passed your message to those who can. You need not ask again.',
  ],
  [
    'Fixed, please check',
    'I believe {{case.reference}} is put right. Could you try it and tell me? If I hear nothing it will close by itself in seven days.',
  ],
]

interface NoticePlan {
  readonly title: string
  readonly body: string
  /** Hours from now, below nothing for before; no end while it lasts. */
  readonly from: number
  readonly to?: number
  readonly at: readonly PlaceKey[]
}

const EVERYWHERE: readonly PlaceKey[] = ['three_rivers', 'hartsmere', 'penwick', 'aldermoor']

const NOTICES: readonly NoticePlan[] = [
  {
    title: 'Printing: some jobs arrive late',
    body: 'Print jobs may take up to ten minutes to reach the devices. We know why and are putting it right. There is no need to send a job twice.',
    from: -20,
    at: ['hartsmere', 'penwick'],
  },
  {
    title: 'Remote access: update your connection',
    body: 'If the remote connection fails at home, restart your laptop once in the office or on a phone hotspot: it then updates itself.',
    from: -70,
    to: 100,
    at: EVERYWHERE,
  },
  {
    title: 'Planned: Revenia not available on Sunday from 06:00 to 12:00',
    body: 'The revenues and benefits system will be taken to its new version. The website’s council tax account will be away for the same time.',
    from: -30,
    to: 150,
    at: ['three_rivers', 'hartsmere', 'penwick'],
  },
]

/** Whose, name, and the address after `/queue/`. */
const VIEWS: readonly (readonly [owner: CastName, name: string, query: string])[] = [
  ['asha', 'New and nobody’s', 'service-desk?state=new&assignee=none'],
  ['asha', 'Waiting for the person', 'mine?state=on_hold&reason=requester'],
  ['asha', 'By telephone today', 'all?channel=telephone&sort=-logged'],
  ['chidi', 'Urgent anywhere', 'all?priority=P1&priority=P2'],
  ['chidi', 'Nobody has it', 'unassigned'],
  ['chidi', 'Waiting for suppliers', 'all?state=on_hold&reason=supplier'],
]

const HOUR = 3_600_000
/** In working seconds. */
const WORKING_DAY = 9 * 3600

export async function writeContent(tx: Write, world: World, now: Date): Promise<void> {
  const { partners, suffix } = world
  const random = world.random.under('content')
  const templates = partners.flatMap(({ id }) =>
    TEMPLATES.map(([name, body]) => {
      return { id: random.id(now.getTime()), organisation_id: id, name, body: HELLO + body + THANKS }
    }),
  )
  await tx.insertInto('content.templates').values(templates).execute()
  const hour = Math.floor(now.getTime() / HOUR) * HOUR
  const notices = partners.flatMap(({ id, place }) =>
    NOTICES.filter(({ at }) => at.includes(place.key)).map(({ title, body, from, to }) => {
      const starts_at = new Date(hour + from * HOUR)
      const ends_at = to === undefined ? null : new Date(hour + to * HOUR)
      return { id: random.id(starts_at.getTime()), organisation_id: id, title, body, starts_at, ends_at }
    }),
  )
  await tx.insertInto('content.notices').values(notices).execute()
  const personOf = (name: CastName) =>
    partners
      .find(({ place }) => place.key === CAST_HOMES[name])!
      .persons.find(person => person.name === CAST[name].name)!
  const views = VIEWS.map(([owner, name, query]) => {
    const { id, organisation_id } = personOf(owner)
    // The service desk's address ends as everything's of this service does.
    return {
      id: random.id(now.getTime()),
      organisation_id,
      owner_id: id,
      name,
      query: query.replace('service-desk', `service-desk${suffix.toLowerCase()}`),
    }
  })
  await tx.insertInto('cases.saved_views').values(views).execute()
  const visited_at = new Date(addWorkingSeconds(partners[0]!.calendar, now.getTime(), -WORKING_DAY)!)
  const visits = (['asha', 'chidi', 'evan'] as const).map(personOf).map(({ id, organisation_id }) => {
    return { person_id: id, organisation_id, visited_at }
  })
  await tx.insertInto('people.last_visits').values(visits).execute()
}
