-- Words in and words out: mailboxes, what was received, what is sent. Knows cases only as "subjects".
create schema channels;
grant usage on schema channels to moothall_app;

create table channels.mailboxes (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  address          text not null constraint mailboxes_address_shape check (address ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  address_key      text not null generated always as (lower(address)) stored constraint mailboxes_address_unique unique,
  name             text not null,
  purpose          text not null default '',
  active           boolean not null default true,
  -- What a message to it becomes.
  kind             text not null default 'incident' constraint mailboxes_kind_known check (kind in ('incident', 'service_request')),
  category_id      uuid references catalogue.categories,
  team_id          uuid references people.teams,
  impact           smallint constraint mailboxes_impact_range check (impact between 1 and 3),
  urgency          smallint constraint mailboxes_urgency_range check (urgency between 1 and 3),
  -- What somebody we do not know gets: a person made for them, a look by the staff, or a polite answer.
  unknown_sender   text not null default 'new_person'
    constraint mailboxes_unknown_sender_known check (unknown_sender in ('new_person', 'quarantine', 'answer')),
  -- Addresses, or whole domains ("example.org"). With any allowed, everybody else goes to quarantine.
  allowed_senders  text[] not null default '{}',
  blocked_senders  text[] not null default '{}',
  -- File names that are left out of the case ("*.exe"); the raw message keeps them.
  refused_files    text[] not null default '{}',
  most_bytes       bigint not null default 52428800 constraint mailboxes_most_bytes_positive check (most_bytes > 0),
  -- Whether the one who wrote is told that their message has come.
  acknowledges     boolean not null default true,
  -- Whether the mail server delivers address+token@domain here as well: then a reply finds its case by a signed token.
  takes_tags       boolean not null default true,
  -- The authserv-id of the council's own mail gateway, whose Authentication-Results are believed. Nobody else's are.
  trusted_gateway  text,
  -- Sending: the name people see, and the mail server if it is not the installation's own.
  from_name        text,
  sends_by_default boolean not null default false,
  smtp             jsonb,
  -- Polling: where the mailbox is, if mail is fetched and not delivered.
  imap             jsonb,
  created_at       timestamptz not null default now()
);
create unique index mailboxes_one_default on channels.mailboxes (organisation_id) where sends_by_default;
select platform.guard('channels.mailboxes', 'select, insert, update');

-- The organisations for whose people a mailbox logs cases, besides its own.
create table channels.mailbox_organisations (
  mailbox_id       uuid not null references channels.mailboxes,
  organisation_id  uuid not null references people.organisations,
  serves_id        uuid not null references people.organisations,
  primary key (mailbox_id, serves_id)
);
select platform.guard('channels.mailbox_organisations', 'select, insert, delete');

create table channels.received_messages (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  mailbox_id       uuid not null references channels.mailboxes,
  came_by          text not null constraint received_messages_came_by_known check (came_by in ('lmtp', 'smtp', 'imap', 'pipe', 'file')),
  envelope_from    text,
  envelope_to      text,
  received_at      timestamptz not null,
  size             bigint not null,
  sha256           text not null,
  -- The same message again, by whatever way it came, has the same fingerprint: it is counted, and not kept twice.
  fingerprint      text not null,
  copies           integer not null default 1,
  -- received: safely stored, not yet filed.
  state            text not null default 'received'
    constraint received_messages_state_known check (state in ('received', 'filed', 'quarantined', 'ignored')),
  outcome          text constraint received_messages_outcome_known
    check (outcome in ('caseLogged', 'replyAdded', 'quarantined', 'ignored')),
  reason           text,
  -- What it became: a case's identifier, organisation and reference, and the message on it.
  subject_id       uuid,
  subject_organisation_id uuid,
  reference        text,
  -- As its headers say; for lists and threads, never for trust.
  message_id       text,
  from_address     text,
  from_name        text,
  subject          text,
  auto_reply       boolean not null default false,
  bounce           boolean not null default false,
  attempts         integer not null default 0,
  settled_at       timestamptz,
  settled_by       uuid references people.persons,
  constraint received_messages_fingerprint_unique unique (organisation_id, fingerprint)
);
create index received_messages_by_message_id on channels.received_messages (organisation_id, message_id) where message_id is not null;
create index received_messages_to_see_to on channels.received_messages (organisation_id, received_at) where state in ('received', 'quarantined');
create index received_messages_by_time on channels.received_messages (organisation_id, received_at desc);
create index received_messages_by_subject on channels.received_messages (subject_id) where subject_id is not null;
select platform.guard('channels.received_messages', 'select, insert, update');

-- The raw message, whole, in pieces: neither a slow sender nor a large message holds memory.
create table channels.raw_pieces (
  received_id      uuid not null references channels.received_messages on delete cascade,
  organisation_id  uuid not null references people.organisations,
  position         integer not null,
  bytes            bytea not null,
  primary key (received_id, position)
);
select platform.guard('channels.raw_pieces', 'select, insert');

create table channels.sent_messages (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  mailbox_id       uuid references channels.mailboxes,
  kind             text not null constraint sent_messages_kind_known check (kind in ('reply', 'acknowledgement', 'notification', 'answer', 'test')),
  -- The case it is about, and the message on it that it carries.
  subject_id       uuid,
  about_id         uuid,
  -- To whom, if it is somebody we know.
  person_id        uuid references people.persons,
  to_address       text not null,
  to_name          text,
  cc               jsonb not null default '[]',
  message_id       text not null constraint sent_messages_message_id_unique unique,
  in_reply_to      text,
  earlier_ids      text[] not null default '{}',
  subject          text not null,
  text             text not null,
  html             text,
  file_ids         uuid[] not null default '{}',
  headers          jsonb not null default '{}',
  state            text not null default 'waiting' constraint sent_messages_state_known check (state in
    ('waiting', 'sending', 'sent', 'delayed', 'failed', 'uncertain', 'bounced', 'complained', 'suppressed', 'cancelled', 'held')),
  send_after       timestamptz not null,
  attempts         integer not null default 0,
  sending_since    timestamptz,
  sent_at          timestamptz,
  -- What the other mail server said, in its own words.
  answer           text,
  created_at       timestamptz not null default now()
);
create index sent_messages_by_subject on channels.sent_messages (subject_id, created_at) where subject_id is not null;
create index sent_messages_by_about on channels.sent_messages (about_id) where about_id is not null;
create index sent_messages_by_time on channels.sent_messages (organisation_id, created_at desc);
create index sent_messages_to_send on channels.sent_messages (send_after) where state in ('waiting', 'sending');
select platform.guard('channels.sent_messages', 'select, insert, update');

create table channels.suppressed_addresses (
  organisation_id  uuid not null references people.organisations,
  address_key      text not null,
  reason           text not null constraint suppressed_addresses_reason_known check (reason in ('bounced', 'complained', 'by_hand')),
  detail           text,
  since            timestamptz not null,
  sent_id          uuid references channels.sent_messages,
  primary key (organisation_id, address_key)
);
select platform.guard('channels.suppressed_addresses', 'select, insert, update, delete');

-- For a mail server at the door, before anybody is signed in: where a message to this address belongs. "help+tag@" is "help@".
create function channels.mailbox_at(address text) returns table (id uuid, organisation_id uuid, address text, most_bytes bigint)
  language sql stable security definer set search_path = pg_catalog
as $$
  select m.id, m.organisation_id, m.address, m.most_bytes from channels.mailboxes m
  where m.active and (m.address_key = lower(mailbox_at.address)
    or (m.takes_tags and m.address_key = lower(regexp_replace(mailbox_at.address, '\+[^@]*@', '@'))))
  order by m.address_key = lower(mailbox_at.address) desc limit 1
$$;
revoke execute on function channels.mailbox_at(text) from public;
grant execute on function channels.mailbox_at(text) to moothall_app;

-- Every address that is ours: mail from one of them is a loop, whoever's council it is (abuse case 9).
create function channels.is_ours(address text) returns boolean
  language sql stable security definer set search_path = pg_catalog
as $$
  select exists (select from channels.mailboxes m
    where m.address_key in (lower(is_ours.address), lower(regexp_replace(is_ours.address, '\+[^@]*@', '@'))))
$$;
revoke execute on function channels.is_ours(text) from public;
grant execute on function channels.is_ours(text) to moothall_app;

-- What a person writes from. Only a verified address says who somebody is (abuse cases 1 to 3).
create table people.addresses (
  id               uuid primary key,
  person_id        uuid not null references people.persons,
  organisation_id  uuid not null references people.organisations,
  address          text not null,
  address_key      text not null generated always as (lower(address)) stored,
  verified_at      timestamptz,
  -- How we know: typed by staff, from a directory or import, by a link we sent there, or because the person began by writing from it.
  verified_by      text constraint addresses_verified_by_known check (verified_by in ('staff', 'directory', 'link', 'message')),
  created_at       timestamptz not null default now(),
  constraint addresses_once_each unique (person_id, address_key),
  constraint addresses_verified_how check ((verified_at is null) = (verified_by is null))
);
create index addresses_by_address on people.addresses (address_key);
select platform.guard('people.addresses', 'select, insert, update, delete');

-- A person's own address (people.persons.email) is one of them: kept so by the database, whoever writes it.
create function people.keep_own_address() returns trigger
  language plpgsql security definer set search_path = pg_catalog
as $$
begin
  if tg_op = 'UPDATE' and old.email is not distinct from new.email then return new; end if;
  -- An address corrected was somebody else's all along.
  if tg_op = 'UPDATE' then
    delete from people.addresses a
    where a.person_id = new.id and a.address_key = lower(old.email) and a.verified_by = 'directory';
  end if;
  if new.email is not null then
    insert into people.addresses (id, person_id, organisation_id, address, verified_at, verified_by)
    values (gen_random_uuid(), new.id, new.organisation_id, new.email, now(), 'directory')
    on conflict on constraint addresses_once_each do nothing;
  end if;
  return new;
end
$$;
create trigger persons_keep_own_address after insert or update of email on people.persons
  for each row execute function people.keep_own_address();
insert into people.addresses (id, person_id, organisation_id, address, verified_at, verified_by)
select gen_random_uuid(), p.id, p.organisation_id, p.email, p.created_at, 'directory' from people.persons p where p.email is not null;

create view people.published_addresses with (security_invoker = true) as
  select person_id, organisation_id, address, address_key, verified_at from people.addresses;
grant select on people.published_addresses to moothall_app;

-- Keys the installation makes for itself, which nobody types: to sign the tokens in addresses we send from.
create table platform.keys (
  name   text primary key,
  secret text not null
);
insert into platform.keys (name, secret) values
  ('mail', replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));
create function platform.key_named(name text) returns text
  language sql stable security definer set search_path = pg_catalog
as $$ select k.secret from platform.keys k where k.name = key_named.name $$;
revoke execute on function platform.key_named(text) from public;
grant execute on function platform.key_named(text) to moothall_app;
