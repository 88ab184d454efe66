-- How a message on a case came by e-mail: its whole original, who it said it was from, and how far that is believed.
create table cases.message_sources (
  message_id       uuid primary key references cases.messages,
  organisation_id  uuid not null references people.organisations,
  case_id          uuid not null references cases.cases,
  received_id      uuid not null references channels.received_messages,
  -- Where the raw message is kept: a shared desk's mailbox belongs to the desk.
  raw_organisation_id uuid not null references people.organisations,
  filed_at         timestamptz not null,
  from_name        text,
  from_address     text,
  to_addresses     jsonb not null default '[]',
  cc_addresses     jsonb not null default '[]',
  subject          text,
  html             text,
  full_text        text,
  -- Whether the message on the case is less than the whole: a quotation or a signature was cut.
  quoted           boolean not null default false,
  -- trusted: from whom it says. held: from somebody who is not on the case; staff only, until one of them accepts it.
  -- machine: a delivery report.
  standing         text not null constraint message_sources_standing_known
    check (standing in ('trusted', 'held', 'accepted', 'moved', 'rejected', 'machine')),
  -- Why it is held, in words.
  why              text,
  person_id        uuid references people.persons,
  -- From the address of somebody who works on cases: never their words until they say so where they are signed in (abuse case 1).
  from_staff       boolean not null default false,
  -- The one who wrote was unknown, and a person was made of them.
  new_person       boolean not null default false,
  auto_reply       boolean not null default false,
  -- Whether a machine may answer it at all (RFC 3834): nothing automatic, sent to many, or unproved is answered.
  may_answer       boolean not null,
  trouble          text[] not null default '{}',
  left_out         text[] not null default '{}',
  remote_images    integer not null default 0,
  -- Pictures in the text: the identifier the message gives each, and the file that holds it.
  inline_files     jsonb not null default '{}',
  -- A calendar invitation, a message forwarded in it, whether it is signed or encrypted: as read.
  kinds            jsonb not null default '{}',
  -- A case it names that it was not added to.
  mentions_id      uuid references cases.cases,
  -- A held message is said anew when it is accepted: a note never becomes a message.
  accepted_as      uuid references cases.messages,
  settled_by       uuid references people.persons,
  settled_at       timestamptz
);
create index message_sources_by_case on cases.message_sources (case_id, filed_at);
create index message_sources_new_people on cases.message_sources (raw_organisation_id, filed_at) where new_person;
create index message_sources_by_received on cases.message_sources (received_id);
select platform.guard('cases.message_sources', 'select, insert');
grant update (standing, accepted_as, settled_by, settled_at) on cases.message_sources to moothall_app;

-- The files of a held message go with it when it is accepted, or made a case of its own, and only then.
create function cases.accept_files(held uuid, said uuid) returns void
  language sql security definer set search_path = pg_catalog
as $$
  update cases.attachments a set message_id = m.id, case_id = m.case_id, shown_to = 'everyone'
  from cases.message_sources s, cases.messages m
  where s.message_id = held and s.standing = 'held' and a.message_id = held
    and m.id = said and m.organisation_id = a.organisation_id and m.kind in ('request', 'reply')
    and a.organisation_id = any (platform.visible_organisations())
$$;
revoke execute on function cases.accept_files from public;
grant execute on function cases.accept_files to moothall_app;

-- How often somebody wrote lately is asked of every message that comes.
create index received_messages_by_sender on channels.received_messages (organisation_id, from_address, received_at)
  where from_address is not null;
