-- When somebody last showed that it is them, in a session: what changes how they sign in asks for it again after a while.
alter table people.sessions add column proved_at timestamptz;
-- Who signs in shows it. Not who came by a provider: what that says is noted by itself, and sessions from before say nothing.
alter table people.sessions alter column proved_at set default now();

create function people.proved_at(token_hash text) returns timestamptz
  language sql stable security definer set search_path = pg_catalog
as $$ select s.proved_at from people.sessions s where s.token_hash = proved_at.token_hash $$;

create function people.note_proof(token_hash text, at timestamptz) returns void
  language sql security definer set search_path = pg_catalog
as $$ update people.sessions s set proved_at = at where s.token_hash = note_proof.token_hash $$;

-- Somebody who is signed in was sent to a provider to show it again: whom it is to be.
alter table people.sign_in_attempts add column proves uuid references people.persons;

drop function people.begin_attempt(text, text, uuid, text, text, text);
create function people.begin_attempt(
  state_hash text, browser_hash text, provider_id uuid, nonce text, verifier text, return_to text, proves uuid) returns void
  language sql security definer set search_path = pg_catalog
as $$
  delete from people.sign_in_attempts a where a.started_at < now() - interval '20 minutes';
  insert into people.sign_in_attempts (state_hash, browser_hash, provider_id, nonce, verifier, return_to, proves)
  values (state_hash, browser_hash, provider_id, nonce, verifier, return_to, proves)
$$;

drop function people.take_attempt(text, text, uuid);
create function people.take_attempt(state_hash text, browser_hash text, provider_id uuid) returns table (
  nonce text, verifier text, return_to text, proves uuid)
  language sql security definer set search_path = pg_catalog
as $$
  delete from people.sign_in_attempts a
  where a.state_hash = take_attempt.state_hash and a.browser_hash = take_attempt.browser_hash
    and a.provider_id = take_attempt.provider_id and a.started_at > now() - interval '20 minutes'
  returning a.nonce, a.verifier, a.return_to, a.proves
$$;

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'people' and p.proname in ('proved_at', 'note_proof', 'begin_attempt', 'take_attempt')
  loop
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to moothall_app', f);
  end loop;
end
$$;
