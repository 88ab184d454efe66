-- Why a promise for a P1 or P2 was broken (requirement S-69), and the reports of months that are final.
create table cases.breach_explanations (
  case_id          uuid primary key references cases.cases,
  organisation_id  uuid not null references people.organisations,
  cause            text not null constraint breach_explanations_cause_present check (cause <> ''),
  effect           text not null constraint breach_explanations_effect_present check (effect <> ''),
  fix              text not null constraint breach_explanations_fix_present check (fix <> ''),
  prevention       text not null constraint breach_explanations_prevention_present check (prevention <> ''),
  written_by       uuid references people.persons,
  written_at       timestamptz not null
);
select platform.guard('cases.breach_explanations', 'select, insert, update');
create view cases.published_breach_explanations with (security_invoker = true) as
  select case_id, organisation_id, cause, effect, fix, prevention, written_at from cases.breach_explanations;
grant select on cases.published_breach_explanations to moothall_app, moothall_reporter;

create schema reports;
grant usage on schema reports to moothall_app;

-- What share of promises is to be kept: part of the agreement, by which a month is judged.
create table reports.goals (
  organisation_id  uuid not null references people.organisations,
  metric           text not null,
  priority         text not null constraint goals_priority_known check (priority in ('P1', 'P2', 'P3', 'P4')),
  percent          smallint not null constraint goals_percent_range check (percent between 1 and 100),
  primary key (organisation_id, metric, priority)
);
select platform.guard('reports.goals', 'select, insert, update');

-- A month's figures as they were when somebody answered for them. Never changed: a later recompute is a second figure beside it.
create table reports.final_reports (
  organisation_id  uuid not null references people.organisations,
  month            text not null constraint final_reports_month_shape check (month ~ '^\d{4}-\d{2}$'),
  figures          jsonb not null,
  breaches         jsonb not null,
  made_by          uuid references people.persons,
  made_by_name     text not null,
  made_at          timestamptz not null,
  primary key (organisation_id, month)
);
select platform.guard('reports.final_reports', 'select, insert');
