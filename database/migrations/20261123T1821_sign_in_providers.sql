-- Signing in with an organisation's own identity provider, by OpenID Connect.
create table people.identity_providers (
  id                    uuid primary key,
  organisation_id       uuid not null references people.organisations,
  profile               text not null constraint identity_providers_profile_known check (profile in ('entra', 'keycloak', 'one_login', 'oidc')),
  -- What its button says.
  name                  text not null,
  issuer                text not null,
  client_id             text not null,
  -- How we show the provider who we are: a secret of both, a key of ours, or nothing (PKCE alone).
  proof                 text not null constraint identity_providers_proof_known check (proof in ('secret', 'key', 'none')),
  sealed_secret         text,
  public_key            text,
  scopes                text not null,
  groups_claim          text,
  adds_people           boolean not null default false,
  checks_second_factor  boolean not null default false,
  -- People with these domains' addresses may not use a password, but for administrators.
  only_way              boolean not null default false,
  -- A button on the page for everybody, besides the domains.
  shown                 boolean not null default false,
  active                boolean not null default false,
  -- Counts changes: what is remembered of a provider ends with it.
  version               integer not null default 1,
  created_at            timestamptz not null default now(),
  constraint identity_providers_theirs unique (id, organisation_id)
);
create index identity_providers_by_organisation on people.identity_providers (organisation_id);
select platform.guard('people.identity_providers', 'select, insert, update');

-- Whose addresses these are: a domain is one organisation's, and leads to one provider.
create table people.email_domains (
  domain           text constraint email_domains_pkey primary key constraint email_domains_small check (domain = lower(domain)),
  organisation_id  uuid not null references people.organisations,
  provider_id      uuid not null,
  constraint email_domains_provider foreign key (provider_id, organisation_id) references people.identity_providers (id, organisation_id)
);
create index email_domains_by_provider on people.email_domains (provider_id);
select platform.guard('people.email_domains', 'select, insert, delete');

-- Who somebody is at a provider. The subject never changes; the address may.
create table people.identities (
  organisation_id  uuid not null references people.organisations,
  issuer           text not null,
  subject          text not null,
  provider_id      uuid not null,
  person_id        uuid not null references people.persons,
  email            text,
  linked_at        timestamptz not null,
  used_at          timestamptz not null,
  primary key (organisation_id, issuer, subject),
  constraint identities_one_for_person unique (person_id, issuer),
  constraint identities_provider foreign key (provider_id, organisation_id) references people.identity_providers (id, organisation_id)
);
create index identities_by_provider on people.identities (provider_id);
select platform.guard('people.identities', 'select, insert, update, delete');

-- What being in a group of the provider gives: a role in an organisation, or a team.
create table people.group_grants (
  id                  uuid primary key,
  organisation_id     uuid not null references people.organisations,
  provider_id         uuid not null,
  group_name          text not null,
  role                text,
  in_organisation_id  uuid references people.organisations,
  team_id             uuid references people.teams,
  constraint group_grants_one_thing check ((role is not null and in_organisation_id is not null and team_id is null)
    or (role is null and in_organisation_id is null and team_id is not null)),
  constraint group_grants_once unique nulls not distinct (provider_id, group_name, role, in_organisation_id, team_id),
  constraint group_grants_provider foreign key (provider_id, organisation_id) references people.identity_providers (id, organisation_id)
);
select platform.guard('people.group_grants', 'select, insert, delete');

-- Which provider's groups gave it; null when somebody did, by hand. What groups gave they take away again.
alter table people.role_assignments add column provider_id uuid references people.identity_providers;
alter table people.team_members add column provider_id uuid references people.identity_providers;
create index role_assignments_by_provider on people.role_assignments (provider_id) where provider_id is not null;

-- Which provider somebody came by, its own name for the session, and what signs them out there.
alter table people.sessions
  add column provider_id uuid references people.identity_providers,
  add column provider_session text,
  add column sealed_id_token text;
create index sessions_by_provider on people.sessions (provider_id) where provider_id is not null;

-- Somebody has been sent to a provider and is not back yet. Nobody's rows: asked by the functions below.
create table people.sign_in_attempts (
  state_hash    text primary key,
  -- Whose browser was sent: a link with somebody else's state signs nobody in.
  browser_hash  text not null,
  provider_id   uuid not null references people.identity_providers,
  nonce         text not null,
  verifier      text not null,
  return_to     text not null,
  started_at    timestamptz not null default now()
);
create index sign_in_attempts_by_time on people.sign_in_attempts (started_at);

create function people.begin_attempt(state_hash text, browser_hash text, provider_id uuid, nonce text, verifier text, return_to text) returns void
  language sql security definer set search_path = pg_catalog
as $$
  delete from people.sign_in_attempts a where a.started_at < now() - interval '20 minutes';
  insert into people.sign_in_attempts (state_hash, browser_hash, provider_id, nonce, verifier, return_to)
  values (state_hash, browser_hash, provider_id, nonce, verifier, return_to)
$$;

-- Once, by the browser that was sent, from the provider it was sent to.
create function people.take_attempt(state_hash text, browser_hash text, provider_id uuid) returns table (
  nonce text, verifier text, return_to text)
  language sql security definer set search_path = pg_catalog
as $$
  delete from people.sign_in_attempts a
  where a.state_hash = take_attempt.state_hash and a.browser_hash = take_attempt.browser_hash
    and a.provider_id = take_attempt.provider_id and a.started_at > now() - interval '20 minutes'
  returning a.nonce, a.verifier, a.return_to
$$;

-- Before anybody is signed in: where an address leads, whose provider this is, and which have a button.
create function people.provider_of_domain(domain text) returns table (id uuid, organisation_id uuid)
  language sql stable security definer set search_path = pg_catalog
as $$
  select p.id, p.organisation_id from people.email_domains d join people.identity_providers p on p.id = d.provider_id and p.active
  where d.domain = lower(provider_of_domain.domain)
$$;

create function people.home_of_provider(provider_id uuid) returns uuid
  language sql stable security definer set search_path = pg_catalog
as $$ select p.organisation_id from people.identity_providers p where p.id = home_of_provider.provider_id and p.active $$;

create function people.shown_providers() returns table (id uuid, name text)
  language sql stable security definer set search_path = pg_catalog
as $$ select p.id, p.name from people.identity_providers p where p.active and p.shown order by p.name $$;

-- Where a provider's groups give something, or gave it once.
create function people.reach_of_provider(provider_id uuid) returns setof uuid
  language sql stable security definer set search_path = pg_catalog
as $$
  select g.in_organisation_id from people.group_grants g
  where g.provider_id = reach_of_provider.provider_id and g.in_organisation_id is not null
  union select r.organisation_id from people.role_assignments r where r.provider_id = reach_of_provider.provider_id
$$;

create function people.note_provider_session(token_hash text, provider_id uuid, provider_session text, sealed_id_token text) returns void
  language sql security definer set search_path = pg_catalog
as $$
  update people.sessions s set provider_id = note_provider_session.provider_id,
    provider_session = note_provider_session.provider_session, sealed_id_token = note_provider_session.sealed_id_token
  where s.token_hash = note_provider_session.token_hash
$$;

create function people.provider_session_of(token_hash text) returns table (
  provider_id uuid, organisation_id uuid, sealed_id_token text)
  language sql stable security definer set search_path = pg_catalog
as $$
  select s.provider_id, p.organisation_id, s.sealed_id_token
  from people.sessions s join people.identity_providers p on p.id = s.provider_id and p.active
  where s.token_hash = provider_session_of.token_hash and s.revoked_at is null
$$;

-- The provider says somebody has signed out there: one session by its name, or all of one subject.
create function people.end_provider_sessions(provider_id uuid, subject text, provider_session text) returns integer
  language sql security definer set search_path = pg_catalog
as $$
  with ended as (
    update people.sessions s set revoked_at = now()
    where s.provider_id = end_provider_sessions.provider_id and s.revoked_at is null
      and case when end_provider_sessions.provider_session is not null
        then s.provider_session = end_provider_sessions.provider_session
        else s.person_id in (select i.person_id from people.identities i
          where i.provider_id = end_provider_sessions.provider_id and i.subject = end_provider_sessions.subject) end
    returning 1)
  select count(*)::integer from ended
$$;

-- Who can let themselves in without any provider and put things right.
create function people.local_administrators(organisation_id uuid) returns setof uuid
  language sql stable security definer set search_path = pg_catalog
as $$
  select p.id from people.role_assignments r join people.persons p on p.id = r.person_id and p.active
    join people.passwords w on w.person_id = p.id
  where r.organisation_id = local_administrators.organisation_id and p.organisation_id = local_administrators.organisation_id
    and r.role = 'administrator' and r.provider_id is null and (r.starts_at is null or r.starts_at <= now()) and r.ends_at is null
$$;

-- Whether a password is not enough for somebody, since their organisation wants them to come by its provider.
create function people.must_use_provider(person_id uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog
as $$
  select exists (
    select from people.persons p
      join people.email_domains d on d.organisation_id = p.organisation_id and d.domain = split_part(p.email_key, '@', 2)
      join people.identity_providers i on i.id = d.provider_id and i.active and i.only_way
    where p.id = must_use_provider.person_id
      and not exists (select from people.local_administrators(p.organisation_id) a where a = p.id))
$$;

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'people' and p.proname in ('begin_attempt', 'take_attempt', 'provider_of_domain', 'home_of_provider', 'shown_providers',
      'reach_of_provider', 'note_provider_session', 'provider_session_of', 'end_provider_sessions', 'local_administrators', 'must_use_provider')
  loop
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to moothall_app', f);
  end loop;
end
$$;
