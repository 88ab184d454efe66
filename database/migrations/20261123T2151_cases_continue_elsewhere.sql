-- Open cases of those who go continue in the new organisation; here they end as passed on. A case is never rewritten.
alter table cases.cases drop constraint cases_closure_code_known, add constraint cases_closure_code_known
  check (closure_code in ('solved', 'workaround', 'cancelled', 'duplicate', 'no_answer', 'merged', 'not_ours', 'passed'));
alter table cases.case_clocks drop constraint case_clocks_outcome_known, add constraint case_clocks_outcome_known
  check (outcome in ('met', 'missed', 'merged', 'handed_on', 'passed', 'void'));

-- A case that went on elsewhere, and how it stood before: what taking it back needs.
create table cases.passed_cases (
  case_id          uuid primary key references cases.cases,
  organisation_id  uuid not null references people.organisations,
  continued_as     uuid not null references cases.cases,
  reference        text not null,
  plan_id          uuid not null,
  passed_at        timestamptz not null,
  before           jsonb not null
);
create index passed_cases_by_plan on cases.passed_cases (plan_id, case_id);
select platform.guard('cases.passed_cases', 'select, insert, delete');
select cases.hide_restricted('cases.passed_cases', 'case_id');

-- A case that continues another's, and where its own record begins.
create table cases.continuations (
  case_id            uuid primary key references cases.cases,
  organisation_id    uuid not null references people.organisations,
  from_case_id       uuid not null,
  from_reference     text not null,
  from_organisation  text not null,
  plan_id            uuid not null,
  continued_at       timestamptz not null,
  position           integer not null
);
create index continuations_by_reference on cases.continuations (from_reference);
select platform.guard('cases.continuations', 'select, insert');
select cases.hide_restricted('cases.continuations', 'case_id');

-- What ended before a case was continued counts for whoever it was with then.
create or replace view cases.published_case_clocks with (security_invoker = true) as
  select id, organisation_id, case_id, case metric when 'fulfil' then 'resolve' else metric end as metric, priority, target_seconds,
    calendar_id, started_at, state, used_seconds, due_at, missed_at, missed_because, stopped_at, outcome
  from cases.case_clocks k
  where kind = 'sla' and standing and metric in ('first_response', 'resolve', 'fulfil') and outcome is distinct from 'void'
    and not exists (select from cases.restricted_cases x where x.case_id = k.case_id)
    and not exists (select from cases.continuations c where c.case_id = k.case_id and k.stopped_at < c.continued_at);
create or replace view cases.published_agreement_clocks with (security_invoker = true) as
  select id, organisation_id, case_id, kind, agreement_id, metric, turn, standing, priority, target_seconds, calendar_id, started_at, state,
    used_seconds, counting_since, due_at, missed_at, missed_because, stopped_at, outcome
  from cases.case_clocks k where not exists (select from cases.restricted_cases x where x.case_id = k.case_id)
    and not exists (select from cases.continuations c where c.case_id = k.case_id and k.stopped_at < c.continued_at);
create or replace view cases.published_supplier_turns with (security_invoker = true) as
  select id, organisation_id, case_id, agreement_id, handed_at, back_at, result
  from cases.supplier_turns s where not exists (select from cases.restricted_cases x where x.case_id = s.case_id)
    and not exists (select from cases.continuations c where c.case_id = s.case_id and s.back_at < c.continued_at);
grant select on cases.continuations to moothall_reporter;

-- History that is told again says who did what.
create or replace function platform.record_history(history json) returns bigint
  language sql
as $$
  with given as materialized (
    select h.*, gen_random_uuid() as salt
    from json_to_recordset(history) as h(organisation_id uuid, subject_type text, subject_id uuid, "position" integer, name text,
      actor_id uuid, actor_name text, shown_to text, payload json, happened_at timestamptz)),
  written as (
    insert into platform.events (organisation_id, subject_type, subject_id, position, name, actor_id, actor_name, shown_to, payload, happened_at, salt, hash)
    select h.organisation_id, h.subject_type, h.subject_id, h.position, h.name, h.actor_id, h.actor_name, h.shown_to, h.payload, h.happened_at, h.salt,
      platform.event_chain(h.organisation_id, h.subject_type, h.subject_id, h.position, h.name, h.actor_id, h.shown_to, h.happened_at,
        platform.personal_digest(h.salt, h.actor_name, h.payload)) over (partition by h.subject_id order by h.position)
    from given h
    returning 1)
  select count(*) from written
$$;

-- Organisations that were one until a day: an answer to a letter of before may belong to a case of either.
create table people.parted_organisations (
  organisation_id  uuid not null references people.organisations,
  other_id         uuid not null references people.organisations,
  parted_at        timestamptz not null,
  primary key (organisation_id, other_id)
);
select platform.guard('people.parted_organisations', 'select, insert, delete');

-- A group that gives a team gives the team that came in its place.
grant update (team_id) on people.group_grants to moothall_app;

-- What an organisation still reads of those who left it: who they were, where its own history names them.
create table people.left_persons (
  organisation_id  uuid not null references people.organisations,
  person_id        uuid not null references people.persons,
  name             text not null,
  email            text,
  left_at          timestamptz not null,
  primary key (person_id, organisation_id)
);
select platform.guard('people.left_persons', 'select, insert, delete');

create or replace view people.published_persons with (security_invoker = true) as
  select id, organisation_id, name, email, phone, job_title, department, location, assistance, active, desk_staff from people.persons
  union all
  select l.person_id, l.organisation_id, l.name, l.email, null, null, null, null, null, false, false from people.left_persons l
  -- Whoever sees them where they are now sees them there.
  where not exists (select from people.persons p where p.id = l.person_id);
