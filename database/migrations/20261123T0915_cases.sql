-- The case, its clocks, its tasks and its story.
create schema cases;
grant usage on schema cases to moothall_app, moothall_search;

create sequence cases.case_numbers start 10000 cache 20;
grant usage on sequence cases.case_numbers to moothall_app;

-- "C-104273": the number and a check digit (Damm's, which catches every single wrong digit and every swap of two neighbours), so
-- that a reference misheard on the telephone is refused and never finds somebody else's case.
create function cases.reference_of(number bigint) returns text
  language plpgsql immutable strict parallel safe set search_path = pg_catalog
as $$
declare
  quasigroup constant text := '0317598642709215486342068713591750983426612304597836742095815869720134894536201794386172052581436790';
  digits text := number::text;
  interim integer := 0;
begin
  for i in 1 .. length(digits) loop
    interim := substr(quasigroup, interim * 10 + substr(digits, i, 1)::integer + 1, 1)::integer;
  end loop;
  return 'C-' || digits || interim;
end
$$;

create table cases.cases (
  id                  uuid primary key,
  organisation_id     uuid not null references people.organisations,
  number              bigint not null default nextval('cases.case_numbers'),
  reference           text not null generated always as (cases.reference_of(number)) stored constraint cases_reference_unique unique,
  kind                text not null constraint cases_kind_known check (kind in ('incident', 'service_request')),
  state               text not null constraint cases_state_known check (state in ('new', 'in_progress', 'on_hold', 'resolved', 'closed')),
  is_open             boolean not null generated always as (state in ('new', 'in_progress', 'on_hold')) stored,
  subject             text not null constraint cases_subject_present check (subject <> ''),
  channel             text not null constraint cases_channel_known
    check (channel in ('portal', 'telephone', 'email', 'walk_in', 'chat', 'api', 'monitoring', 'social', 'other')),
  category_id         uuid references catalogue.categories,
  impact              smallint not null constraint cases_impact_range check (impact between 1 and 3),
  urgency             smallint not null constraint cases_urgency_range check (urgency between 1 and 3),
  priority            text not null constraint cases_priority_known check (priority in ('P1', 'P2', 'P3', 'P4')),
  requester_id        uuid not null references people.persons,
  logged_by           uuid references people.persons,
  team_id             uuid references people.teams,
  assignee_id         uuid references people.persons,
  hold_reason         text constraint cases_hold_reason_known check (hold_reason in ('requester', 'supplier', 'development', 'planned')),
  held_until          timestamptz,
  closure_code        text constraint cases_closure_code_known
    check (closure_code in ('solved', 'workaround', 'cancelled', 'duplicate', 'no_answer', 'merged', 'not_ours')),
  resolution          text,
  -- The running clock that is due soonest; null while paused or stopped. What a queue is sorted by.
  next_due_at         timestamptz,
  next_metric         text,
  -- When the clock started: the call's beginning, or the moment of logging (requirement S-25).
  started_at          timestamptz not null,
  logged_at           timestamptz not null,
  first_responded_at  timestamptz,
  resolved_at         timestamptz,
  closed_at           timestamptz,
  changed_at          timestamptz not null,
  last_message_at     timestamptz,
  last_message        text,
  last_message_from   text constraint cases_last_message_from_known check (last_message_from in ('requester', 'staff')),
  unread              boolean not null default false,
  reassignments       integer not null default 0,
  reopenings          integer not null default 0,
  merged_into_id      uuid references cases.cases,
  location            text,
  external_system     text,
  external_reference  text,
  extra               jsonb not null default '{}',
  version             integer not null default 1,
  constraint cases_on_hold_has_reason check ((state = 'on_hold') = (hold_reason is not null))
);
create index cases_queue_of_team on cases.cases (team_id, next_due_at, id) where is_open;
create index cases_queue_of_assignee on cases.cases (assignee_id, next_due_at, id) where is_open;
create index cases_queue_of_organisation on cases.cases (organisation_id, next_due_at, id) where is_open;
create index cases_by_requester on cases.cases (requester_id, logged_at desc);
create index cases_by_logging on cases.cases (organisation_id, logged_at desc);
create index cases_by_resolution on cases.cases (organisation_id, resolved_at) where resolved_at is not null;
create unique index cases_external_reference_unique on cases.cases (organisation_id, external_system, external_reference)
  where external_reference is not null;
select platform.guard('cases.cases', 'select, insert, update');

create table cases.messages (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  case_id          uuid not null references cases.cases,
  -- A request and a reply are read by both sides. A note never leaves the staff.
  kind             text not null constraint messages_kind_known check (kind in ('request', 'reply', 'note')),
  author_id        uuid references people.persons,
  author_name      text not null,
  author_side      text not null constraint messages_author_side_known check (author_side in ('requester', 'staff')),
  channel          text not null,
  body             text not null,
  sent_at          timestamptz not null,
  -- The case this message was split off to; it stays here too, because what was said is never removed.
  split_to_id      uuid references cases.cases,
  constraint messages_requesters_write_no_notes check (not (kind = 'note' and author_side = 'requester'))
);
create index messages_by_case on cases.messages (case_id, sent_at, id);
select platform.guard('cases.messages', 'select, insert');
grant update (split_to_id) on cases.messages to moothall_app;

create table cases.attachments (
  file_id          uuid primary key references platform.files,
  organisation_id  uuid not null references people.organisations,
  case_id          uuid not null references cases.cases,
  message_id       uuid references cases.messages,
  shown_to         text not null constraint attachments_shown_to_known check (shown_to in ('everyone', 'staff'))
);
create index attachments_by_case on cases.attachments (case_id);
select platform.guard('cases.attachments', 'select, insert');

create table cases.case_clocks (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  case_id          uuid not null references cases.cases,
  metric           text not null constraint case_clocks_metric_known check (metric in ('first_response', 'resolve')),
  priority         text not null,
  target_seconds   integer not null,
  warn_percent     smallint not null,
  calendar_id      uuid not null references people.calendars,
  started_at       timestamptz not null,
  state            text not null constraint case_clocks_state_known check (state in ('running', 'paused', 'stopped')),
  -- Working seconds used up to counting_since; from then the clock runs. Null while paused or stopped.
  used_seconds     double precision not null default 0,
  counting_since   timestamptz,
  due_at           timestamptz,
  warn_at          timestamptz,
  warned_at        timestamptz,
  missed_at        timestamptz,
  missed_because   text constraint case_clocks_missed_because_known check (missed_because in ('time', 'reclassified')),
  stopped_at       timestamptz,
  outcome          text constraint case_clocks_outcome_known check (outcome in ('met', 'missed')),
  constraint case_clocks_one_of_each unique (case_id, metric),
  constraint case_clocks_counting check ((state = 'running') = (counting_since is not null)),
  constraint case_clocks_stopped check ((state = 'stopped') = (stopped_at is not null and outcome is not null))
);
select platform.guard('cases.case_clocks', 'select, insert, update');

create table cases.pauses (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  case_id          uuid not null references cases.cases,
  reason           text not null constraint pauses_reason_known check (reason in ('requester', 'supplier', 'development', 'planned')),
  note             text,
  from_time        timestamptz not null,
  until_time       timestamptz,
  paused_by        uuid references people.persons,
  constraint pauses_in_order check (until_time is null or until_time >= from_time)
);
create index pauses_by_case on cases.pauses (case_id, from_time);
create unique index pauses_one_running on cases.pauses (case_id) where until_time is null;
select platform.guard('cases.pauses', 'select, insert, update');

create table cases.tasks (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  case_id          uuid not null references cases.cases,
  title            text not null constraint tasks_title_present check (title <> ''),
  team_id          uuid references people.teams,
  assignee_id      uuid references people.persons,
  state            text not null default 'to_do' constraint tasks_state_known check (state in ('to_do', 'done', 'not_needed')),
  due_at           timestamptz,
  created_at       timestamptz not null,
  done_at          timestamptz,
  done_by          uuid references people.persons
);
create index tasks_by_case on cases.tasks (case_id);
create index tasks_by_assignee on cases.tasks (assignee_id, due_at) where state = 'to_do';
select platform.guard('cases.tasks', 'select, insert, update');

create table cases.watchers (
  case_id          uuid not null references cases.cases,
  person_id        uuid not null references people.persons,
  organisation_id  uuid not null references people.organisations,
  since            timestamptz not null default now(),
  primary key (case_id, person_id)
);
create index watchers_by_person on cases.watchers (person_id);
select platform.guard('cases.watchers', 'select, insert, delete');

create table cases.links (
  case_id          uuid not null references cases.cases,
  other_case_id    uuid not null references cases.cases,
  kind             text not null constraint links_kind_known check (kind in ('duplicate_of', 'parent_of', 'related_to')),
  organisation_id  uuid not null references people.organisations,
  primary key (case_id, other_case_id, kind),
  constraint links_not_to_itself check (case_id <> other_case_id)
);
create index links_by_other on cases.links (other_case_id);
select platform.guard('cases.links', 'select, insert, delete');

-- A merge keeps how the case stood before, so that it can be undone.
create table cases.merges (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  from_case_id     uuid not null references cases.cases,
  into_case_id     uuid not null references cases.cases,
  before           jsonb not null,
  merged_by        uuid references people.persons,
  merged_at        timestamptz not null,
  undone_at        timestamptz
);
create index merges_by_from on cases.merges (from_case_id);
create index merges_by_into on cases.merges (into_case_id);
select platform.guard('cases.merges', 'select, insert, update');

create table cases.saved_views (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  owner_id         uuid not null references people.persons,
  team_id          uuid references people.teams,
  name             text not null constraint saved_views_name_present check (name <> ''),
  query            text not null,
  constraint saved_views_name_unique unique (owner_id, name)
);
select platform.guard('cases.saved_views', 'select, insert, update, delete');

-- A change to many cases at once, with how each stood before, so that it can be undone.
create table cases.bulk_changes (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  person_id        uuid not null references people.persons,
  what             text not null,
  before           jsonb not null,
  done_at          timestamptz not null,
  undone_at        timestamptz
);
select platform.guard('cases.bulk_changes', 'select, insert, update');

-- Who has a case open right now. Lost in a crash, and nobody minds.
create unlogged table cases.viewers (
  case_id          uuid not null,
  person_id        uuid not null,
  organisation_id  uuid not null,
  person_name      text not null,
  doing            text not null constraint viewers_doing_known check (doing in ('looking', 'writing')),
  seen_at          timestamptz not null,
  primary key (case_id, person_id)
);
select platform.guard('cases.viewers', 'select, insert, update, delete');
