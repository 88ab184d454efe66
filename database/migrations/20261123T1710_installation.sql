-- Which database this is. A backup that is restored is another one, though everything in it is the same: it must not send again what
-- has gone, run timers again or let in whoever was shut out since (abuse case 42).
create table platform.installation (
  only_one     boolean primary key default true check (only_one),
  fingerprint  jsonb not null,
  noted_at     timestamptz not null default now(),
  -- When a worker last looked: a standby that took over lives on from a moment ago, a backup from long before.
  alive_at     timestamptz not null default now(),
  -- When it was found to be another database than was noted; null while all is well.
  restored_at  timestamptz,
  -- Since when what was due meanwhile is being done, saying nothing to anybody.
  catching_up_since timestamptz
);

-- What a copy of this database has not: the cluster's own number, the database's and a table's, and the cluster's history. Where the
-- server's operator keeps the first from us, the others do.
create function platform.living_fingerprint() returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  cluster text;
  history text;
begin
  begin
    select c.system_identifier::text into cluster from pg_control_system() c;
  exception when insufficient_privilege then cluster := null;
  end;
  begin
    history := left(pg_walfile_name(pg_current_wal_lsn()), 8);
  exception when insufficient_privilege or object_not_in_prerequisite_state then history := null;
  end;
  return jsonb_build_object('cluster', cluster, 'history', history,
    'database', (select d.oid::bigint from pg_database d where d.datname = current_database()),
    'table', 'platform.events'::regclass::oid::bigint);
end
$$;
revoke execute on function platform.living_fingerprint() from public;
insert into platform.installation (fingerprint) values (platform.living_fingerprint());

create function platform.restored_at() returns timestamptz
  language sql stable security definer set search_path = pg_catalog
as $$ select i.restored_at from platform.installation i $$;
create function platform.is_catching_up() returns boolean
  language sql stable security definer set search_path = pg_catalog
as $$ select i.catching_up_since is not null from platform.installation i $$;
revoke execute on function platform.restored_at(), platform.is_catching_up() from public;
grant execute on function platform.restored_at(), platform.is_catching_up() to moothall_app;

-- After a restore a session of the backup, and every token, may be one that was ended since: they are refused.
create or replace function people.session_of(token_hash text) returns table (
  person_id uuid, name text, email text, organisation_id uuid, ends_at timestamptz, assignments json)
  language sql stable security definer set search_path = pg_catalog
as $$
  select p.id, p.name, p.email, p.organisation_id, s.ends_at, people.assignments_of(p.id)
  from people.sessions s join people.persons p on p.id = s.person_id
  where s.token_hash = session_of.token_hash and s.revoked_at is null and s.ends_at > now() and p.active
    and s.started_at >= coalesce(platform.restored_at(), '-infinity')
$$;
create or replace function people.token_of(token_hash text) returns table (
  person_id uuid, name text, email text, organisation_id uuid, scopes text[], assignments json)
  language sql stable security definer set search_path = pg_catalog
as $$
  select p.id, p.name, p.email, p.organisation_id, t.scopes, people.assignments_of(p.id)
  from people.api_tokens t join people.persons p on p.id = t.person_id
  where t.token_hash = token_of.token_hash and t.revoked_at is null and (t.expires_at is null or t.expires_at > now()) and p.active
    and platform.restored_at() is null
$$;
