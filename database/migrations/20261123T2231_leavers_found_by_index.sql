-- Who left is looked up by an index, row for row: with a condition of its own the view's second half was read whole for each line of
-- a queue. So the condition is the table's: whoever sees a person where they are now sees them there, and not as somebody who left.
create function people.is_seen(person_id uuid) returns boolean
  language plpgsql stable
as $$ begin return exists (select from people.persons p where p.id = is_seen.person_id); end $$;
revoke execute on function people.is_seen from public;
grant execute on function people.is_seen to moothall_app, moothall_search, moothall_reporter;
create policy seen_where_they_are on people.left_persons as restrictive for select using (not people.is_seen(person_id));

-- Those who came back are seen where they are, so what was kept of them is no row to delete for whoever sees them.
create function people.forget_left(left_organisation uuid, persons uuid[]) returns void
  language sql security definer set search_path = pg_catalog
as $$
  delete from people.left_persons l where l.organisation_id = left_organisation and l.person_id = any (persons)
    and l.organisation_id = any (platform.visible_organisations())
$$;
grant select, delete on people.left_persons to moothall_search;
grant create on schema people to moothall_search;
alter function people.forget_left owner to moothall_search;
revoke create on schema people from moothall_search;
revoke execute on function people.forget_left from public;
grant execute on function people.forget_left to moothall_app;

create or replace view people.published_persons with (security_invoker = true) as
  select id, organisation_id, name, email, phone, job_title, department, location, assistance, active, desk_staff from people.persons
  union all
  select l.person_id, l.organisation_id, l.name, l.email, null, null, null, null, null, false, false from people.left_persons l;
