-- Major incidents (requirement S-36): one record with its roles, its updates, the cases that follow it, and its review.
create sequence cases.major_incident_numbers start 101;
grant usage on sequence cases.major_incident_numbers to moothall_app;

create table cases.major_incidents (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  number           bigint not null default nextval('cases.major_incident_numbers'),
  reference        text not null generated always as ('MI-' || number::text) stored constraint major_incidents_reference_unique unique,
  -- The case it was declared from.
  case_id          uuid not null references cases.cases constraint major_incidents_case_once unique,
  title            text not null constraint major_incidents_title_present check (title <> ''),
  affected         text not null default '',
  workaround       text not null default '',
  state            text not null default 'open' constraint major_incidents_state_known check (state in ('open', 'resolved', 'closed')),
  declared_at      timestamptz not null,
  declared_by      uuid references people.persons,
  lead_id          uuid references people.persons,
  communications_id uuid references people.persons,
  technical_id     uuid references people.persons,
  -- Everybody affected is promised to hear again within this time: by the wall clock, since they wait by it.
  update_minutes   integer not null constraint major_incidents_update_minutes_range check (update_minutes between 5 and 1440),
  next_update_due_at timestamptz,
  reminded_at      timestamptz,
  notice_id        uuid references content.notices,
  resolved_at      timestamptz,
  resolution       text,
  cause            text,
  effect           text,
  fix              text,
  prevention       text,
  reviewed_at      timestamptz,
  reviewed_by      uuid references people.persons,
  closed_at        timestamptz,
  constraint major_incidents_resolved check ((state = 'open') = (resolved_at is null)),
  constraint major_incidents_closed_are_reviewed check (state <> 'closed' or (reviewed_at is not null and closed_at is not null)),
  constraint major_incidents_review_is_whole check ((reviewed_at is null) or
    (cause <> '' and effect <> '' and fix <> '' and prevention <> ''))
);
create index major_incidents_open on cases.major_incidents (organisation_id) where state = 'open';
create index major_incidents_by_time on cases.major_incidents (organisation_id, declared_at desc);
select platform.guard('cases.major_incidents', 'select, insert, update');

-- The cases that follow it, each in its own organisation.
create table cases.major_incident_cases (
  major_id         uuid not null references cases.major_incidents,
  case_id          uuid not null references cases.cases constraint major_incident_cases_one_each unique,
  organisation_id  uuid not null references people.organisations,
  linked_at        timestamptz not null,
  linked_by        uuid references people.persons,
  primary key (major_id, case_id)
);
select platform.guard('cases.major_incident_cases', 'select, insert, delete');

create table cases.major_incident_updates (
  id               uuid primary key,
  major_id         uuid not null references cases.major_incidents,
  organisation_id  uuid not null references people.organisations,
  shown_to         text not null constraint major_incident_updates_shown_to_known check (shown_to in ('everyone', 'staff')),
  body             text not null,
  author_id        uuid references people.persons,
  author_name      text not null,
  said_at          timestamptz not null,
  -- How far it has been told: the last case that was, and how many were.
  told_through     uuid,
  told             integer not null default 0,
  told_at          timestamptz
);
create index major_incident_updates_by_major on cases.major_incident_updates (major_id, said_at);
select platform.guard('cases.major_incident_updates', 'select, insert, update');

-- Bursts that somebody looked at and found to be nothing, until when.
create table cases.dismissed_bursts (
  organisation_id  uuid not null references people.organisations,
  category         text not null,
  until            timestamptz not null,
  primary key (organisation_id, category)
);
select platform.guard('cases.dismissed_bursts', 'select, insert, update');

-- Whose cases follow a major incident: for the job that tells them, which begins in the incident's own organisation.
create function cases.organisations_of_major(major_id uuid) returns uuid[]
  language sql stable security definer set search_path = pg_catalog
as $$
  select coalesce(array_agg(distinct k.organisation_id), '{}') from cases.major_incident_cases k
  where k.major_id = organisations_of_major.major_id
    and exists (select from cases.major_incidents m where m.id = k.major_id and m.organisation_id = any (platform.visible_organisations()))
$$;
revoke execute on function cases.organisations_of_major(uuid) from public;
grant execute on function cases.organisations_of_major(uuid) to moothall_app;
