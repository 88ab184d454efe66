-- Tasks stand in an order, and know whom they have alerted; a merge is an outcome of its own; who serves whom can be asked.
alter table cases.tasks
  add column position integer not null default 0,
  -- Alerts count from the last change: a task given to somebody else is theirs to be told of.
  add column changed_at timestamptz not null default now(),
  add column alerted text constraint tasks_alerted_known check (alerted in ('owner', 'lead'));
create index tasks_escalated on cases.tasks (team_id, due_at) where state = 'to_do' and alerted = 'lead';

-- A clock that ends because its case was merged away was neither met nor missed (clock semantics 15).
alter table cases.case_clocks drop constraint case_clocks_outcome_known;
alter table cases.case_clocks add constraint case_clocks_outcome_known check (outcome in ('met', 'missed', 'merged'));

alter table cases.merges add column undone_by uuid references people.persons;
create unique index merges_one_in_force on cases.merges (from_case_id) where undone_at is null;

create or replace view people.published_teams with (security_invoker = true) as
  select id, organisation_id, name, slug, shared from people.teams;
create or replace view people.published_persons with (security_invoker = true) as
  select id, organisation_id, name, email, phone, job_title, department, location, assistance, active, desk_staff from people.persons;
