-- The cases whose words stand in one case's story: itself, what was merged into it, and what had been merged into those.
create function cases.story_of(case_id uuid) returns setof uuid
  language sql stable set search_path = pg_catalog
as $$
  with recursive merged as (
    select story_of.case_id as id
    union
    select m.from_case_id from cases.merges m join merged on m.into_case_id = merged.id where m.undone_at is null)
  select id from merged
$$;
revoke execute on function cases.story_of from public;
grant execute on function cases.story_of to moothall_app;
