/*
 * Beginning one organisation like another, or with what is usual: what it lacks is made by the rooms' own acts, and what it has is
 * left as it is. Nothing is copied that names people or teams, nor who may do what.
 */
import type { Read, Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import { getAgreement, setMatrix, setTargets, writeLength } from '#rooms/catalogue/index.ts'
import { addTemplate, listTemplates } from '#rooms/content/index.ts'
import { addCalendar, type Lacking, listCalendarsIn, USUAL } from '#rooms/people/index.ts'
import { type Beginning, USUAL_SET } from './usual-set.ts'

type Matrix = Awaited<ReturnType<typeof getAgreement>>['matrix']
type Had = Omit<Beginning, 'matrix'> & { readonly matrix: Matrix | undefined }

async function setOf(tx: Read, organisation_id: string): Promise<Had> {
  if (organisation_id === USUAL) return { ...USUAL_SET, matrix: undefined }
  const calendars = await listCalendarsIn(tx, organisation_id)
  const names = new Map(calendars.map(({ id, name }) => [id, name]))
  const { matrix, targets } = await getAgreement(tx, organisation_id)
  const templates = (await listTemplates(tx)).filter(one => one.organisation_id === organisation_id && !one.team_id)
  return {
    calendars: calendars.map(({ name, zone, hours, nation, holidays, openings, closures, reasons }) => ({
      name,
      content: { zone, hours, nation, holidays, openings, closures, reasons },
    })),
    matrix,
    targets: targets.flatMap(({ metric, priority, seconds, calendar_id }) => {
      const calendar = names.get(calendar_id)
      return calendar ? { metric, priority, seconds, calendar } : []
    }),
    replies: templates.map(({ name, body }) => ({ name, body })),
  }
}

const named = <Thing extends { readonly name: string }>(theirs: readonly Thing[], own: readonly Thing[]) =>
  theirs.filter(({ name }) => !own.some(one => one.name.toLowerCase() === name.toLowerCase()))

/** What one set has that another lacks. Targets are all or nothing: half of somebody else's promise is nobody's. */
function lacking(theirs: Had, own: Had) {
  const targets = own.targets.length > 0 ? [] : theirs.targets
  const calendars = named(theirs.calendars, own.calendars)
  const other = theirs.matrix && JSON.stringify(theirs.matrix) !== JSON.stringify(own.matrix)
  return { calendars, targets, matrix: other ? theirs.matrix : undefined, replies: named(theirs.replies, own.replies) }
}

const METRICS = { first_response: 'first answer', resolve: 'fix' } as const
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** "Mon 09:00 to 17:00, …": what tells one calendar from another. */
const sayWeek = (hours: Readonly<Partial<Record<string, readonly (readonly [string, string])[]>>>) =>
  DAYS.flatMap(day => {
    const spells = (hours[day] ?? []).map(([from, to]) => `${from} to ${to}`)
    return spells.length > 0 ? `${day.charAt(0).toUpperCase()}${day.slice(1)} ${spells.join(' and ')}` : []
  }).join(', ') || 'never open'

/** What an organisation lacks that another has, kind by kind, in words. */
export async function foreseeAlike(
  tx: Read,
  { organisation_id, from }: { organisation_id: string; from: string },
): Promise<Lacking[]> {
  const { calendars, targets, matrix, replies } = lacking(await setOf(tx, from), await setOf(tx, organisation_id))
  return [
    {
      ...{ kind: 'calendars', title: 'Working hours', otherwise: 'It has calendars of these names already.' },
      would: calendars.map(({ name, content }) => `${name}: ${sayWeek(content.hours)}`),
    },
    {
      ...{ kind: 'matrix', title: 'Priorities', otherwise: 'Its priorities follow from impact and urgency alike.' },
      would: matrix ? ['How priority follows from impact and urgency'] : [],
    },
    {
      ...{ kind: 'targets', title: 'Targets', otherwise: 'It has targets already, or there are none to have.' },
      would: targets.map(
        ({ priority, metric, seconds, calendar }) =>
          `${priority}: ${METRICS[metric]} within ${writeLength(seconds)}, in ${calendar}`,
      ),
    },
    {
      ...{ kind: 'replies', title: 'Canned replies', otherwise: 'It has canned replies of these names already.' },
      would: replies.map(({ name }) => name),
    },
  ]
}

/** Makes what it lacks of these kinds; targets bring the calendars they are counted in. */
export async function makeAlike(
  tx: Write,
  author: Author,
  command: { organisation_id: string; from: string; kinds: readonly string[] },
  now: Date,
): Promise<void> {
  const { organisation_id, from, kinds } = command
  const { calendars, targets, matrix, replies } = lacking(await setOf(tx, from), await setOf(tx, organisation_id))
  const wanted = kinds.includes('targets') ? targets : []
  const needed = new Set(wanted.map(({ calendar }) => calendar.toLowerCase()))
  for (const { name, content } of calendars) {
    const fields = { name, cover_calendar_id: null, content }
    if (kinds.includes('calendars') || needed.has(name.toLowerCase()))
      await addCalendar(tx, author, { organisation_id, fields }, now)
  }
  if (matrix && kinds.includes('matrix')) await setMatrix(tx, author, { organisation_id, matrix }, now)
  const own = new Map((await listCalendarsIn(tx, organisation_id)).map(({ id, name }) => [name.toLowerCase(), id]))
  const promised = wanted.map(({ calendar, ...target }) => ({
    ...target,
    calendar_id: own.get(calendar.toLowerCase()) ?? '',
  }))
  if (promised.length > 0) await setTargets(tx, author, { organisation_id, targets: promised, open_cases: false }, now)
  if (kinds.includes('replies'))
    for (const { name, body } of replies) await addTemplate(tx, author, { organisation_id, name, body }, now)
}
