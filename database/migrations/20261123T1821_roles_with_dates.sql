-- Every role a council has asked for, from when until when each is held, and where an organisation lets a role do other things.
alter table people.role_assignments drop constraint role_assignments_role_known;
alter table people.role_assignments add constraint role_assignments_role_known check (role in (
  'requester', 'analyst', 'team_lead', 'major_incident_manager', 'manager', 'service_owner', 'partner_officer', 'board_member',
  'auditor', 'administrator', 'operator'));

-- Nothing ends by itself that a job would have to end: whoever reads asks what is held now.
alter table people.role_assignments
  add column starts_at timestamptz,
  add column ends_at   timestamptz,
  add constraint role_assignments_dates_in_order check (ends_at > starts_at);
grant update on people.role_assignments to moothall_app;
alter table people.team_members
  add column starts_at timestamptz,
  add column ends_at   timestamptz,
  add constraint team_members_dates_in_order check (ends_at > starts_at);

create view people.held_roles with (security_invoker = true) as
  select person_id, organisation_id, role from people.role_assignments
  where (starts_at is null or starts_at <= now()) and (ends_at is null or ends_at > now());
grant select on people.held_roles to moothall_app;

create or replace view people.published_team_members with (security_invoker = true) as
  select team_id, person_id, organisation_id, leads from people.team_members
  where (starts_at is null or starts_at <= now()) and (ends_at is null or ends_at > now());

-- What a role held in an organisation may do there, where that is not what the role usually may.
create table people.role_permissions (
  organisation_id  uuid not null references people.organisations,
  role             text not null,
  permission       text not null,
  granted          boolean not null,
  primary key (organisation_id, role, permission)
);
select platform.guard('people.role_permissions', 'select, insert, update, delete');

create or replace function people.assignments_of(person_id uuid) returns json
  language sql stable security definer set search_path = pg_catalog
as $$
  select coalesce(json_agg(json_build_object('organisation_id', r.organisation_id, 'role', r.role, 'changed',
    (select json_object_agg(d.permission, d.granted) from people.role_permissions d
      where d.organisation_id = r.organisation_id and d.role = r.role))), '[]')
  from people.role_assignments r where r.person_id = assignments_of.person_id
    and (r.starts_at is null or r.starts_at <= now()) and (r.ends_at is null or r.ends_at > now())
$$;

create or replace function people.workers_of(team uuid) returns table (person_id uuid, leads boolean)
  language sql stable security definer set search_path = pg_catalog
as $$
  select m.person_id, m.leads from people.team_members m join people.persons p on p.id = m.person_id and p.active
  where m.team_id = workers_of.team and (m.starts_at is null or m.starts_at <= now()) and (m.ends_at is null or m.ends_at > now())
$$;
