-- History brought from another desk: thousands of events, words and cases at a time, under the same rules as one.

-- The chain of hashes of many events at once: the one definition of an event's hash, folded along each subject's events.
create aggregate platform.event_chain(
  organisation_id uuid, subject_type text, subject_id uuid, "position" integer, name text,
  actor_id uuid, actor_name text, shown_to text, payload json, happened_at timestamptz
) (sfunc = platform.event_hash, stype = bytea);

-- Writes the whole history of subjects that have none yet, positions counted from 1. Nobody is told: it happened long ago.
create function platform.record_history(history json) returns bigint
  language sql
as $$
  with written as (
    insert into platform.events (organisation_id, subject_type, subject_id, position, name, actor_name, shown_to, payload, happened_at, hash)
    select h.organisation_id, h.subject_type, h.subject_id, h.position, h.name, h.actor_name, h.shown_to, h.payload, h.happened_at,
      platform.event_chain(h.organisation_id, h.subject_type, h.subject_id, h.position, h.name, null::uuid, h.actor_name, h.shown_to,
        h.payload, h.happened_at) over (partition by h.subject_id order by h.position)
    from json_to_recordset(history) as h(organisation_id uuid, subject_type text, subject_id uuid, "position" integer, name text,
      actor_name text, shown_to text, payload json, happened_at timestamptz)
    returning 1)
  select count(*) from written
$$;
revoke execute on function platform.record_history from public;
grant execute on function platform.record_history to moothall_app;

-- platform.index_words for many texts at once.
create function platform.index_many_words(entries json) returns void
  language sql security definer set search_path = pg_catalog
as $$
  insert into platform.search_entries as e (subject_id, part, organisation_id, subject_type, shown_to, person_id, content, words, happened_at)
  select n.subject_id, n.part, n.organisation_id, n.subject_type, n.shown_to, n.person_id, n.content,
    to_tsvector('english', left(n.content, 100000)), n.happened_at
  from json_to_recordset(entries) as n(subject_id uuid, part text, organisation_id uuid, subject_type text, shown_to text,
    person_id uuid, content text, happened_at timestamptz)
  where n.organisation_id = any (platform.visible_organisations())
  on conflict on constraint search_entries_pkey
  do update set shown_to = excluded.shown_to, person_id = excluded.person_id, content = excluded.content, words = excluded.words
  where e.organisation_id = excluded.organisation_id
$$;
grant create on schema platform to moothall_search;
alter function platform.index_many_words owner to moothall_search;
revoke create on schema platform from moothall_search;
revoke execute on function platform.index_many_words from public;
grant execute on function platform.index_many_words to moothall_app;

-- How much of a case came from another desk, so that importing again adds only what is new. `position` is where its record stood
-- when the import last touched it: further on, people have worked on it here.
create table cases.imported_histories (
  case_id          uuid primary key references cases.cases,
  organisation_id  uuid not null references people.organisations,
  events           integer not null,
  history_hash     text not null,
  facts_hash       text not null,
  position         integer not null,
  imported_at      timestamptz not null
);
select platform.guard('cases.imported_histories', 'select, insert, update');
