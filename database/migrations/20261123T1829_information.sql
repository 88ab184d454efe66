-- Information: what is held, for whom it is kept together and given out.

create schema information;
grant usage on schema information to moothall_app;

-- Everything that is one organisation's, or about one person, as files to take away. Kept for some days, then deleted.
create table information.archives (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  kind             text not null constraint archives_kind_known check (kind in ('organisation', 'person')),
  -- About whom, for a person's.
  person_id        uuid references people.persons,
  asked_by         uuid references people.persons,
  asked_by_name    text not null,
  asked_at         timestamptz not null,
  state            text not null default 'waiting' constraint archives_state_known check (state in ('waiting', 'making', 'ready', 'failed')),
  doing            text,
  done             integer not null default 0,
  total            integer not null default 0,
  records          bigint,
  -- Whether other people's names were taken out.
  redacted         boolean not null default false,
  -- Each part with its size and SHA-256.
  parts            jsonb not null default '[]',
  ready_at         timestamptz,
  expires_at       timestamptz,
  constraint archives_person check ((kind = 'person') = (person_id is not null)),
  constraint archives_ready check ((state = 'ready') = (ready_at is not null and expires_at is not null))
);
create index archives_by_organisation on information.archives (organisation_id, asked_at desc);
create index archives_to_expire on information.archives (expires_at) where expires_at is not null;
select platform.guard('information.archives', 'select, insert, update');

create table information.archive_pieces (
  archive_id       uuid not null references information.archives on delete cascade,
  part             integer not null,
  position         integer not null,
  organisation_id  uuid not null,
  bytes            bytea not null,
  primary key (archive_id, part, position)
);
select platform.guard('information.archive_pieces', 'select, insert, delete');

-- Sign-ins and tokens without their secrets, which nobody may read: of people in the organisations somebody acts for.
create function people.held_sessions() returns table (id uuid, person_id uuid, started_at timestamptz, ends_at timestamptz,
    revoked_at timestamptz, address text, browser text)
  language sql stable security definer set search_path = pg_catalog
as $$
  select md5(s.token_hash)::uuid, s.person_id, s.started_at, s.ends_at, s.revoked_at, s.address, s.browser
  from people.sessions s join people.persons p on p.id = s.person_id
  where p.organisation_id = any (platform.visible_organisations())
$$;
create function people.held_api_tokens() returns table (id uuid, person_id uuid, name text, scopes text[], created_at timestamptz,
    expires_at timestamptz, revoked_at timestamptz)
  language sql stable security definer set search_path = pg_catalog
as $$
  select t.id, t.person_id, t.name, t.scopes, t.created_at, t.expires_at, t.revoked_at
  from people.api_tokens t join people.persons p on p.id = t.person_id
  where p.organisation_id = any (platform.visible_organisations())
$$;
revoke execute on function people.held_sessions, people.held_api_tokens from public;
grant execute on function people.held_sessions, people.held_api_tokens to moothall_app;
