-- Past outcomes counted again under one version of a calendar: a second figure beside the first, with who asked and why. The first is
-- never touched (clock semantics 16).
create table cases.recounts (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  calendar_id      uuid not null references people.calendars,
  version          integer not null,
  -- Clocks that stopped between these.
  from_time        timestamptz not null,
  until_time       timestamptz not null,
  because          text not null,
  asked_by         uuid references people.persons,
  asked_by_name    text not null,
  asked_at         timestamptz not null,
  total            integer not null,
  looked_at        integer not null default 0,
  cursor           uuid,
  finished_at      timestamptz,
  constraint recounts_in_order check (until_time > from_time)
);
create index recounts_by_calendar on cases.recounts (calendar_id, asked_at);
select platform.guard('cases.recounts', 'select, insert, update');

create table cases.recounted_outcomes (
  recount_id       uuid not null references cases.recounts,
  clock_id         uuid not null references cases.case_clocks,
  organisation_id  uuid not null references people.organisations,
  used_seconds     double precision not null,
  outcome          text not null constraint recounted_outcomes_outcome_known check (outcome in ('met', 'missed')),
  primary key (recount_id, clock_id)
);
select platform.guard('cases.recounted_outcomes', 'select, insert');
