-- Back-channel logout: an identity provider says that somebody has signed out there.

-- Each token counts once. Nobody's rows: asked by the function below.
create table people.logout_tokens (
  provider_id  uuid not null references people.identity_providers,
  jti_hash     text not null,
  -- After this it would be too old to count.
  ends_at      timestamptz not null,
  primary key (provider_id, jti_hash)
);
create index logout_tokens_by_end on people.logout_tokens (ends_at);

-- Whether a token is new; it counts no more from then on.
create function people.take_logout_token(provider_id uuid, jti_hash text, ends_at timestamptz) returns boolean
  language sql security definer set search_path = pg_catalog
as $$
  delete from people.logout_tokens t where t.ends_at < now();
  with taken as (
    insert into people.logout_tokens (provider_id, jti_hash, ends_at)
    values (take_logout_token.provider_id, take_logout_token.jti_hash, take_logout_token.ends_at)
    on conflict do nothing returning 1)
  select exists (select from taken)
$$;

-- Ends one session by the provider's name for it, or all of one subject, and what is half way in; whose they were, and how many.
drop function people.end_provider_sessions(uuid, text, text);
create function people.end_provider_sessions(provider_id uuid, subject text, provider_session text)
  returns table (person_id uuid, sessions integer)
  language sql security definer set search_path = pg_catalog
as $$
  with theirs as (
    select i.person_id from people.identities i
    where i.provider_id = end_provider_sessions.provider_id and i.subject = end_provider_sessions.subject),
  half as (
    delete from people.half_sign_ins h
    where h.provider_id = end_provider_sessions.provider_id
      and case when end_provider_sessions.provider_session is not null
        then h.provider_session = end_provider_sessions.provider_session else h.person_id in (select t.person_id from theirs t) end),
  ended as (
    update people.sessions s set revoked_at = now()
    where s.provider_id = end_provider_sessions.provider_id and s.revoked_at is null and s.ends_at > now()
      and case when end_provider_sessions.provider_session is not null
        then s.provider_session = end_provider_sessions.provider_session else s.person_id in (select t.person_id from theirs t) end
    returning s.person_id)
  select e.person_id, count(*)::integer from ended e group by e.person_id
$$;

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'people' and p.proname in ('take_logout_token', 'end_provider_sessions')
  loop
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to moothall_app', f);
  end loop;
end
$$;
