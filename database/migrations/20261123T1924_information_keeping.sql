-- How long each kind of record is kept, and who answers for it: an organisation's own where it says so.
create table information.retention_rules (
  organisation_id  uuid not null references people.organisations,
  kind             text not null,
  -- Null keeps it for good; for a kind that has no rule to choose, too.
  days             integer constraint retention_rules_days_sensible check (days between 1 and 36500),
  owner_id         uuid references people.persons,
  changed_at       timestamptz not null,
  primary key (organisation_id, kind)
);
select platform.guard('information.retention_rules', 'select, insert, update');

-- Cases whose words and files have run out: what says that they were closed, and when, stays.
create table information.expired_cases (
  case_id          uuid primary key,
  organisation_id  uuid not null references people.organisations,
  expired_at       timestamptz not null
);
select platform.guard('information.expired_cases', 'select');
select cases.hide_restricted('information.expired_cases', 'case_id');
