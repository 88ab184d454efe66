-- What is asked for, the promise made for it, and the words used in answering.
create schema catalogue;
create schema content;
grant usage on schema catalogue, content to moothall_app, moothall_search;

create table catalogue.categories (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  parent_id        uuid references catalogue.categories,
  name             text not null,
  -- "Hardware / Laptop": worked out when the tree changes, so that a list of cases need not walk it.
  path             text not null,
  kind             text not null default 'incident' constraint categories_kind_known check (kind in ('incident', 'service_request')),
  team_id          uuid references people.teams,
  impact           smallint constraint categories_impact_range check (impact between 1 and 3),
  urgency          smallint constraint categories_urgency_range check (urgency between 1 and 3),
  active           boolean not null default true,
  position         integer not null default 0,
  constraint categories_path_unique unique (organisation_id, path)
);
select platform.guard('catalogue.categories', 'select, insert, update, delete');

create view catalogue.published_categories with (security_invoker = true) as
  select id, organisation_id, parent_id, name, path, kind, team_id, impact, urgency, active from catalogue.categories;
grant select on catalogue.published_categories to moothall_app, moothall_reporter;

create table catalogue.priority_matrices (
  organisation_id  uuid not null references people.organisations,
  impact           smallint not null constraint priority_matrices_impact_range check (impact between 1 and 3),
  urgency          smallint not null constraint priority_matrices_urgency_range check (urgency between 1 and 3),
  priority         text not null constraint priority_matrices_priority_known check (priority in ('P1', 'P2', 'P3', 'P4')),
  primary key (organisation_id, impact, urgency)
);
select platform.guard('catalogue.priority_matrices', 'select, insert, update, delete');

create table catalogue.targets (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  metric           text not null constraint targets_metric_known check (metric in ('first_response', 'resolve')),
  priority         text not null constraint targets_priority_known check (priority in ('P1', 'P2', 'P3', 'P4')),
  seconds          integer not null constraint targets_seconds_positive check (seconds > 0),
  calendar_id      uuid not null references people.calendars,
  warn_percent     smallint not null default 75 constraint targets_warn_percent_range check (warn_percent between 1 and 99),
  constraint targets_one_each unique (organisation_id, metric, priority)
);
select platform.guard('catalogue.targets', 'select, insert, update, delete');

-- Canned replies: words with named gaps such as {{requester.first_name}}.
create table content.templates (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  team_id          uuid references people.teams,
  name             text not null,
  body             text not null,
  constraint templates_name_unique unique (organisation_id, name)
);
select platform.guard('content.templates', 'select, insert, update, delete');

-- Known problems and planned work, shown to those they touch until they end.
create table content.notices (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  title            text not null,
  body             text not null,
  starts_at        timestamptz not null,
  ends_at          timestamptz
);
select platform.guard('content.notices', 'select, insert, update, delete');
