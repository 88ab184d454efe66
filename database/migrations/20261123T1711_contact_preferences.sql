-- How somebody wants to be reached (requirement S-128). Null: nobody has said.
alter table people.persons
  add column contact_by text constraint persons_contact_by_known check (contact_by in ('email', 'telephone', 'letter', 'none'));
create view people.published_contact_preferences with (security_invoker = true) as
  select id as person_id, organisation_id, contact_by from people.persons;
grant select on people.published_contact_preferences to moothall_app;
