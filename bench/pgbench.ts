import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

// One statement that makes about the rows a logged case makes: the case, its message, two clocks, its event and its words.
const ONE_STATEMENT = `
with the_case as (
  insert into cases.cases (id, organisation_id, kind, state, subject, channel, impact, urgency, priority, requester_id, next_due_at, started_at, logged_at, changed_at)
  select gen_random_uuid(), organisation_id, 'incident', 'new', 'Printer on fire', 'api', 3, 3, 'P4', id, now(), now(), now(), now()
  from people.persons where id = overlay(overlay(md5('person/' || (1 + (random() * 3900)::int)) placing '8' from 13) placing '8' from 17)::uuid returning id, organisation_id),
message as (
  insert into cases.messages (id, organisation_id, case_id, kind, author_name, author_side, channel, body, sent_at)
  select gen_random_uuid(), organisation_id, id, 'request', 'Person', 'requester', 'api', 'There is smoke.', now() from the_case),
clocks as (
  insert into cases.case_clocks (id, organisation_id, case_id, metric, priority, target_seconds, warn_percent, calendar_id, started_at, state, counting_since, due_at)
  select gen_random_uuid(), c.organisation_id, c.id, m, 'P4', 7200, 75, k.id, now(), 'running', now(), now()
  from the_case c join people.calendars k on k.organisation_id = c.organisation_id, unnest(array['first_response', 'resolve']) m),
event as (
  insert into platform.events (organisation_id, subject_type, subject_id, position, name, actor_name, shown_to, payload, happened_at, hash)
  select organisation_id, 'case', id, 1, 'case.logged', 'Analyst', 'everyone', '{}', now(), sha256('x') from the_case)
insert into platform.search_entries (subject_id, part, organisation_id, subject_type, shown_to, content, words, happened_at)
select id, 'case', organisation_id, 'case', 'everyone', 'Printer on fire There is smoke.', to_tsvector('english', 'Printer on fire There is smoke.'), now() from the_case;
`

export interface PgbenchResult {
  readonly callers: number
  readonly perSecond: number
}

/** Transactions a second by pgbench, or undefined where it is not installed. */
export function pgbench(url: string, callers: number, seconds: number): PgbenchResult | undefined {
  const script = path.join(tmpdir(), 'moothall-bench.sql')
  writeFileSync(script, ONE_STATEMENT.replaceAll('\n', ' ').trim())
  const words = ['-n', '-M', 'prepared', '-c', String(callers), '-j', '2', '-T', String(seconds), '-f', script, url]
  const run = spawnSync('pgbench', words, { encoding: 'utf8' })
  if (run.error) return undefined
  const tps = /tps = ([\d.]+)/.exec(run.stdout)?.[1]
  if (!tps) throw new Error(`pgbench: ${run.stderr}`)
  return { callers, perSecond: Math.round(Number(tps)) }
}
