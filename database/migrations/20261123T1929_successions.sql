-- One organisation in the place of others: they end, what they had belongs to it, and their history stays their own.

-- Who stands in whose place. Written out: whoever comes after C also comes after A and B. Names nobody and shows nothing by itself.
create table platform.successions (
  successor_id    uuid not null,
  predecessor_id  uuid not null,
  primary key (predecessor_id, successor_id),
  constraint successions_not_of_itself check (successor_id <> predecessor_id)
);
create index successions_by_successor on platform.successions (successor_id);
grant select, insert, delete on platform.successions to moothall_app, moothall_search;

-- For whom a transaction acts: those named, and those in whose place they stand. Work that was asked for of one that has ended
-- since (a job, a listener) also acts for whoever stands in its place now: its people and teams are there.
create function platform.standing_for(named uuid[], of_service boolean) returns uuid[]
  language sql stable
as $$
  select case when not exists (select from platform.successions) then named else (
    with now_standing as (
      select unnest(named) as id
      union select s.successor_id from platform.successions s where of_service and s.predecessor_id = any (named))
    select coalesce(array_agg(id), '{}') from (
      select id from now_standing
      union select s.predecessor_id from platform.successions s join now_standing n on n.id = s.successor_id) everybody) end
$$;
grant execute on function platform.standing_for to moothall_app;

alter table people.organisations
  add column ended_at         timestamptz,
  add column succeeded_by_id  uuid references people.organisations,
  -- Until when what is held of one that left is kept, as agreed with it.
  add column kept_until       date,
  add constraint organisations_successor_of_ended check (succeeded_by_id is null or ended_at is not null);
create or replace view people.published_organisations with (security_invoker = true) as
  select id, kind, name, short_name, accent, zone, ended_at, succeeded_by_id from people.organisations;

-- A role held in an organisation is held for those in whose place it stands.
create or replace view people.held_roles with (security_invoker = true) as
  select person_id, organisation_id, role from people.role_assignments
  where (starts_at is null or starts_at <= now()) and (ends_at is null or ends_at > now())
  union
  select r.person_id, s.predecessor_id, r.role from people.role_assignments r join platform.successions s on s.successor_id = r.organisation_id
  where (r.starts_at is null or r.starts_at <= now()) and (r.ends_at is null or r.ends_at > now());

create or replace function people.assignments_of(person_id uuid) returns json
  language sql stable security definer set search_path = pg_catalog
as $$
  select coalesce(json_agg(json_build_object('organisation_id', h.organisation_id, 'role', h.role, 'changed',
    (select json_object_agg(d.permission, d.granted) from people.role_permissions d
      where d.organisation_id = h.organisation_id and d.role = h.role))), '[]')
  from people.held_roles h where h.person_id = assignments_of.person_id
$$;

-- A provider is one organisation's with all that hangs from it: it passes to another with them.
alter table people.email_domains drop constraint email_domains_provider,
  add constraint email_domains_provider foreign key (provider_id, organisation_id)
    references people.identity_providers (id, organisation_id) on update cascade;
alter table people.group_grants drop constraint group_grants_provider,
  add constraint group_grants_provider foreign key (provider_id, organisation_id)
    references people.identity_providers (id, organisation_id) on update cascade;
alter table people.identities drop constraint identities_provider,
  add constraint identities_provider foreign key (provider_id, organisation_id)
    references people.identity_providers (id, organisation_id) on update cascade;
grant update (organisation_id) on people.directory_tokens, people.directory_group_members, people.rota_overrides, people.recovery_codes,
  channels.mailbox_organisations to moothall_app;
grant update (in_organisation_id) on people.group_grants to moothall_app;
grant update (serves_id) on channels.mailbox_organisations to moothall_app;

-- What is to become of organisations on a day: looked over, settled, confirmed, and then done a step at a time.
create table information.succession_plans (
  id                 uuid primary key,
  -- The first of those concerned, whose settings go on where there can be one only.
  organisation_id    uuid not null references people.organisations,
  kind               text not null constraint succession_plans_kind_known check (kind in ('merge', 'exit')),
  other_id           uuid references people.organisations,
  successor_id       uuid not null,
  name               text,
  short_name         text,
  takes_effect_at    timestamptz not null,
  kept_until         date,
  -- How each kind of clash is settled.
  settled            jsonb not null default '{}',
  state              text not null default 'draft'
                     constraint succession_plans_state_known check (state in ('draft', 'confirmed', 'running', 'undoing', 'done', 'undone', 'withdrawn')),
  -- The step that comes next, and how far it is.
  step               text not null default '',
  reached            text,
  steps_taken        integer not null default 0,
  planned_by         uuid references people.persons,
  planned_by_name    text not null,
  planned_at         timestamptz not null,
  confirmed_by       uuid references people.persons,
  confirmed_by_name  text,
  confirmed_at       timestamptz,
  done_at            timestamptz,
  constraint succession_plans_merge check ((kind = 'merge') = (other_id is not null and name is not null and short_name is not null)),
  constraint succession_plans_exit check (kind <> 'exit' or kept_until is not null),
  constraint succession_plans_confirmed check (state in ('draft', 'withdrawn') or confirmed_at is not null),
  constraint succession_plans_not_with_itself check (other_id <> organisation_id)
);
create index succession_plans_by_organisation on information.succession_plans (organisation_id, planned_at desc);
select platform.guard('information.succession_plans', 'select, insert, update');

-- Each row that passed, as it was: so that it can go back until the last step.
create table information.succession_moves (
  plan_id          uuid not null references information.succession_plans,
  organisation_id  uuid not null,
  table_name       text not null,
  key              jsonb not null,
  before           jsonb not null,
  primary key (plan_id, table_name, key)
);
select platform.guard('information.succession_moves', 'select, insert, delete');

create view cases.published_major_incidents with (security_invoker = true) as
  select id, organisation_id, state from cases.major_incidents;
grant select on cases.published_major_incidents to moothall_app, moothall_reporter;
