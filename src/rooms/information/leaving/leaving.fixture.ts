import { held } from '#app/holdings.ts'
import { resolveCase } from '#rooms/cases/index.ts'
import { type Council, council, owner } from '#testing/council.tsx'

/** How long answers given before a role was may be given again. */
const ANSWERS_LATE_MS = 2100
const DAY_MS = 24 * 60 * 60 * 1000

/** The day so many days from now, as it is typed. */
export const inDays = (days: number, from = new Date()): string =>
  new Date(from.getTime() + days * DAY_MS).toISOString().slice(0, 10)

/** A council that is to leave, and another one whose administrator looks after both. */
export async function twoCouncils(prepare?: (goes: Council) => Promise<unknown>) {
  const [goes, stays] = [await council(), await council()]
  await prepare?.(goes)
  await owner.query(
    `insert into people.role_assignments (person_id, organisation_id, role) values ($1, $2, 'administrator')`,
    [stays.farah.id, goes.organisation_id],
  )
  await new Promise(resolve => setTimeout(resolve, ANSWERS_LATE_MS))
  return { goes, stays, place: `/admin/organisations/${goes.organisation_id}/leaving` }
}

/** How a leaving is settled unless a test says otherwise: at once, cases closed, mail answered. */
export const SETTLED = {
  leaves_at: '',
  kept_until: inDays(90),
  open_cases: 'close',
  close_because: 'The council has left',
  answers: 'answer',
  mail_answer: 'Please write to desk@new.example from now on.',
}

/** A case that was solved. */
export async function givenSolved(c: Council) {
  const { id, reference } = await c.givenCase({ subject: 'Solved before' })
  const done = { reference, closure_code: 'solved', resolution: 'Done.' } as const
  await c.writing(tx => resolveCase(tx, c.asha.author, done, new Date()))
  return { id, reference }
}

/** Plans and confirms that it leaves. Returns where its page is. */
export async function confirmed({ goes, stays, place }: Awaited<ReturnType<typeof twoCouncils>>, settled = {}) {
  const made = await stays.farah.post(place, { ...SETTLED, ...settled })
  const page = made.headers.get('location')!
  const answer = await stays.farah.post(`${page}/confirm`, { short_name: goes.short })
  if (answer.status !== 303) throw new Error(`Not confirmed: ${answer.status} ${await answer.text()}`)
  return page
}

/** Lets the worker do all that is due in the next minutes, as it comes. */
export async function leftBy(c: Council, from = new Date()) {
  for (const minutes of [0, 1, 2]) await c.work(new Date(from.getTime() + minutes * 60_000))
}

/** Every row of an organisation's, as text, by table. */
export async function rowsOf(c: Council) {
  const all: Record<string, string[]> = {}
  for (const [table, { organisation }] of held) {
    if (!organisation || table === 'platform.events') continue
    const { rows } = await owner.query(
      `select to_jsonb(t)::text as line from ${table} t where ${organisation} = $1 order by 1`,
      [c.organisation_id],
    )
    all[table] = rows.map(({ line }) => line)
  }
  return all
}
