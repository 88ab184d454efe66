-- Tasks that begin with every case of a category: side by side, each with its own hands and its own day (requirements S-42, S-59).
create table catalogue.planned_tasks (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  category_id      uuid not null references catalogue.categories,
  title            text not null constraint planned_tasks_title_present check (title <> ''),
  -- Whose it is; null for the case's own team.
  team_id          uuid references people.teams,
  -- Working days after the case is logged or before it is due; null for no day.
  days             integer constraint planned_tasks_days_few check (days between 0 and 250),
  counted_from     text not null default 'logged' constraint planned_tasks_counted_from_known check (counted_from in ('logged', 'due')),
  -- The case cannot be resolved before it is done, or not needed.
  required         boolean not null default false
);
create index planned_tasks_by_category on catalogue.planned_tasks (category_id, id);
select platform.guard('catalogue.planned_tasks', 'select, insert, update, delete');
create view catalogue.published_planned_tasks with (security_invoker = true) as
  select id, organisation_id, category_id, title, team_id, days, counted_from, required from catalogue.planned_tasks;
grant select on catalogue.published_planned_tasks to moothall_app, moothall_reporter;

-- The case that begins when somebody starts or leaves, as a directory or a file of people tells it.
create table catalogue.life_events (
  organisation_id  uuid not null references people.organisations,
  event            text not null constraint life_events_event_known check (event in ('started', 'left')),
  category_id      uuid not null references catalogue.categories,
  primary key (organisation_id, event)
);
select platform.guard('catalogue.life_events', 'select, insert, update, delete');
create view catalogue.published_life_events with (security_invoker = true) as
  select organisation_id, event, category_id from catalogue.life_events;
grant select on catalogue.published_life_events to moothall_app, moothall_reporter;

alter table cases.tasks
  add column required    boolean not null default false,
  -- Which planned task it came from: each once on a case.
  add column planned_id  uuid;
create unique index tasks_planned_once on cases.tasks (case_id, planned_id) where planned_id is not null;

create or replace view people.published_persons with (security_invoker = true) as
  select id, organisation_id, name, email, phone, job_title, department, location, assistance, active, desk_staff, manager_id from people.persons
  union all
  select l.person_id, l.organisation_id, l.name, l.email, null, null, null, null, null, false, false, null from people.left_persons l;
