import { stringify } from 'csv-stringify/sync'
import { type Context, Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { keepPace } from '#platform/http/pace.ts'
import { now } from '#platform/time/now.ts'
import { offsetAt } from '#platform/time/wall-clock.ts'
import { namesOf } from '#rooms/people/index.ts'
import { CHANNEL_NAMES, HOLD_REASONS, STATE_NAMES } from '../case.rules.ts'
import { noteReading } from '../restricting/reading.ts'
import { readCursor } from './cursor.rules.ts'
import type { Desk } from './desk.queries.ts'
import { queuePaths } from './paths.ts'
import { listQueue, type QueueRow } from './queue.queries.ts'
import { questionFor } from './queue.routes.tsx'
import { recallDesk } from './recall-desk.ts'
import { COLUMNS, readView } from './view.rules.ts'

/** More than this is a report, not a list to look through. */
const MOST = 10_000
const PAGE = 500

const HEADINGS = [
  ...['reference', 'organisation', 'subject', 'state', 'on_hold_because', 'priority', 'due', 'requester', 'assignee'],
  ...['team', 'category', 'channel', 'logged', 'changed'],
]

/** ISO 8601 on the wall of the case's own organisation, with its offset: a spreadsheet shows it, a program understands it. */
export function isoIn(date: Date | null | undefined, zone: string): string {
  if (!date) return ''
  const offset = offsetAt(zone, date.getTime())
  const minutes = Math.abs(offset) / 60_000
  const two = (number: number) => String(number).padStart(2, '0')
  const said = `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
  return `${new Date(date.getTime() + offset).toISOString().slice(0, 19)}${said}`
}

function lineOf(row: QueueRow, desk: Desk, names: ReadonlyMap<string, string>): (string | null)[] {
  const organisation = desk.organisations.find(({ id }) => id === row.organisation_id)
  const zone = organisation?.zone ?? 'Europe/London'
  return [
    ...[row.reference, organisation?.name ?? '', row.subject, STATE_NAMES[row.state]],
    ...[row.hold_reason && HOLD_REASONS[row.hold_reason], row.priority, isoIn(row.next_due_at, zone), row.requester],
    row.assignee_id && (names.get(row.assignee_id) ?? ''),
    desk.teams.find(({ id }) => id === row.team_id)?.name ?? '',
    ...[row.category ?? '', row.channel ? CHANNEL_NAMES[row.channel] : ''],
    ...[isoIn(row.logged_at, zone), isoIn(row.changed_at, zone)],
  ]
}

/** The lines of a view, a page at a time, each in a short transaction of its own: a slow reader holds nothing open. */
async function* linesOf(c: Context<Env>, desk: Desk): AsyncGenerator<string> {
  const view = { ...readView(c.req.param('place') ?? '', c.req.queries()), columns: COLUMNS }
  let question = questionFor(c, desk, view, now(), PAGE, 0)
  // What begins like a formula is written so that no spreadsheet runs it (abuse case: CSV injection).
  yield stringify([HEADINGS], { bom: true })
  for (let sent = 0; sent < MOST; sent += PAGE) {
    const { page, names } = await c.var.read(async tx => {
      const page = await listQueue(tx, question)
      noteReading(tx, page.rows, 'export')
      return {
        page,
        names: await namesOf(
          tx,
          page.rows.map(row => row.assignee_id),
        ),
      }
    })
    yield stringify(
      page.rows.map(row => lineOf(row, desk, names)),
      { escape_formulas: true },
    )
    const after = readCursor(view.sort, page.next)
    if (!after) return
    question = { ...question, after }
  }
}

export const exportRoutes = new Hono<Env>().get(queuePaths.export.pattern, may('cases.read'), async c => {
  keepPace(c, 'export')
  const desk = await recallDesk(c.var.db, c.var.actor)
  const lines = linesOf(c, desk)
  // The first line is asked for now, so that a queue that is not there is still a page that says so.
  const first = await lines.next()
  const encoder = new TextEncoder()
  const body = new ReadableStream({
    start: controller => controller.enqueue(encoder.encode(first.value ?? '')),
    async pull(controller) {
      const { done, value } = await lines.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    cancel: async () => void (await lines.return(undefined)),
  })
  const place = c.req.param('place').replace(/[^\w-]/g, '')
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="cases-${place}-${now().toISOString().slice(0, 10)}.csv"`,
    },
  })
})
