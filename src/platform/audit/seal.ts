/*
 * A case's events are chained to each other, so that one changed or removed shows. A whole case removed would leave no chain, so
 * every ten minutes a seal is put over everything recorded since the last: how many events, and one hash over theirs and over the
 * seal before. A transaction lasts a minute at most (connect.ts), so nothing is still on its way into a span that old.
 */
import type pg from 'pg'

const SETTLED = `interval '5 minutes'`

/** Seals what has settled since the last seal. Several workers may call it at once: one seals. */
export async function seal(owner: pg.Pool): Promise<void> {
  await owner.query(
    `insert into platform.seals (from_time, until_time, events, hash)
     select s.from_time, s.until_time, h.events, h.hash
     from (select coalesce(last.until_time, '-infinity') as from_time, now() - ${SETTLED} as until_time, last.hash as previous
           from (select 1) one left join lateral (select until_time, hash from platform.seals order by id desc limit 1) last on true) s,
       lateral platform.seal_hash(s.previous, s.from_time, s.until_time) h
     where h.events > 0
     on conflict do nothing`,
  )
}

export interface Verified {
  readonly events: number
  readonly seals: number
  /** What does not fit, in words; empty when the record is whole. */
  readonly faults: readonly string[]
}

/** A room's own check of the record against its rows, run as the owner: what does not fit, in words. */
export type RecordCheck = (owner: pg.Pool, organisation_id: string | undefined) => Promise<string[]>

const BROKEN_CHAINS = `
  select subject_type, subject_id, position, name from (
    select e.*, lag(e.hash) over w as previous, lag(e.position) over w as previous_position
    -- Whoever passed from one organisation to another has one chain, begun there and gone on with here.
    from platform.events e where $1::uuid is null
      or e.subject_id in (select o.subject_id from platform.events o where o.organisation_id = $1)
    window w as (partition by subject_id order by position)) e
  where e.position <> coalesce(e.previous_position, 0) + 1
    or e.salt is not null and e.replaced_at is not null
    or e.digest is not null and e.replaced_at is null
    or case
      when e.salt is not null or e.digest is not null then e.hash <> platform.event_hash(e.previous, e.organisation_id, e.subject_type,
        e.subject_id, e.position, e.name, e.actor_id, e.shown_to, e.happened_at,
        coalesce(e.digest, platform.personal_digest(e.salt, e.actor_name, e.payload)))
      -- From before events had a salt: once taken out, only what vouches for it says what stands there.
      when e.replaced_at is not null then false
      else e.hash <> platform.event_hash(e.previous, e.organisation_id, e.subject_type, e.subject_id, e.position, e.name, e.actor_id,
        e.actor_name, e.shown_to, e.payload, e.happened_at) end
  order by e.id limit 100`

// What stands where personal details were taken out is vouched for, by its hash, in a later event on the same subject.
const NOT_VOUCHED_FOR = `
  select e.subject_type, e.subject_id, e.position, e.name from platform.events e
  where e.replaced_at is not null and ($1::uuid is null or e.organisation_id = $1)
    and encode(platform.event_hash(null::bytea, e.organisation_id, e.subject_type, e.subject_id, e.position, e.name, e.actor_id,
      e.actor_name, e.shown_to, e.payload, e.happened_at), 'hex') is distinct from (
        select v.payload -> 'replaced' ->> e.position::text from platform.events v
        where v.subject_id = e.subject_id and v.position > e.position and v.name = e.subject_type || '.detailsErased'
          and v.payload -> 'replaced' ->> e.position::text is not null order by v.position desc limit 1)
  order by e.id limit 100`

const BROKEN_SEALS = `
  select s.id, s.from_time, s.until_time, s.events as sealed, h.events as found
  from (select s.*, lag(hash) over (order by id) as previous, lag(until_time) over (order by id) as before from platform.seals s) s,
    lateral platform.seal_hash(s.previous, s.from_time, s.until_time) h
  where h.events <> s.events or h.hash <> s.hash or s.from_time <> coalesce(s.before, '-infinity')
  order by s.id limit 100`

/** How many seals there are, and how many do not fit what is there now. */
export async function verifySeals(owner: pg.Pool): Promise<{ seals: number; broken: number }> {
  const broken = await owner.query(BROKEN_SEALS)
  const counted = await owner.query('select count(*)::int as seals from platform.seals')
  return { seals: counted.rows[0].seals, broken: broken.rows.length }
}

/**
 * Checks every chain, every seal, and whatever the rooms know of what the record says. One organisation's chains can be checked
 * alone; seals go over everybody's events together, so they are then left out.
 */
export async function verify(
  owner: pg.Pool,
  { organisation_id, checks = [] }: { organisation_id?: string | undefined; checks?: readonly RecordCheck[] } = {},
): Promise<Verified> {
  const only = organisation_id ?? null
  const chains = await owner.query(BROKEN_CHAINS, [only])
  const replaced = await owner.query(NOT_VOUCHED_FOR, [only])
  const seals = only === null ? await owner.query(BROKEN_SEALS) : { rows: [] }
  const counts = await owner.query(
    `select (select count(*) from platform.events where $1::uuid is null or organisation_id = $1) as events,
       (select count(*) from platform.seals where $1::uuid is null) as seals`,
    [only],
  )
  const faults = [
    ...chains.rows.map(
      row =>
        `${row.subject_type} ${row.subject_id}: event ${row.position} (${row.name}) does not fit the one before it`,
    ),
    ...replaced.rows.map(
      row =>
        `${row.subject_type} ${row.subject_id}: event ${row.position} (${row.name}) had details taken out, and is not as it was left`,
    ),
    ...seals.rows.map(
      row =>
        `seal ${row.id}, up to ${row.until_time.toISOString()}: ${row.sealed} events were sealed, ${row.found} are there now, or one was changed`,
    ),
  ]
  for (const check of checks) faults.push(...(await check(owner, organisation_id)))
  return { ...counts.rows[0], faults }
}
