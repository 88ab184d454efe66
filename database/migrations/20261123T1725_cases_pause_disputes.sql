-- A partner who does not accept that a clock stood still says so, and somebody who leads the desk answers (clock semantics 19, 20).
create table cases.pause_disputes (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  case_id          uuid not null references cases.cases,
  pause_id         uuid not null references cases.pauses,
  because          text not null constraint pause_disputes_because_present check (btrim(because) <> ''),
  raised_by        uuid not null references people.persons,
  raised_at        timestamptz not null,
  -- upheld: the pause does not count for the desk. rejected: it does. withdrawn: by whoever raised it.
  state            text not null default 'open' constraint pause_disputes_state_known
    check (state in ('open', 'upheld', 'rejected', 'withdrawn')),
  words            text,
  settled_by       uuid references people.persons,
  settled_at       timestamptz,
  constraint pause_disputes_settled check ((state = 'open') = (settled_at is null)),
  constraint pause_disputes_answered check (state not in ('upheld', 'rejected') or btrim(words) <> '')
);
-- A pause is disputed once at a time, and no more once that was upheld.
create unique index pause_disputes_one on cases.pause_disputes (pause_id) where state in ('open', 'upheld');
create index pause_disputes_by_case on cases.pause_disputes (case_id);
create index pause_disputes_open on cases.pause_disputes (organisation_id, raised_at) where state = 'open';
select platform.guard('cases.pause_disputes', 'select, insert, update');

-- How a promise would have ended without the pauses whose dispute was upheld. Beside the outcome, which stays.
create table cases.disputed_outcomes (
  case_id          uuid not null references cases.cases,
  metric           text not null,
  organisation_id  uuid not null references people.organisations,
  outcome          text not null constraint disputed_outcomes_known check (outcome in ('met', 'missed')),
  used_seconds     double precision not null,
  worked_out_at    timestamptz not null,
  primary key (case_id, metric)
);
select platform.guard('cases.disputed_outcomes', 'select, insert, update');

create view cases.published_disputed_outcomes with (security_invoker = true) as
  select case_id, organisation_id, case metric when 'fulfil' then 'resolve' else metric end as metric, outcome, used_seconds,
    worked_out_at
  from cases.disputed_outcomes;
grant select on cases.published_disputed_outcomes to moothall_app, moothall_reporter;
