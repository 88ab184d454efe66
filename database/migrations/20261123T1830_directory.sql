-- What an organisation's own directory (an identity provider, by SCIM) says of its people, and the tokens it says it with.

-- When a row last changed, whoever changed it: programs that synchronise ask for what is new.
alter table people.persons
  add column changed_at      timestamptz not null default now(),
  add column employee_number text,
  add column manager_id      uuid references people.persons (id);
create index persons_by_employee_number on people.persons (organisation_id, employee_number) where employee_number is not null;
create index persons_by_manager on people.persons (manager_id) where manager_id is not null;

create function people.say_when_changed() returns trigger
  language plpgsql
as $$
begin
  if new is distinct from old then new.changed_at := now(); end if;
  return new;
end
$$;
create trigger persons_say_when_changed before update on people.persons
  for each row execute function people.say_when_changed();

create table people.directory_tokens (
  id              uuid primary key,
  organisation_id uuid not null references people.organisations (id),
  name            text not null constraint directory_tokens_name_present check (name <> ''),
  token_hash      text not null constraint directory_tokens_token_hash_unique unique,
  made_by_name    text not null,
  created_at      timestamptz not null,
  expires_at      timestamptz not null,
  revoked_at      timestamptz,
  last_used_at    timestamptz,
  constraint directory_tokens_end check (expires_at > created_at)
);
create index directory_tokens_by_organisation on people.directory_tokens (organisation_id);
-- The hash may be put in and never read: who a token belongs to is asked below.
select platform.guard('people.directory_tokens',
  'insert, select (id, organisation_id, name, made_by_name, created_at, expires_at, revoked_at, last_used_at), update (revoked_at, last_used_at)');

-- Whose a directory token is, before anybody has said which organisation asks. None after a restore, as with sessions.
create function people.directory_token_of(token_hash text) returns table (id uuid, name text, organisation_id uuid, last_used_at timestamptz)
  language sql stable security definer set search_path = pg_catalog
as $$
  select t.id, t.name, t.organisation_id, t.last_used_at from people.directory_tokens t
  where t.token_hash = directory_token_of.token_hash and t.revoked_at is null and t.expires_at > now()
    and platform.restored_at() is null
$$;
revoke execute on function people.directory_token_of(text) from public;
grant execute on function people.directory_token_of(text) to moothall_app;

-- One person as the directory has them. What we keep ourselves (name, address, telephone, job, department) is people.persons' and is
-- not repeated in `attributes`, which has the rest in the names of RFC 7643. Removed: the directory deleted them, and may bring them back.
create table people.directory_users (
  person_id       uuid primary key references people.persons (id),
  organisation_id uuid not null references people.organisations (id),
  user_name       text not null,
  user_name_key   text not null generated always as (lower(user_name)) stored,
  external_id     text,
  attributes      jsonb not null default '{}',
  removed_at      timestamptz,
  created_at      timestamptz not null,
  changed_at      timestamptz not null,
  constraint directory_users_user_name_present check (user_name <> '')
);
create unique index directory_users_user_name_unique on people.directory_users (organisation_id, user_name_key) where removed_at is null;
select platform.guard('people.directory_users', 'select, insert, update');

create table people.directory_groups (
  id              uuid primary key,
  organisation_id uuid not null references people.organisations (id),
  name            text not null constraint directory_groups_name_present check (name <> ''),
  name_key        text not null generated always as (lower(name)) stored,
  external_id     text,
  created_at      timestamptz not null,
  changed_at      timestamptz not null
);
create unique index directory_groups_name_unique on people.directory_groups (organisation_id, name_key);
select platform.guard('people.directory_groups', 'select, insert, update, delete');

create table people.directory_group_members (
  group_id        uuid not null references people.directory_groups (id) on delete cascade,
  person_id       uuid not null references people.persons (id),
  organisation_id uuid not null references people.organisations (id),
  primary key (group_id, person_id)
);
create index directory_group_members_by_person on people.directory_group_members (person_id);
select platform.guard('people.directory_group_members', 'select, insert, delete');

-- Programs that act for somebody who has left end with their sessions, and do not start again when the person comes back.
create function people.end_tokens_of(person_id uuid) returns void
  language sql security definer set search_path = pg_catalog
as $$ update people.api_tokens t set revoked_at = now() where t.person_id = end_tokens_of.person_id and t.revoked_at is null $$;
revoke execute on function people.end_tokens_of(uuid) from public;
grant execute on function people.end_tokens_of(uuid) to moothall_app;

-- Whether some organisation would have nobody left who may manage its people without this person. Asked by whoever deactivates, who
-- may not see them all: the answer names none. `usually` are the roles that give it where an organisation has not changed them.
create function people.is_last_manager(person uuid, usually text[]) returns boolean
  language sql stable security definer set search_path = pg_catalog
as $$
  with managers as (
    select r.person_id, r.organisation_id from people.held_roles r join people.persons p on p.id = r.person_id and p.active
    where coalesce((select d.granted from people.role_permissions d
        where d.organisation_id = r.organisation_id and d.role = r.role and d.permission = 'people.manage'),
      r.role = any (usually)))
  select exists (
    select from managers mine where mine.person_id = person and not exists (
      select from managers other where other.organisation_id = mine.organisation_id and other.person_id <> person))
$$;
revoke execute on function people.is_last_manager(uuid, text[]) from public;
grant execute on function people.is_last_manager(uuid, text[]) to moothall_app;

-- Somebody signs in while they are deactivated: whichever comes first, the session is over, and does not open when they come back.
create function people.end_session_of_leaver() returns trigger
  language plpgsql security definer set search_path = pg_catalog
as $$
begin
  if not (select p.active from people.persons p where p.id = new.person_id for share) then new.revoked_at := now(); end if;
  return new;
end
$$;
create trigger sessions_end_of_leaver before insert on people.sessions
  for each row execute function people.end_session_of_leaver();
