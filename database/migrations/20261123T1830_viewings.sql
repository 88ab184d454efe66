-- An administrator sees the product as a person of their organisation does: for a while, for a reason, and without writing.
create table people.viewings (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  viewer_id        uuid not null references people.persons,
  viewed_id        uuid not null references people.persons constraint viewings_of_somebody_else check (viewed_id <> viewer_id),
  session_hash     text not null,
  secret_hash      text not null constraint viewings_secret_hash_unique unique,
  reason           text not null,
  started_at       timestamptz not null,
  ends_at          timestamptz not null,
  ended_at         timestamptz
);
select platform.guard('people.viewings', 'select, insert, update');

-- Before anybody is known nothing is visible, so this runs with the owner's rights, and answers only about the two secrets it is
-- given: a viewing belongs to the session it began in.
create function people.viewing_of(secret_hash text, session_hash text) returns table (
  id uuid, person_id uuid, name text, email text, organisation_id uuid, ends_at timestamptz, over boolean, assignments json)
  language sql stable security definer set search_path = pg_catalog
as $$
  select v.id, p.id, p.name, p.email, p.organisation_id, v.ends_at, v.ends_at <= now() or not p.active, people.assignments_of(p.id)
  from people.viewings v join people.persons p on p.id = v.viewed_id
  where v.secret_hash = viewing_of.secret_hash and v.session_hash = viewing_of.session_hash and v.ended_at is null
$$;
revoke execute on function people.viewing_of(text, text) from public;
grant execute on function people.viewing_of(text, text) to moothall_app;

-- Who is behind the one who is asking, when somebody sees as another: what only some may see, both must be allowed to.
create function platform.current_viewer() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.viewer', true), '')::uuid;
