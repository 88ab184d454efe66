-- Identity, events, search, files, jobs: what every room stands on.
create schema platform;
grant usage on schema platform to moothall_app, moothall_search;

-- Who is asking, for this transaction only. Nothing set means nobody, and nobody sees nothing.
create function platform.visible_organisations() returns uuid[]
  language sql stable parallel safe
  return coalesce(nullif(current_setting('app.organisations', true), '')::uuid[], '{}'::uuid[]);

create function platform.current_person() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.person', true), '')::uuid;

-- Every table with an organisation_id is guarded the same way. Migrations call this; nothing else may.
create function platform.guard(guarded regclass, rights text) returns void
  language plpgsql
as $$
begin
  execute format('alter table %s enable row level security', guarded);
  execute format('alter table %s force row level security', guarded);
  execute format('create policy organisation_isolation on %s
    using      (organisation_id = any ((select platform.visible_organisations())::uuid[]))
    with check (organisation_id = any ((select platform.visible_organisations())::uuid[]))', guarded);
  execute format('grant %s on %s to moothall_app', rights, guarded);
end
$$;
revoke execute on function platform.guard from public;

-- Every change, once: the timeline, the audit trail and the outbox's source. The application may insert and read, nothing else.
create table platform.events (
  id               bigint generated always as identity primary key,
  organisation_id  uuid not null,
  subject_type     text not null,
  subject_id       uuid not null,
  position         integer not null,
  name             text not null,
  actor_id         uuid,
  actor_name       text not null,
  shown_to         text not null constraint events_shown_to_known check (shown_to in ('everyone', 'staff')),
  payload          json not null,
  happened_at      timestamptz not null,
  recorded_at      timestamptz not null default now(),
  hash             bytea not null,
  constraint events_position_unique unique (subject_id, position)
);
create index events_by_organisation on platform.events (organisation_id, recorded_at);
create index events_by_time on platform.events using brin (recorded_at);
select platform.guard('platform.events', 'select, insert');

-- One definition of an event's hash, used to write it and to verify it. The payload is kept as json, not jsonb, so that its text
-- is exactly what was hashed.
create function platform.event_hash(
  previous bytea, organisation_id uuid, subject_type text, subject_id uuid, "position" integer, name text,
  actor_id uuid, actor_name text, shown_to text, payload json, happened_at timestamptz
) returns bytea
  language sql immutable parallel safe
  return sha256(convert_to(
    concat_ws(E'\x1f', coalesce(encode(previous, 'hex'), '-'), organisation_id, subject_type, subject_id, "position", name,
      coalesce(actor_id::text, '-'), actor_name, shown_to, extract(epoch from happened_at), payload), 'UTF8'));

-- What still has to be told to listeners. A row lives only until the worker has made its jobs.
create table platform.outbox (event_id bigint primary key);
grant insert on platform.outbox to moothall_app;

-- Writes one event at the head of its subject's chain and puts it in the outbox. The caller has locked the subject.
create function platform.record_event(
  organisation_id uuid, subject_type text, subject_id uuid, name text, actor_id uuid, actor_name text,
  shown_to text, payload json, happened_at timestamptz, deliver boolean
) returns bigint
  language plpgsql
as $$
declare
  last_position integer;
  last_hash bytea;
  written bigint;
begin
  select e.position, e.hash into last_position, last_hash from platform.events e
    where e.subject_id = record_event.subject_id order by e.position desc limit 1;
  last_position := coalesce(last_position, 0) + 1;
  insert into platform.events (organisation_id, subject_type, subject_id, position, name, actor_id, actor_name, shown_to, payload, happened_at, hash)
  values (record_event.organisation_id, record_event.subject_type, record_event.subject_id, last_position, record_event.name,
    record_event.actor_id, record_event.actor_name, record_event.shown_to, record_event.payload, record_event.happened_at,
    platform.event_hash(last_hash, record_event.organisation_id, record_event.subject_type, record_event.subject_id, last_position,
      record_event.name, record_event.actor_id, record_event.actor_name, record_event.shown_to, record_event.payload,
      record_event.happened_at))
  returning id into written;
  if deliver then insert into platform.outbox values (written); end if;
  return written;
end
$$;
revoke execute on function platform.record_event from public;
grant execute on function platform.record_event to moothall_app;

-- A seal covers every event recorded in a span of time, and the seal before it: a removed case leaves a seal that no longer fits.
create table platform.seals (
  id          bigint generated always as identity primary key,
  from_time   timestamptz not null,
  until_time  timestamptz not null constraint seals_until_unique unique,
  events      bigint not null,
  hash        bytea not null,
  sealed_at   timestamptz not null default now()
);
grant select on platform.seals to moothall_app;

create function platform.seal_hash(previous bytea, from_time timestamptz, until_time timestamptz) returns table (events bigint, hash bytea)
  language sql stable
as $$
  select count(*), sha256(coalesce(previous, ''::bytea) || coalesce(string_agg(e.hash, ''::bytea order by e.id), ''::bytea))
  from platform.events e where e.recorded_at >= from_time and e.recorded_at < until_time
$$;
revoke execute on function platform.seal_hash from public;

-- Files: small enough for a council to keep in the one database that is backed up; streamed in pieces, never held whole.
create table platform.files (
  id               uuid primary key,
  organisation_id  uuid not null,
  name             text not null,
  media_type       text not null,
  size             bigint not null default 0,
  sha256           text,
  uploaded_by      uuid,
  uploaded_at      timestamptz not null default now(),
  state            text not null default 'arriving' constraint files_state_known check (state in ('arriving', 'kept', 'refused'))
);
create table platform.file_pieces (
  file_id          uuid not null references platform.files on delete cascade,
  organisation_id  uuid not null,
  position         integer not null,
  bytes            bytea not null,
  primary key (file_id, position)
);
alter table platform.file_pieces alter column bytes set storage external;
select platform.guard('platform.files', 'select, insert, update, delete');
select platform.guard('platform.file_pieces', 'select, insert, delete');

-- A post with an idempotency key is answered once.
create table platform.answered_posts (
  organisation_id  uuid not null,
  person_id        uuid not null,
  key              text not null,
  request_hash     text not null,
  status           integer not null,
  headers          json not null,
  body             text not null,
  answered_at      timestamptz not null default now(),
  primary key (person_id, key)
);
select platform.guard('platform.answered_posts', 'select, insert');

-- Token buckets, one statement each; losing them in a crash costs nothing.
create unlogged table platform.rate_limits (
  key     text primary key,
  tokens  double precision not null,
  at      timestamptz not null default now()
);
grant select, insert, update on platform.rate_limits to moothall_app;

-- What somebody had typed when their session had ended: given back after they sign in, then forgotten.
create table platform.kept_forms (
  token_hash  text primary key,
  path        text not null,
  fields      json not null,
  kept_at     timestamptz not null default now()
);
grant select, insert, delete on platform.kept_forms to moothall_app;

-- The queue's own function needs the owner's rights; the application may only add and remove.
create schema jobs;
grant usage on schema jobs to moothall_app;
create function jobs.enqueue(task text, payload json, run_at timestamptz default null, job_key text default null) returns void
  language sql security definer set search_path = pg_catalog
  as $$ select graphile_worker.add_job(task, payload, run_at => run_at, job_key => job_key) $$;
create function jobs.remove(job_key text) returns void
  language sql security definer set search_path = pg_catalog
  as $$ select graphile_worker.remove_job(job_key) $$;
revoke execute on all functions in schema jobs from public;
grant execute on all functions in schema jobs to moothall_app;
