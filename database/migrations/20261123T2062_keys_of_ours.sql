-- The keys by which identity providers know us: one in use, and perhaps the next beside it until the provider has it.
alter table people.identity_providers
  add column next_sealed_secret text,
  add column next_public_key text,
  -- Believed when it says, of one sign-in, that it asked for a second factor.
  add column believes_second_factor boolean not null default false,
  add constraint identity_providers_next_whole check ((next_sealed_secret is null) = (next_public_key is null)),
  add constraint identity_providers_next_key check (next_public_key is null or proof = 'key');

-- The public halves are for anybody, and the provider asks for them before it is switched on.
create function people.keys_of_provider(provider_id uuid) returns table (public_key text, next_public_key text)
  language sql stable security definer set search_path = pg_catalog
as $$
  select p.public_key, p.next_public_key from people.identity_providers p
  where p.id = keys_of_provider.provider_id and p.proof = 'key' and p.public_key is not null
$$;
revoke execute on function people.keys_of_provider(uuid) from public;
grant execute on function people.keys_of_provider(uuid) to moothall_app;
