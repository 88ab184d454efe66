-- A second factor: an authenticator app, passkeys, codes for when both are lost; and which roles must have one.
create table people.authenticators (
  person_id        uuid primary key references people.persons,
  organisation_id  uuid not null references people.organisations,
  -- Sealed with the installation's key. Until its first code has been entered a new one is only offered.
  sealed_secret    text,
  offered_secret   text,
  confirmed_at     timestamptz,
  -- The step of time of the last code taken: a code counts once.
  last_step        bigint not null default 0,
  constraint authenticators_confirmed check ((sealed_secret is null) = (confirmed_at is null))
);
select platform.guard('people.authenticators', 'select, insert, update, delete');

-- Each counts once, and is gone then. Only hashes are kept.
create table people.recovery_codes (
  person_id        uuid not null references people.persons,
  organisation_id  uuid not null references people.organisations,
  code_hash        text not null,
  primary key (person_id, code_hash)
);
select platform.guard('people.recovery_codes', 'select, insert, delete');

create table people.passkeys (
  id               uuid primary key,
  person_id        uuid not null references people.persons,
  organisation_id  uuid not null references people.organisations,
  name             text not null,
  credential_id    text not null constraint passkeys_credential_unique unique,
  public_key       bytea not null,
  counter          bigint not null default 0,
  transports       text[] not null default '{}',
  made_at          timestamptz not null,
  used_at          timestamptz
);
create index passkeys_by_person on people.passkeys (person_id);
select platform.guard('people.passkeys', 'select, insert, update, delete');

-- Whoever holds one of these roles in the organisation signs in with a second factor.
create table people.second_factor_roles (
  organisation_id  uuid not null references people.organisations,
  role             text not null,
  primary key (organisation_id, role)
);
select platform.guard('people.second_factor_roles', 'select, insert, delete');

-- What a browser is asked to sign with a passkey: random, for one answer, for five minutes.
create table people.passkey_challenges (
  challenge_hash  text primary key,
  person_id       uuid,
  ends_at         timestamptz not null
);

-- Somebody who has given the first proof and not the second. It is no session: nothing but the second step knows it.
create table people.half_sign_ins (
  token_hash  text primary key,
  person_id   uuid not null references people.persons,
  ends_at     timestamptz not null,
  tries       integer not null default 0,
  -- By which provider the first proof was given, for the session that follows.
  provider_id uuid references people.identity_providers,
  provider_session text,
  sealed_id_token  text
);

-- By what the second proof of a session was given; and whether it is to get a new identifier at its next page.
alter table people.sessions add column second_factor text
  constraint sessions_second_factor_known check (second_factor in ('authenticator', 'recovery_code', 'passkey', 'provider'));
alter table people.sessions add column renew boolean not null default false;

-- Signs the cookie by which a browser that somebody signed in from before is known again.
insert into platform.keys (name, secret) values
  ('browsers', replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));

create function people.needs_second_factor(person_id uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog
as $$
  select exists (select from people.held_roles r
    join people.second_factor_roles f on f.organisation_id = r.organisation_id and f.role = r.role
    where r.person_id = needs_second_factor.person_id)
$$;

-- What somebody who has just given a first proof owes before they are in.
create function people.second_factor_standing(person_id uuid) returns table (
  organisation_id uuid, name text, email text, has boolean, needs boolean)
  language sql stable security definer set search_path = pg_catalog
as $$
  select p.organisation_id, p.name, p.email,
    exists (select from people.authenticators a where a.person_id = p.id and a.confirmed_at is not null)
      or exists (select from people.passkeys k where k.person_id = p.id),
    people.needs_second_factor(p.id)
  from people.persons p where p.id = second_factor_standing.person_id and p.active
$$;

-- Whether a session's proofs are enough for the roles its person has now, and whether it is to be renewed.
create function people.session_standing(token_hash text) returns table (is_enough boolean, renew boolean)
  language sql stable security definer set search_path = pg_catalog
as $$
  select s.second_factor is not null or not people.needs_second_factor(s.person_id), s.renew
  from people.sessions s where s.token_hash = session_standing.token_hash
$$;

create function people.start_session(
  token_hash text, person_id uuid, ends_at timestamptz, address text, browser text, second_factor text) returns void
  language sql security definer set search_path = pg_catalog
as $$
  insert into people.sessions (token_hash, person_id, ends_at, address, browser, second_factor)
  values (token_hash, person_id, ends_at, address, browser, second_factor)
$$;
drop function people.start_session(text, uuid, timestamptz, text, text);

-- The same session under another identifier; false when it has ended, or has it already.
create function people.renew_session(token_hash text, new_hash text, new_sealed_id_token text) returns boolean
  language sql security definer set search_path = pg_catalog
as $$
  with renewed as (
    update people.sessions s set token_hash = new_hash, renew = false, sealed_id_token = new_sealed_id_token
    where s.token_hash = renew_session.token_hash and s.revoked_at is null and s.ends_at > now() returning 1),
  -- Who sees as another goes on doing so, and writes nothing.
  viewing as (update people.viewings v set session_hash = new_hash where v.session_hash = renew_session.token_hash)
  select exists (select from renewed)
$$;

-- The second proof was given in a session that began without it, when its person set it up.
create function people.note_second_factor(token_hash text, second_factor text) returns void
  language sql security definer set search_path = pg_catalog
as $$ update people.sessions s set second_factor = note_second_factor.second_factor where s.token_hash = note_second_factor.token_hash $$;

-- A session's rights change with its person's roles: it gets a new identifier then (abuse case 38).
create function people.roles_changed() returns trigger
  language plpgsql security definer set search_path = pg_catalog
as $$
begin
  update people.sessions s set renew = true
    where s.person_id = coalesce(new.person_id, old.person_id) and s.revoked_at is null and s.ends_at > now();
  return null;
end
$$;
create trigger renew_sessions after insert or update or delete on people.role_assignments
  for each row execute function people.roles_changed();

create function people.begin_half_sign_in(
  token_hash text, person_id uuid, ends_at timestamptz, provider_id uuid, provider_session text, sealed_id_token text) returns void
  language sql security definer set search_path = pg_catalog
as $$
  insert into people.half_sign_ins (token_hash, person_id, ends_at, provider_id, provider_session, sealed_id_token)
  values (token_hash, person_id, ends_at, provider_id, provider_session, sealed_id_token)
$$;

create function people.half_sign_in_of(token_hash text, at timestamptz) returns table (
  person_id uuid, organisation_id uuid, name text, email text, has boolean, tries integer)
  language sql stable security definer set search_path = pg_catalog
as $$
  select h.person_id, f.organisation_id, f.name, f.email, f.has, h.tries
  from people.half_sign_ins h, people.second_factor_standing(h.person_id) f
  where h.token_hash = half_sign_in_of.token_hash and h.ends_at > at
$$;

-- Counts a try; the number it was.
create function people.try_second_step(token_hash text) returns integer
  language sql security definer set search_path = pg_catalog
as $$ update people.half_sign_ins h set tries = h.tries + 1 where h.token_hash = try_second_step.token_hash returning h.tries $$;

-- Whoever finishes one has it to themselves.
create function people.end_half_sign_in(token_hash text) returns table (provider_id uuid, provider_session text, sealed_id_token text)
  language sql security definer set search_path = pg_catalog
as $$
  delete from people.half_sign_ins h where h.token_hash = end_half_sign_in.token_hash
  returning h.provider_id, h.provider_session, h.sealed_id_token
$$;

create function people.begin_passkey(challenge_hash text, person_id uuid, ends_at timestamptz) returns void
  language sql security definer set search_path = pg_catalog
as $$ insert into people.passkey_challenges (challenge_hash, person_id, ends_at) values (challenge_hash, person_id, ends_at) $$;

-- Takes a challenge, once, by whom it was made for; nobody's for signing in with a passkey alone.
create function people.take_passkey_challenge(challenge_hash text, person_id uuid, at timestamptz) returns boolean
  language sql security definer set search_path = pg_catalog
as $$
  with taken as (
    delete from people.passkey_challenges c where c.challenge_hash = take_passkey_challenge.challenge_hash
      and c.person_id is not distinct from take_passkey_challenge.person_id returning c.ends_at)
  select coalesce((select ends_at > at from taken), false)
$$;

create function people.passkey_of(credential_id text) returns table (
  id uuid, person_id uuid, organisation_id uuid, credential_id text, public_key bytea, counter bigint, transports text[])
  language sql stable security definer set search_path = pg_catalog
as $$
  select k.id, k.person_id, k.organisation_id, k.credential_id, k.public_key, k.counter, k.transports
  from people.passkeys k join people.persons p on p.id = k.person_id
  where k.credential_id = passkey_of.credential_id and p.active
$$;

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'people' and p.proname in (
    'needs_second_factor', 'second_factor_standing', 'session_standing', 'start_session', 'renew_session',
    'note_second_factor', 'roles_changed', 'begin_half_sign_in', 'half_sign_in_of', 'try_second_step', 'end_half_sign_in', 'begin_passkey',
    'take_passkey_challenge', 'passkey_of') loop
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to moothall_app', f);
  end loop;
end
$$;
