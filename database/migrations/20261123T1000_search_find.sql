-- Finding words. PostgreSQL must not choose the plan here: for a rare word it would walk a million rows backwards in time, seconds
-- where the index needs a fraction of a millisecond; for a common word the index returns tens of thousands of rows. So: first a
-- short walk through the newest entries, which is enough for a common word; then the index, for a word that is not.
create index search_entries_newest_of on platform.search_entries (organisation_id, happened_at desc);

create type platform.finding as (subject_id uuid, part text, happened_at timestamptz);

-- Which entries a search may return: of these organisations, for these eyes.
create function platform.may_find(
  entry platform.search_entries, organisations uuid[], subject_type text, sees_staff boolean, only_person uuid
) returns boolean
  language sql immutable parallel safe
  return (entry).organisation_id = any (organisations) and (entry).subject_type = subject_type
    and (sees_staff or (entry).shown_to = 'everyone') and (only_person is null or (entry).person_id = only_person);

create function platform.find_newest(wanted tsquery, organisations uuid[], subject_type text, sees_staff boolean, only_person uuid)
returns setof platform.finding
  language plpgsql stable set search_path = pg_catalog set plan_cache_mode = force_custom_plan
as $$
declare
  newest constant integer := 1500;
begin
  if cardinality(organisations) = 1 then
    return query select e.subject_id, e.part, e.happened_at
      from (select s.* from platform.search_entries s where s.organisation_id = organisations[1] order by s.happened_at desc limit newest) e
      where e.words @@ wanted and platform.may_find(e, organisations, find_newest.subject_type, sees_staff, only_person);
  else
    return query select e.subject_id, e.part, e.happened_at
      from (select s.* from platform.search_entries s order by s.happened_at desc limit newest) e
      where e.words @@ wanted and platform.may_find(e, organisations, find_newest.subject_type, sees_staff, only_person);
  end if;
end
$$;

create function platform.find_indexed(wanted tsquery, organisations uuid[], subject_type text, sees_staff boolean, only_person uuid)
returns setof platform.finding
  language plpgsql stable set search_path = pg_catalog set plan_cache_mode = force_custom_plan
  set enable_seqscan = off set enable_indexscan = off
as $$
begin
  return query select e.subject_id, e.part, e.happened_at from platform.search_entries e
    where e.words @@ wanted and platform.may_find(e, organisations, find_indexed.subject_type, sees_staff, only_person);
end
$$;

-- The newest `most` subjects with these words, each with the part that has them and a snippet in which they stand between two
-- private characters (U+E000, U+E001), since only the page may make markup. One more than a page tells that there are more.
create function platform.find_words(
  phrase text, subject_type text, sees_staff boolean, only_person uuid, before timestamptz, most integer
) returns table (subject_id uuid, part text, happened_at timestamptz, snippet text)
  language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  organisations uuid[] := platform.visible_organisations();
  wanted tsquery := websearch_to_tsquery('english', phrase);
  found platform.finding[];
begin
  if numnode(wanted) = 0 or cardinality(organisations) = 0 then return; end if;
  if before is null then
    select array_agg(f) into found from platform.find_newest(wanted, organisations, find_words.subject_type, sees_staff, only_person) f;
  end if;
  if coalesce((select count(distinct f.subject_id) from unnest(found) f), 0) < most then
    select array_agg(f) into found from platform.find_indexed(wanted, organisations, find_words.subject_type, sees_staff, only_person) f;
  end if;
  return query
    with best as (
      select distinct on (f.subject_id) f.* from unnest(found) f order by f.subject_id, f.happened_at desc),
    page as (
      select b.* from best b where before is null or b.happened_at < before order by b.happened_at desc limit most)
    select p.subject_id, p.part, p.happened_at,
      ts_headline('english', left(e.content, 4000), wanted,
        'StartSel=' || chr(57344) || ', StopSel=' || chr(57345) || ', MaxWords=32, MinWords=14, MaxFragments=1')
    from page p join platform.search_entries e on e.subject_id = p.subject_id and e.part = p.part
    order by p.happened_at desc;
end
$$;

grant create on schema platform to moothall_search;
alter function platform.find_newest owner to moothall_search;
alter function platform.find_indexed owner to moothall_search;
alter function platform.find_words owner to moothall_search;
revoke create on schema platform from moothall_search;
revoke execute on function platform.may_find, platform.find_newest, platform.find_indexed, platform.find_words from public;
grant execute on function platform.may_find to moothall_search;
grant execute on function platform.find_words to moothall_app;
