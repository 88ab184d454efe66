-- Replies by e-mail: who else is written to, to whom each message went, what waits to be sent, and what never can be.

-- A forward goes to somebody other than the requester, who never reads it.
alter table cases.messages drop constraint messages_kind_known;
alter table cases.messages add constraint messages_kind_known check (kind in ('request', 'reply', 'note', 'forward'));
alter table cases.messages add constraint messages_staff_forward check (not (kind = 'forward' and author_side = 'requester'));
alter table cases.messages add constraint messages_of_one_kind unique (id, kind);

-- Who takes part besides the requester and those who work on it. Without a person they have no place on the portal.
create table cases.participants (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  case_id          uuid not null references cases.cases,
  person_id        uuid references people.persons,
  name             text,
  address          text not null constraint participants_address_shape check (address ~ '^[^@[:space:][:cntrl:],;<>]+@[^@[:space:][:cntrl:],;<>]+$'),
  address_key      text not null generated always as (lower(address)) stored,
  role             text not null constraint participants_role_known check (role in ('copied', 'representative', 'third_party', 'supplier')),
  added_by         uuid references people.persons,
  added_at         timestamptz not null,
  removed_at       timestamptz,
  constraint participants_name_on_one_line check (name !~ '[[:cntrl:]]')
);
create unique index participants_once_each on cases.participants (case_id, address_key) where removed_at is null;
create index participants_by_person on cases.participants (person_id) where removed_at is null;
select platform.guard('cases.participants', 'select, insert, update');

-- To whom a message went. A note cannot stand here: there is no such kind to write (abuse case 24).
create table cases.message_recipients (
  message_id       uuid not null,
  kind             text not null constraint message_recipients_never_a_note check (kind in ('reply', 'forward')),
  position         smallint not null,
  organisation_id  uuid not null references people.organisations,
  role             text not null constraint message_recipients_role_known
    check (role in ('requester', 'copied', 'representative', 'third_party', 'supplier')),
  person_id        uuid references people.persons,
  name             text,
  address          text not null,
  sent_id          uuid not null references channels.sent_messages,
  primary key (message_id, position),
  constraint message_recipients_message foreign key (message_id, kind) references cases.messages (id, kind)
);
select platform.guard('cases.message_recipients', 'select, insert');

-- Written and not yet gone: for ten seconds it can be undone, or it waits for its day.
create table cases.pending_replies (
  -- The identifier the message will have.
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  case_id          uuid not null references cases.cases,
  kind             text not null constraint pending_replies_kind_known check (kind in ('reply', 'forward')),
  author_id        uuid not null references people.persons,
  author_name      text not null,
  body             text not null,
  then_do          text not null default 'send' constraint pending_replies_then_known check (then_do in ('send', 'wait', 'resolve')),
  recipients       jsonb not null,
  -- Sent for the first time with it, and those of other messages that are passed on.
  file_ids         uuid[] not null default '{}',
  passed_on        uuid[] not null default '{}',
  -- The form as it was filled in, to be given back.
  entered          jsonb not null default '{}',
  written_at       timestamptz not null,
  send_at          timestamptz not null,
  -- A time was chosen; otherwise it goes as soon as it can no longer be undone.
  planned          boolean not null default false,
  state            text not null default 'waiting' constraint pending_replies_state_known check (state in ('waiting', 'held', 'sent', 'withdrawn')),
  held_because     text,
  settled_at       timestamptz,
  settled_by       uuid references people.persons
);
create index pending_replies_by_case on cases.pending_replies (case_id) where state in ('waiting', 'held');
select platform.guard('cases.pending_replies', 'select, insert, update');

-- How an organisation's replies are written. Without a row: the message being answered is quoted, and nobody is called by itself.
create table cases.reply_settings (
  organisation_id  uuid primary key references people.organisations,
  quotes           text not null default 'last' constraint reply_settings_quotes_known check (quotes in ('last', 'all', 'none')),
  -- After so many days without an answer, somebody is asked to call.
  call_after_days  smallint constraint reply_settings_call_after_days_range check (call_after_days between 1 and 60)
);
select platform.guard('cases.reply_settings', 'select, insert, update');

create table cases.team_signatures (
  team_id          uuid primary key references people.teams,
  organisation_id  uuid not null references people.organisations,
  body             text not null constraint team_signatures_length check (length(body) between 1 and 2000)
);
select platform.guard('cases.team_signatures', 'select, insert, update, delete');

-- A shared desk's team signs for every council it works for.
create function cases.signature_of(team_id uuid) returns text
  language sql stable security definer set search_path = pg_catalog
as $$ select s.body from cases.team_signatures s where s.team_id = signature_of.team_id $$;
revoke execute on function cases.signature_of(uuid) from public;
grant execute on function cases.signature_of(uuid) to moothall_app;

-- Whatever the application does: a note is never the words of an e-mail to a requester, to those copied in, or to anybody unknown.
-- A colleague may be told that there is one (abuse case 24).
create function cases.refuse_notes() returns trigger
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  about record;
begin
  if new.about_id is null then return new; end if;
  select m.kind, m.organisation_id, c.requester_id, m.case_id into about
    from cases.messages m join cases.cases c on c.id = m.case_id where m.id = new.about_id;
  if not found then return new; end if;
  if about.organisation_id <> new.organisation_id then
    raise 'a message of another organisation is not sent' using errcode = 'check_violation';
  end if;
  if about.kind = 'note' and (new.kind <> 'notification' or new.person_id is null or new.person_id = about.requester_id
      or new.cc <> '[]'
      or exists (select from cases.participants p where p.case_id = about.case_id and p.person_id = new.person_id)) then
    raise 'an internal note is never sent' using errcode = 'check_violation', constraint = 'sent_messages_never_a_note';
  end if;
  if about.kind = 'forward' and new.person_id = about.requester_id then
    raise 'a forwarded message is not for the requester' using errcode = 'check_violation';
  end if;
  return new;
end
$$;
create trigger sent_messages_refuse_notes before insert or update of about_id, person_id, to_address, cc, kind on channels.sent_messages
  for each row execute function cases.refuse_notes();

-- What became of what was sent, and by which identifiers a conversation hangs together.
create view channels.published_deliveries with (security_invoker = true) as
  select id, organisation_id, subject_id, about_id, kind, person_id, to_address, to_name, state, answer, trouble, send_after, sent_at, created_at
  from channels.sent_messages;
create view channels.published_threads with (security_invoker = true) as
  select subject_id, organisation_id, mailbox_id, message_id, from_address as address, received_at as at, true as received
  from channels.received_messages where subject_id is not null and message_id is not null and state = 'filed'
  union all
  select subject_id, organisation_id, mailbox_id, message_id, to_address, coalesce(sent_at, created_at), false
  from channels.sent_messages where subject_id is not null and state not in ('suppressed', 'cancelled', 'held');
grant select on channels.published_deliveries, channels.published_threads to moothall_app;
