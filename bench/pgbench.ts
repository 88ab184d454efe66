import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/**
 * One statement that makes the rows a logged case makes: the case, its message, two clocks, its event, its place in the outbox and
 * its words. `$person` and so on stand for what each floor puts there.
 */
const ONE_STATEMENT = `
with the_case as (
  insert into cases.cases (id, organisation_id, kind, state, subject, channel, impact, urgency, priority, requester_id, team_id, next_due_at, started_at, logged_at, changed_at)
  select gen_random_uuid(), p.organisation_id, 'incident', 'new', $subject, 'api', 3, 3, 'P4', p.id, t.id, now(), now(), now(), now()
  from people.persons p, people.teams t where p.email_key = 'person' || $person || '@example.org' and t.slug = 'team-3'
  returning id, organisation_id, reference),
message as (
  insert into cases.messages (id, organisation_id, case_id, kind, author_name, author_side, channel, body, sent_at)
  select gen_random_uuid(), organisation_id, id, 'request', 'Person', 'requester', 'api', $body, now() from the_case),
clocks as (
  insert into cases.case_clocks (id, organisation_id, case_id, metric, priority, target_seconds, warn_percent, calendar_id, started_at, state, counting_since, due_at, warn_at, look_at)
  select gen_random_uuid(), c.organisation_id, c.id, m, 'P4', 7200, 75, k.id, now(), 'running', now(), now(), now(), now() + interval '400 days'
  from the_case c join people.calendars k on k.organisation_id = c.organisation_id, unnest(array['first_response', 'resolve']) m),
event as (
  insert into platform.events (organisation_id, subject_type, subject_id, position, name, actor_name, shown_to, payload, happened_at, hash)
  select organisation_id, 'case', id, 1, 'case.logged', 'Analyst', 'everyone', '{}', now(), sha256(id::text::bytea) from the_case returning id),
outbox as (insert into platform.outbox select id from event),
found as (
  insert into platform.search_entries (subject_id, part, organisation_id, subject_type, shown_to, content, words, happened_at)
  select id, 'case', organisation_id, 'case', 'everyone', $body, to_tsvector('english', $body), now() from the_case)
select reference from the_case`

const SUBJECT = 'Printer on fire'
const BODY = 'There is smoke coming out of it and people have gone home.'

/** The statement for a driver: values are $1 subject, $2 body, $3 the number of a person. */
export const PREPARED = ONE_STATEMENT.replaceAll('$subject', '$1::text')
  .replaceAll('$body', '$2::text')
  .replaceAll('$person', '$3::text')

export interface PgbenchResult {
  readonly callers: number
  readonly perSecond: number
}

/** Transactions a second by pgbench, or undefined where it is not installed. */
export function pgbench(url: string, callers: number, seconds: number): PgbenchResult | undefined {
  const script = path.join(tmpdir(), 'moothall-bench.sql')
  const statement = ONE_STATEMENT.replaceAll('$subject', `'${SUBJECT}'`).replaceAll('$body', `'${BODY}'`)
  writeFileSync(
    script,
    `\\set n random(1, 3900)\n${statement.replaceAll('$person', ':n').replaceAll('\n', ' ').trim()};\n`,
  )
  const words = ['-n', '-M', 'prepared', '-c', String(callers), '-j', '2', '-T', String(seconds), '-f', script, url]
  const run = spawnSync('pgbench', words, { encoding: 'utf8' })
  if (run.error) return undefined
  const tps = /tps = ([\d.]+)/.exec(run.stdout)?.[1]
  if (!tps) throw new Error(`pgbench: ${run.stderr}`)
  return { callers, perSecond: Math.round(Number(tps)) }
}
