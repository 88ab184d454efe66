-- An organisation's logo, shown to its own people. Asked for by what it holds, so that an address says nothing of whose it is.
create table people.logos (
  organisation_id  uuid primary key references people.organisations,
  media_type       text not null constraint logos_media_type_known check (media_type in ('image/png', 'image/jpeg')),
  hash             text not null,
  bytes            bytea not null constraint logos_small check (length(bytes) <= 200000)
);
create index logos_by_hash on people.logos (hash);
select platform.guard('people.logos', 'select, insert, update, delete');

create function people.logo_with(hash text) returns table (media_type text, bytes bytea)
  language sql stable security definer set search_path = pg_catalog
as $$ select l.media_type, l.bytes from people.logos l where l.hash = logo_with.hash limit 1 $$;
revoke execute on function people.logo_with(text) from public;
grant execute on function people.logo_with(text) to moothall_app;
