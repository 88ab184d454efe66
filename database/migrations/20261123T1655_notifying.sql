-- What people are told, by which ways, and what became of each.

-- Somewhere else that is told: a conversation in Teams or Slack, or a program. An organisation's, one team's, or one person's own.
create table channels.hooks (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  team_id          uuid references people.teams,
  person_id        uuid references people.persons,
  name             text not null,
  format           text not null constraint hooks_format_known check (format in ('teams', 'slack', 'json')),
  -- Whoever has the address may write there, so it is sealed; its beginning is kept to know it by.
  address_sealed   text not null,
  address_start    text not null,
  secret_sealed    text,
  kinds            text[] not null default '{}',
  -- What a case is about leaves the house only where somebody said so.
  shows_subject    boolean not null default false,
  active           boolean not null default true,
  last_answer      text,
  last_at          timestamptz,
  created_at       timestamptz not null,
  constraint hooks_one_owner check (team_id is null or person_id is null)
);
create index hooks_by_organisation on channels.hooks (organisation_id);
create index hooks_by_person on channels.hooks (person_id) where person_id is not null;
select platform.guard('channels.hooks', 'select, insert, update, delete');

-- One thing that one person, or one hook, is to know. The key says which occurrence it is: told once, however often it is asked for.
create table channels.notifications (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  person_id        uuid references people.persons,
  hook_id          uuid references channels.hooks on delete cascade,
  kind             text not null,
  side             text not null constraint notifications_side_known check (side in ('requester', 'staff')),
  subject_id       uuid not null,
  reference        text not null,
  path             text not null,
  key              text not null,
  facts            jsonb not null default '{}',
  -- As it was said on screen.
  words            text,
  state            text not null default 'new' constraint notifications_state_known check (state in ('new', 'told', 'withheld')),
  reason           text,
  on_screen        boolean not null default false,
  happened_at      timestamptz not null,
  told_at          timestamptz,
  read_at          timestamptz,
  constraint notifications_one_reader check ((person_id is null) <> (hook_id is null)),
  constraint notifications_once_each unique (person_id, key),
  constraint notifications_once_each_hook unique (hook_id, key)
);
create index notifications_by_person on channels.notifications (person_id, happened_at desc, id desc) where on_screen;
create index notifications_unread on channels.notifications (person_id) where on_screen and read_at is null;
create index notifications_by_subject on channels.notifications (subject_id, happened_at);
-- Deleted only when nobody wanted it: what was told is kept.
select platform.guard('channels.notifications', 'select, insert, update, delete');

create table channels.notification_deliveries (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  notification_id  uuid not null references channels.notifications on delete cascade,
  channel          text not null constraint notification_deliveries_channel_known check (channel in ('email', 'webhook', 'sms')),
  -- What goes as one message: the same reader, channel and case, or the same digest.
  bundle           text not null,
  state            text not null default 'waiting' constraint notification_deliveries_state_known
    check (state in ('waiting', 'sending', 'sent', 'failed', 'suppressed', 'withheld', 'uncertain')),
  -- Why it did not go, in words.
  reason           text,
  not_before       timestamptz not null,
  attempts         integer not null default 0,
  settled_at       timestamptz,
  sent_id          uuid references channels.sent_messages,
  hook_id          uuid references channels.hooks on delete set null,
  -- What the text message service calls it, and when we last asked how it went.
  provider_id      text,
  asked_at         timestamptz,
  constraint notification_deliveries_once unique nulls not distinct (notification_id, channel, hook_id)
);
create index notification_deliveries_waiting on channels.notification_deliveries (bundle, not_before) where state in ('waiting', 'sending');
create index notification_deliveries_failed on channels.notification_deliveries (organisation_id, settled_at desc) where state in ('failed', 'uncertain');
create index notification_deliveries_by_sent on channels.notification_deliveries (sent_id) where sent_id is not null;
select platform.guard('channels.notification_deliveries', 'select, insert, update, delete');

-- How one person wants to be told. Their own organisation's row, wherever the cases are.
create table channels.person_settings (
  person_id        uuid primary key references people.persons,
  organisation_id  uuid not null references people.organisations,
  pace             text not null default 'at_once' constraint person_settings_pace_known check (pace in ('at_once', 'hourly', 'daily')),
  -- Minutes after midnight in the organisation's zone; from a time until an earlier one is over midnight.
  quiet_from       smallint constraint person_settings_quiet_from_range check (quiet_from between 0 and 1439),
  quiet_until      smallint constraint person_settings_quiet_until_range check (quiet_until between 0 and 1439),
  -- Weekdays on which quiet hours begin, and those that are quiet from midnight to midnight; 0 is Sunday.
  quiet_days       smallint[] not null default '{0,1,2,3,4,5,6}',
  silent_days      smallint[] not null default '{}',
  paused_until     timestamptz,
  phone            text,
  phone_confirmed_at timestamptz,
  phone_code_hash  text,
  phone_code_until timestamptz,
  phone_code_tries smallint not null default 0,
  constraint person_settings_quiet_both check ((quiet_from is null) = (quiet_until is null))
);
select platform.guard('channels.person_settings', 'select, insert, update');

create table channels.person_choices (
  person_id        uuid not null references people.persons,
  organisation_id  uuid not null references people.organisations,
  kind             text not null,
  channels         text[] not null,
  -- Null is as the person has it for everything.
  pace             text constraint person_choices_pace_known check (pace in ('at_once', 'hourly', 'daily')),
  primary key (person_id, kind)
);
select platform.guard('channels.person_choices', 'select, insert, update, delete');

-- What an organisation's people get until they choose for themselves.
create table channels.organisation_choices (
  organisation_id  uuid not null references people.organisations,
  kind             text not null,
  channels         text[] not null,
  primary key (organisation_id, kind)
);
select platform.guard('channels.organisation_choices', 'select, insert, update, delete');

-- An organisation's own words for a kind of notice. Without a row, the standard ones.
create table channels.notification_words (
  organisation_id  uuid not null references people.organisations,
  kind             text not null,
  subject          text not null,
  body             text not null,
  short            text not null,
  version          integer not null default 1,
  changed_at       timestamptz not null,
  primary key (organisation_id, kind)
);
select platform.guard('channels.notification_words', 'select, insert, update, delete');

-- Text messages by GOV.UK Notify: the organisation's own service there.
create table channels.text_services (
  organisation_id  uuid primary key references people.organisations,
  key_sealed       text not null,
  key_start        text not null,
  template_id      text not null,
  sender_id        text,
  active           boolean not null default true,
  last_answer      text,
  last_at          timestamptz
);
select platform.guard('channels.text_services', 'select, insert, update, delete');

insert into platform.keys (name, secret) values
  ('notices', replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));

-- A job for one organisation's case tells somebody of another: whose own settings then count.
create function people.home_of(person uuid) returns uuid
  language sql stable security definer set search_path = pg_catalog
as $$ select p.organisation_id from people.persons p where p.id = home_of.person $$;
revoke execute on function people.home_of(uuid) from public;
grant execute on function people.home_of(uuid) to moothall_app;

-- Whether we know an address to be a person's by more than that somebody wrote from it: a message may say anything (abuse case 10).
create function people.is_known_address(person uuid, address text) returns boolean
  language sql stable set search_path = pg_catalog
as $$
  select exists (select from people.addresses a
    where a.person_id = is_known_address.person and a.address_key = lower(is_known_address.address)
      and a.verified_at is not null and a.verified_by <> 'message')
$$;
revoke execute on function people.is_known_address(uuid, text) from public;
grant execute on function people.is_known_address(uuid, text) to moothall_app;

-- The hooks that are to hear of a case: its organisation's, and those of the team that has it, whosever team that is.
create function channels.hooks_for(organisation uuid, team uuid, kind text) returns table (id uuid)
  language sql stable security definer set search_path = pg_catalog
as $$
  select h.id from channels.hooks h
  where h.active and h.person_id is null and hooks_for.kind = any (h.kinds)
    and ((h.team_id is null and h.organisation_id = hooks_for.organisation) or h.team_id = hooks_for.team)
$$;
revoke execute on function channels.hooks_for(uuid, uuid, text) from public;
grant execute on function channels.hooks_for(uuid, uuid, text) to moothall_app;

create function channels.home_of_hook(hook uuid) returns uuid
  language sql stable security definer set search_path = pg_catalog
as $$ select h.organisation_id from channels.hooks h where h.id = home_of_hook.hook $$;
revoke execute on function channels.home_of_hook(uuid) from public;
grant execute on function channels.home_of_hook(uuid) to moothall_app;

-- Who works in a team, whoever asks: a shared team is of one organisation and has cases of another.
create function people.workers_of(team uuid) returns table (person_id uuid, leads boolean)
  language sql stable security definer set search_path = pg_catalog
as $$
  select m.person_id, m.leads from people.team_members m join people.persons p on p.id = m.person_id and p.active
  where m.team_id = workers_of.team
$$;
revoke execute on function people.workers_of(uuid) from public;
grant execute on function people.workers_of(uuid) to moothall_app;
