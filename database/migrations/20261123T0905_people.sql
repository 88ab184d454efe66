-- Organisations, teams, persons, roles, sign-in.
create schema people;
grant usage on schema people to moothall_app, moothall_search;

create table people.organisations (
  id               uuid primary key,
  kind             text not null constraint organisations_kind_known check (kind in ('shared_service', 'partner', 'customer')),
  name             text not null,
  short_name       text not null constraint organisations_short_name_unique unique,
  accent           text not null default 'teal',
  logo             text,
  zone             text not null default 'Europe/London',
  auto_close_days  integer not null default 7 constraint organisations_auto_close_days_positive check (auto_close_days > 0),
  reopen_days      integer not null default 7 constraint organisations_reopen_days_positive check (reopen_days >= 0),
  created_at       timestamptz not null default now()
);
alter table people.organisations enable row level security;
alter table people.organisations force row level security;
create policy organisation_isolation on people.organisations
  using      (id = any ((select platform.visible_organisations())::uuid[]))
  with check (id = any ((select platform.visible_organisations())::uuid[]));
grant select, insert, update on people.organisations to moothall_app;

create table people.calendars (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  name             text not null,
  zone             text not null default 'Europe/London',
  hours            jsonb not null,
  holidays         jsonb not null default '[]',
  openings         jsonb not null default '{}',
  closures         jsonb not null default '{}',
  constraint calendars_name_unique unique (organisation_id, name)
);
select platform.guard('people.calendars', 'select, insert, update, delete');

-- What a room may join to without asking. The reader's own policies apply.
create view people.published_calendars with (security_invoker = true) as
  select id, organisation_id, name, zone, hours, holidays, openings, closures from people.calendars;
grant select on people.published_calendars to moothall_app, moothall_reporter;

create table people.teams (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  name             text not null,
  slug             text not null constraint teams_slug_unique unique,
  calendar_id      uuid references people.calendars,
  -- Works for those the shared desk serves: they may see its name on their cases.
  shared           boolean not null default false
);
select platform.guard('people.teams', 'select, insert, update, delete');
create policy shared_teams_are_seen on people.teams for select
  using (shared and cardinality((select platform.visible_organisations())) > 0);

create table people.persons (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  name             text not null,
  email            text,
  phone            text,
  job_title        text,
  department       text,
  location         text,
  -- What help this person needs to use the service, in their own words.
  assistance       text,
  -- Works for those the shared desk serves: partners may see the name, as they see who answers them.
  desk_staff       boolean not null default false,
  active           boolean not null default true,
  external_reference text,
  created_at       timestamptz not null default now(),
  email_key        text generated always as (lower(email)) stored,
  name_key         text generated always as (lower(name)) stored
);
create unique index persons_email_unique on people.persons (organisation_id, email_key) where email is not null;
create unique index persons_external_reference_unique on people.persons (organisation_id, external_reference)
  where external_reference is not null;
create index persons_by_name on people.persons (organisation_id, name_key text_pattern_ops);
create index persons_by_email on people.persons (email_key) where email is not null;
select platform.guard('people.persons', 'select, insert, update');
create policy desk_staff_are_seen on people.persons for select
  using (desk_staff and cardinality((select platform.visible_organisations())) > 0);

create table people.team_members (
  team_id          uuid not null references people.teams,
  person_id        uuid not null references people.persons,
  organisation_id  uuid not null references people.organisations,
  leads            boolean not null default false,
  primary key (team_id, person_id)
);
create index team_members_by_person on people.team_members (person_id);
select platform.guard('people.team_members', 'select, insert, update, delete');

create table people.role_assignments (
  person_id        uuid not null references people.persons,
  organisation_id  uuid not null references people.organisations,
  role             text not null constraint role_assignments_role_known
    check (role in ('requester', 'analyst', 'team_lead', 'manager', 'partner_officer', 'administrator', 'operator')),
  primary key (person_id, organisation_id, role)
);
select platform.guard('people.role_assignments', 'select, insert, delete');

create view people.published_organisations with (security_invoker = true) as
  select id, kind, name, short_name, accent, zone from people.organisations;
create view people.published_teams with (security_invoker = true) as
  select id, organisation_id, name, slug from people.teams;
create view people.published_persons with (security_invoker = true) as
  select id, organisation_id, name, email, phone, job_title, department, location, assistance, active from people.persons;
create view people.published_team_members with (security_invoker = true) as
  select team_id, person_id, organisation_id, leads from people.team_members;
grant select on people.published_organisations, people.published_teams, people.published_persons, people.published_team_members to moothall_app, moothall_reporter;

-- When a person last looked at their home page, for "what changed since I was last here".
create table people.last_visits (
  person_id        uuid primary key references people.persons,
  organisation_id  uuid not null references people.organisations,
  visited_at       timestamptz not null
);
select platform.guard('people.last_visits', 'select, insert, update');

-- Secrets. No organisation's row is here for the application to read: it asks the functions below.
create table people.passwords (
  person_id   uuid primary key references people.persons,
  hash        text not null,
  changed_at  timestamptz not null default now()
);

create table people.sessions (
  token_hash    text primary key,
  person_id     uuid not null references people.persons,
  started_at    timestamptz not null default now(),
  ends_at       timestamptz not null,
  revoked_at    timestamptz,
  address       text,
  browser       text
);
create index sessions_by_person on people.sessions (person_id);

create table people.api_tokens (
  id            uuid primary key,
  person_id     uuid not null references people.persons,
  name          text not null,
  token_hash    text not null constraint api_tokens_token_hash_unique unique,
  scopes        text[] not null,
  created_at    timestamptz not null default now(),
  expires_at    timestamptz,
  revoked_at    timestamptz
);
create index api_tokens_by_person on people.api_tokens (person_id);

-- Before anybody is signed in nothing is visible, so these few questions run with the owner's rights and answer only about the
-- secret they were given.
create function people.assignments_of(person_id uuid) returns json
  language sql stable security definer set search_path = pg_catalog
as $$
  select coalesce(json_agg(json_build_object('organisation_id', r.organisation_id, 'role', r.role)), '[]')
  from people.role_assignments r where r.person_id = assignments_of.person_id
$$;

create function people.session_of(token_hash text) returns table (
  person_id uuid, name text, email text, organisation_id uuid, ends_at timestamptz, assignments json)
  language sql stable security definer set search_path = pg_catalog
as $$
  select p.id, p.name, p.email, p.organisation_id, s.ends_at, people.assignments_of(p.id)
  from people.sessions s join people.persons p on p.id = s.person_id
  where s.token_hash = session_of.token_hash and s.revoked_at is null and s.ends_at > now() and p.active
$$;

create function people.token_of(token_hash text) returns table (
  person_id uuid, name text, email text, organisation_id uuid, scopes text[], assignments json)
  language sql stable security definer set search_path = pg_catalog
as $$
  select p.id, p.name, p.email, p.organisation_id, t.scopes, people.assignments_of(p.id)
  from people.api_tokens t join people.persons p on p.id = t.person_id
  where t.token_hash = token_of.token_hash and t.revoked_at is null and (t.expires_at is null or t.expires_at > now()) and p.active
$$;

-- The password's hash for an address: compared in the application, which takes as long for an address nobody has.
create function people.password_of(email text) returns table (person_id uuid, hash text)
  language sql stable security definer set search_path = pg_catalog
as $$
  select p.id, w.hash from people.persons p join people.passwords w on w.person_id = p.id
  where p.email_key = lower(password_of.email) and p.active
$$;

create function people.set_password(person_id uuid, hash text) returns void
  language sql security definer set search_path = pg_catalog
as $$
  insert into people.passwords (person_id, hash) values (person_id, hash)
  on conflict on constraint passwords_pkey do update set hash = excluded.hash, changed_at = now()
$$;

create function people.start_session(token_hash text, person_id uuid, ends_at timestamptz, address text, browser text) returns void
  language sql security definer set search_path = pg_catalog
as $$
  insert into people.sessions (token_hash, person_id, ends_at, address, browser)
  values (token_hash, person_id, ends_at, address, browser)
$$;

create function people.end_session(token_hash text) returns void
  language sql security definer set search_path = pg_catalog
as $$ update people.sessions s set revoked_at = now() where s.token_hash = end_session.token_hash and s.revoked_at is null $$;

create function people.sessions_of(person_id uuid) returns table (
  token_hash text, started_at timestamptz, ends_at timestamptz, address text, browser text)
  language sql stable security definer set search_path = pg_catalog
as $$
  select s.token_hash, s.started_at, s.ends_at, s.address, s.browser from people.sessions s
  where s.person_id = sessions_of.person_id and s.revoked_at is null and s.ends_at > now() order by s.started_at desc
$$;

create function people.end_sessions_of(person_id uuid) returns void
  language sql security definer set search_path = pg_catalog
as $$ update people.sessions s set revoked_at = now() where s.person_id = end_sessions_of.person_id and s.revoked_at is null $$;

create function people.create_token(id uuid, person_id uuid, name text, token_hash text, scopes text[], expires_at timestamptz) returns void
  language sql security definer set search_path = pg_catalog
as $$
  insert into people.api_tokens (id, person_id, name, token_hash, scopes, expires_at)
  values (id, person_id, name, token_hash, scopes, expires_at)
$$;

create function people.tokens_of(person_id uuid) returns table (
  id uuid, name text, scopes text[], created_at timestamptz, expires_at timestamptz, revoked_at timestamptz)
  language sql stable security definer set search_path = pg_catalog
as $$
  select t.id, t.name, t.scopes, t.created_at, t.expires_at, t.revoked_at from people.api_tokens t
  where t.person_id = tokens_of.person_id order by t.created_at desc
$$;

create function people.revoke_token(id uuid, person_id uuid) returns void
  language sql security definer set search_path = pg_catalog
as $$
  update people.api_tokens t set revoked_at = now()
  where t.id = revoke_token.id and t.person_id = revoke_token.person_id and t.revoked_at is null
$$;

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'people' loop
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to moothall_app', f);
  end loop;
end
$$;
