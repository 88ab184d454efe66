import type { Write } from '#platform/database/transaction.ts'
import { storeFileIn } from '#platform/files/store.ts'
import { attachFiles } from '#rooms/cases/attaching/attach-files.actions.ts'
import { addNote, answerAsRequester } from '#rooms/cases/index.ts'
import { mergeCases } from '#rooms/cases/linking/merge.actions.ts'
import { splitCase } from '#rooms/cases/linking/split.actions.ts'
import { agreeDate } from '#rooms/cases/pinning/pin.actions.ts'
import { restrictCase } from '#rooms/cases/restricting/restrict.actions.ts'
import { addWorkingSeconds } from '#rooms/clock/index.ts'
import { setHold } from '#rooms/information/erasing/holds.actions.ts'
import type { Scene } from './live-on.ts'
import { authorOf } from './telling.ts'
import type { Written } from './write-cases.ts'

const isOpen = ({ played: { row } }: Written) => row.state === 'in_progress'
const at = (key: string) => (one: Written) => one.story.partner.place.key === key

/** Everything else that is seldom, each told by whoever would do it. */
export async function livedStories(tx: Write, scene: Scene): Promise<void> {
  await mergeTwo(tx, scene)
  await splitOne(tx, scene)
  await sendFiles(tx, scene)
  await restrictOne(tx, scene)
  await agreeOnDates(tx, scene)
  await holdInLaw(tx, scene)
}

/** Why the oldest open case is open, and until when: it was gone through lately. */
export async function tellOldest(tx: Write, { take, author, ago, now }: Scene) {
  const [oldest] = take(1, 40, ({ played: { row } }) => ['new', 'in_progress', 'on_hold'].includes(row.state))
  if (!oldest) return
  const { reference, one } = oldest
  const { calendar } = one.story.partner
  const body = [
    'Gone through with Evan, as the oldest case we have.',
    'It cannot be finished before the others it depends on. They were told so by telephone today and agree to a date; if it is not kept, it goes to the partnership board.',
  ].join('\n\n')
  await addNote(tx, author('chidi'), { reference, body, channel: 'portal' }, ago(38))
  const due = new Date(addWorkingSeconds(calendar, now.getTime(), 20 * 8 * 3600)!)
  const because = 'Agreed by telephone when the oldest cases were gone through'
  await agreeDate(tx, author('chidi'), { reference, due, because }, ago(37))
}

/** Two people told of the same thing. */
async function mergeTwo(tx: Write, { free, take, author, ago }: Scene) {
  const groups = Map.groupBy(free(14, isOpen), one => `${one.played.row.organisation_id} ${one.story.logging.subject}`)
  const alike = [...groups.values()].find(({ length }) => length > 1) ?? []
  const [into, from] = take(2, 14, one => alike.includes(one))
  if (into && from)
    await mergeCases(tx, author('asha'), { reference: from.reference, into: into.reference, follow: true }, ago(12))
}

/** Somebody asks for something else in the same breath, which becomes a case of its own: just now, so that it has the last reference. */
async function splitOne(tx: Write, { take, author, ago, now }: Scene) {
  const [found] = take(1, 5, isOpen)
  if (!found) return
  const { reference, one } = found
  const body =
    'While I am writing: a colleague of mine starts on the 1st and will need the same. Can you see to that as well?'
  const asker = authorOf(one.story.logging.requester)
  const { message_id } = await answerAsRequester(tx, asker, { reference, body, channel: 'portal' }, ago(1))
  const subject = 'The same for a colleague who starts on the 1st'
  const split = { reference, message_ids: [message_id], subject, relation: 'related_to' } as const
  await splitCase(tx, author('asha'), split, new Date(now.getTime() - 30_000))
}

const FILES = [
  {
    name: 'error-log.txt',
    body: '09:14:02 started\n09:14:09 waiting for the print queue\n09:14:39 timed out after 30 s\n',
  },
  { name: 'affected-desks.csv', body: 'desk,room,since\r\n2.14,second floor,Monday\r\n2.15,second floor,Monday\r\n' },
  { name: 'steps-i-tried.txt', body: '1. Turned it off and on.\n2. Another cable.\n3. Another socket: the same.\n' },
]

async function sendFiles(tx: Write, { take, ago }: Scene) {
  const found = take(FILES.length, 16, one => isOpen(one) && one.played.row.kind === 'incident')
  for (const [i, { id, reference, one }] of found.entries()) {
    const { requester } = one.story.logging
    const { organisation_id } = one.played.row
    const [by, when] = [authorOf(requester), ago(14 - i)]
    const body = 'Here is what you asked for.'
    const { message_id } = await answerAsRequester(tx, by, { reference, body, channel: 'portal' }, when)
    const bytes = (async function* () {
      yield Buffer.from(FILES[i]!.body)
    })()
    const uploader = { person_id: requester.id, organisation_id }
    const file = await storeFileIn(work => work(tx), uploader, { name: FILES[i]!.name, bytes })
    if (file)
      await attachFiles(
        tx,
        by,
        { id, organisation_id },
        { message_id, file_ids: [file.id], shown_to: 'everyone' },
        when,
      )
  }
}

/** What only its team may know of. */
async function restrictOne(tx: Write, { world, take, author, ago }: Scene) {
  const team = world.teams.get('Identity and access')!
  const [found] = take(1, 12, one => isOpen(one) && at('hartsmere')(one) && one.played.row.team_id === team.id)
  if (!found) return
  const because = 'It is part of an inquiry into what somebody did'
  const readers = [{ team_id: team.id }, { person_id: author('evan').person_id }]
  await restrictCase(
    tx,
    author('chidi'),
    { reference: found.reference, readers, shown_to_requester: false, because },
    ago(10),
  )
}

/** Somebody is away until then, and would rather have it done on the day they are back. */
async function agreeOnDates(tx: Write, { take, author, ago, now }: Scene) {
  const found = take(2, 12, one => isOpen(one) && at('hartsmere')(one) && one.played.row.priority === 'P3')
  for (const [i, { reference, one }] of found.entries()) {
    const due = new Date(addWorkingSeconds(one.story.partner.calendar, now.getTime(), (3 + i) * 10 * 3600)!)
    const because = 'They are away until then and want to be there when it is done'
    await agreeDate(tx, author('asha'), { reference, due, because }, ago(9 - i))
  }
}

async function holdInLaw(tx: Write, { take, author, ago }: Scene) {
  const [found] = take(1, 60, one => at('hartsmere')(one) && one.played.row.state === 'closed')
  if (!found) return
  const { organisation_id } = found.one.played.row
  const because = 'A complaint about it is with the Ombudsman'
  await setHold(tx, author('farah'), { organisation_id, kind: 'case', subject_id: found.id, because }, ago(20))
}
