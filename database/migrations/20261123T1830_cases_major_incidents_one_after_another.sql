-- A case that comes again may be part of another major incident once the first is closed; what it was part of is kept.
alter table cases.major_incident_cases
  -- Its major incident is closed: the case is free to join another.
  add column over boolean not null default false;
update cases.major_incident_cases x set over = true from cases.major_incidents m where m.id = x.major_id and m.state = 'closed';
alter table cases.major_incidents drop constraint major_incidents_case_once;
create index major_incidents_by_case on cases.major_incidents (case_id);
alter table cases.major_incident_cases drop constraint major_incident_cases_one_each;
create unique index major_incident_cases_one_at_a_time on cases.major_incident_cases (case_id) where not over;
create index major_incident_cases_by_case on cases.major_incident_cases (case_id);

-- Cases of councils that whoever closes it does not work for are freed too.
create function cases.free_cases_of_major() returns trigger
  language plpgsql security definer set search_path = pg_catalog
as $$
begin
  update cases.major_incident_cases set over = true where major_id = new.id;
  return null;
end
$$;
revoke execute on function cases.free_cases_of_major() from public;
create trigger major_incidents_free_cases after update of state on cases.major_incidents
  for each row when (new.state = 'closed' and old.state <> 'closed') execute function cases.free_cases_of_major();
