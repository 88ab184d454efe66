-- Keeping no longer than agreed, holding for a reason, and erasing.

-- While one stands, nothing of what it covers is erased or runs out: everything of an organisation, one person, or one case.
create table information.legal_holds (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  kind             text not null constraint legal_holds_kind_known check (kind in ('organisation', 'person', 'case')),
  subject_id       uuid not null,
  because          text not null constraint legal_holds_because_present check (because <> ''),
  set_by           uuid references people.persons,
  set_by_name      text not null,
  set_at           timestamptz not null,
  lifted_by        uuid references people.persons,
  lifted_at        timestamptz
);
create unique index legal_holds_one_standing on information.legal_holds (subject_id) where lifted_at is null;
select platform.guard('information.legal_holds', 'select, insert, update');

-- Somebody's details taken out everywhere: looked over first, then confirmed, then done by a job.
create table information.erasures (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  person_id        uuid not null references people.persons,
  because          text not null constraint erasures_because_present check (because <> ''),
  pseudonym        text not null,
  state            text not null default 'proposed'
                   constraint erasures_state_known check (state in ('proposed', 'withdrawn', 'confirmed', 'refused', 'done')),
  asked_by         uuid references people.persons,
  asked_by_name    text not null,
  asked_at         timestamptz not null,
  confirmed_by     uuid references people.persons,
  confirmed_at     timestamptz,
  done_at          timestamptz,
  -- How many rows of each table changed.
  changed          jsonb not null default '{}'
);
create unique index erasures_one_under_way on information.erasures (person_id) where state in ('proposed', 'confirmed');
select platform.guard('information.erasures', 'select, insert, update');
