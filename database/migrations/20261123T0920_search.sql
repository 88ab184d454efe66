-- Full text, written in the same transaction as what it finds. The application cannot read this table: it asks functions that
-- apply the same organisation filter as the policies, because text matching cannot use its index beneath a policy.
create table platform.search_entries (
  subject_id       uuid not null,
  part             text not null,
  organisation_id  uuid not null,
  subject_type     text not null,
  shown_to         text not null constraint search_entries_shown_to_known check (shown_to in ('everyone', 'staff')),
  person_id        uuid,
  content          text not null,
  words            tsvector not null,
  happened_at      timestamptz not null,
  primary key (subject_id, part)
);
create index search_entries_words on platform.search_entries using gin (words);
create index search_entries_newest on platform.search_entries (happened_at desc);
select platform.guard('platform.search_entries', 'insert');
revoke insert on platform.search_entries from moothall_app;
grant select, insert, update, delete on platform.search_entries to moothall_search;

-- Only the first 100,000 characters of a text are indexed: a longer one is a log file, and a tsvector has its own limit.
create function platform.index_words(
  subject_id uuid, part text, organisation_id uuid, subject_type text, shown_to text, person_id uuid, content text, happened_at timestamptz
) returns void
  language sql security definer set search_path = pg_catalog
as $$
  insert into platform.search_entries as e (subject_id, part, organisation_id, subject_type, shown_to, person_id, content, words, happened_at)
  select index_words.subject_id, index_words.part, index_words.organisation_id, index_words.subject_type, index_words.shown_to,
    index_words.person_id, index_words.content, to_tsvector('english', left(index_words.content, 100000)), index_words.happened_at
  where index_words.organisation_id = any (platform.visible_organisations())
  on conflict on constraint search_entries_pkey
  do update set shown_to = excluded.shown_to, person_id = excluded.person_id, content = excluded.content, words = excluded.words
  where e.organisation_id = excluded.organisation_id
$$;
grant create on schema platform to moothall_search;
alter function platform.index_words owner to moothall_search;
revoke create on schema platform from moothall_search;
revoke execute on function platform.index_words from public;
grant execute on function platform.index_words to moothall_app;
