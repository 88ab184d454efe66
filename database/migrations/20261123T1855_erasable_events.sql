-- What of an event is about persons can be taken out, and the chain still be checked: see docs/decisions/0031.

-- The hash of an event covers a digest of its personal part (who, and the payload), made with a salt of its own. Taken out, the digest
-- stays and the salt goes: what was said can neither be read nor guessed, and every hash still fits.
-- Events from before have no salt; theirs covers the words themselves.
alter table platform.events add column salt uuid, add column digest bytea, add column replaced_at timestamptz;

create function platform.personal_digest(salt uuid, actor_name text, payload json) returns bytea
  language sql immutable parallel safe
  return sha256(convert_to(concat_ws(E'\x1f', salt, actor_name, payload), 'UTF8'));

create function platform.event_hash(
  previous bytea, organisation_id uuid, subject_type text, subject_id uuid, "position" integer, name text,
  actor_id uuid, shown_to text, happened_at timestamptz, digest bytea
) returns bytea
  language sql immutable parallel safe
  return sha256(convert_to(
    concat_ws(E'\x1f', coalesce(encode(previous, 'hex'), '-'), organisation_id, subject_type, subject_id, "position", name,
      coalesce(actor_id::text, '-'), shown_to, extract(epoch from happened_at), encode(digest, 'hex')), 'UTF8'));

drop aggregate platform.event_chain(uuid, text, uuid, integer, text, uuid, text, text, json, timestamptz);
create aggregate platform.event_chain(
  organisation_id uuid, subject_type text, subject_id uuid, "position" integer, name text,
  actor_id uuid, shown_to text, happened_at timestamptz, digest bytea
) (sfunc = platform.event_hash, stype = bytea);

create or replace function platform.record_event(
  organisation_id uuid, subject_type text, subject_id uuid, name text, actor_id uuid, actor_name text,
  shown_to text, payload json, happened_at timestamptz, deliver boolean
) returns bigint
  language plpgsql
as $$
declare
  last_position integer;
  last_hash bytea;
  written bigint;
  grain constant uuid := gen_random_uuid();
begin
  select e.position, e.hash into last_position, last_hash from platform.events e
    where e.subject_id = record_event.subject_id order by e.position desc limit 1;
  last_position := coalesce(last_position, 0) + 1;
  insert into platform.events (organisation_id, subject_type, subject_id, position, name, actor_id, actor_name, shown_to, payload, happened_at, salt, hash)
  values (record_event.organisation_id, record_event.subject_type, record_event.subject_id, last_position, record_event.name,
    record_event.actor_id, record_event.actor_name, record_event.shown_to, record_event.payload, record_event.happened_at, grain,
    platform.event_hash(last_hash, record_event.organisation_id, record_event.subject_type, record_event.subject_id, last_position,
      record_event.name, record_event.actor_id, record_event.shown_to, record_event.happened_at,
      platform.personal_digest(grain, record_event.actor_name, record_event.payload)))
  returning id into written;
  if deliver then insert into platform.outbox values (written); end if;
  return written;
end
$$;

create or replace function platform.record_history(history json) returns bigint
  language sql
as $$
  with given as materialized (
    select h.*, gen_random_uuid() as salt
    from json_to_recordset(history) as h(organisation_id uuid, subject_type text, subject_id uuid, "position" integer, name text,
      actor_name text, shown_to text, payload json, happened_at timestamptz)),
  written as (
    insert into platform.events (organisation_id, subject_type, subject_id, position, name, actor_name, shown_to, payload, happened_at, salt, hash)
    select h.organisation_id, h.subject_type, h.subject_id, h.position, h.name, h.actor_name, h.shown_to, h.payload, h.happened_at, h.salt,
      platform.event_chain(h.organisation_id, h.subject_type, h.subject_id, h.position, h.name, null::uuid, h.shown_to, h.happened_at,
        platform.personal_digest(h.salt, h.actor_name, h.payload)) over (partition by h.subject_id order by h.position)
    from given h
    returning 1)
  select count(*) from written
$$;

-- Takes the personal part out of events, and vouches for what stands there now in a new event on the same subject, by its hash: in the
-- chain, and under the next seal. The owner's alone: no page, and no role of the application's, can call it.
create function platform.replace_in_events(changes json, erasure_id uuid, actor_id uuid, actor_name text, at timestamptz) returns bigint
  language plpgsql
as $$
declare
  subject record;
  replaced bigint := 0;
begin
  update platform.events e set actor_name = c.actor_name, payload = c.payload, replaced_at = at, salt = null,
    digest = case when e.salt is null then e.digest else platform.personal_digest(e.salt, e.actor_name, e.payload) end
  from json_to_recordset(changes) as c(id bigint, actor_name text, payload json) where e.id = c.id;
  get diagnostics replaced = row_count;
  for subject in
    select e.organisation_id, e.subject_type, e.subject_id, json_object_agg(e.position, encode(platform.event_hash(null::bytea, e.organisation_id,
        e.subject_type, e.subject_id, e.position, e.name, e.actor_id, e.actor_name, e.shown_to, e.payload, e.happened_at), 'hex')) as hashes
    from platform.events e where e.id in (select c.id from json_to_recordset(changes) as c(id bigint)) group by 1, 2, 3 order by 3
  loop
    perform platform.record_event(subject.organisation_id, subject.subject_type, subject.subject_id, subject.subject_type || '.detailsErased',
      replace_in_events.actor_id, replace_in_events.actor_name, 'staff',
      json_build_object('erasure_id', erasure_id, 'replaced', subject.hashes), at, false);
  end loop;
  return replaced;
end
$$;
revoke execute on function platform.replace_in_events from public;
