-- How a message goes: taken by one worker under a lease, marked before its last bytes, and its every attempt kept.
alter table channels.mailboxes
  -- A mail server that would be overrun says so here; nobody set it, so it is not held back.
  add column most_a_minute integer constraint mailboxes_most_a_minute_positive check (most_a_minute > 0);

alter table channels.sent_messages
  -- Whose words they are, where that is not the mailbox's name: a team's.
  add column from_name        text,
  -- The worker that has it in hand, and until when it may; a worker that died lets go by itself.
  add column taken_by         uuid,
  add column lease_until      timestamptz,
  -- Set before the last bytes go to the other server, and taken away with its answer. A worker that dies while it is set leaves
  -- the one thing nobody can know: whether the message arrived.
  add column handing_over_at  timestamptz,
  add column first_tried_at   timestamptz,
  -- Those whose server has it already: a copy that must be tried again goes to the others alone.
  add column delivered_to     text[] not null default '{}',
  -- The mail server it went to; "sink" when there is none and it stayed here.
  add column server           text,
  -- What went wrong, in words for whoever wrote it.
  add column trouble          text;
-- Messages of one organisation from one mailbox wait behind each other, and behind nobody else's.
alter table channels.sent_messages add column lane uuid not null generated always as (coalesce(mailbox_id, organisation_id)) stored;
create index sent_messages_lanes on channels.sent_messages (organisation_id, lane, send_after) where state = 'waiting';
create index sent_messages_in_hand on channels.sent_messages (lease_until) where state = 'sending';
create index sent_messages_to_see_to on channels.sent_messages (organisation_id, state)
  where state in ('waiting', 'sending', 'failed', 'uncertain', 'held', 'delayed');
create index sent_messages_by_address on channels.sent_messages (organisation_id, lower(to_address));
drop index channels.sent_messages_to_send;

create table channels.send_attempts (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  sent_id          uuid not null references channels.sent_messages,
  mailbox_id       uuid,
  started_at       timestamptz not null,
  ended_at         timestamptz not null,
  server           text not null,
  outcome          text not null constraint send_attempts_outcome_known check (outcome in ('sent', 'later', 'refused', 'uncertain', 'dropped')),
  answer           text
);
create index send_attempts_by_message on channels.send_attempts (sent_id, started_at);
create index send_attempts_by_mailbox on channels.send_attempts (mailbox_id, started_at) where mailbox_id is not null;
select platform.guard('channels.send_attempts', 'select, insert');

-- What other servers said later, or a person's provider: one row for each recipient and report.
create table channels.delivery_reports (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  sent_id          uuid not null references channels.sent_messages,
  received_id      uuid references channels.received_messages,
  kind             text not null constraint delivery_reports_kind_known check (kind in ('failed', 'delayed', 'complaint')),
  recipient        text not null,
  status           text,
  diagnostic       text,
  reported_at      timestamptz not null,
  constraint delivery_reports_once_each unique nulls not distinct (sent_id, received_id, kind, recipient)
);
select platform.guard('channels.delivery_reports', 'select, insert');

-- The mailbox an organisation's message goes from: the one asked for if it is theirs or serves them, else their own default, else
-- the default of whoever serves them. Only for an organisation that whoever asks may act in.
create function channels.sender_for(organisation_id uuid, mailbox_id uuid)
  returns table (id uuid, address text, takes_tags boolean)
  language sql stable security definer set search_path = pg_catalog
as $$
  select m.id, m.address, m.takes_tags from channels.mailboxes m
    left join channels.mailbox_organisations s on s.mailbox_id = m.id and s.serves_id = sender_for.organisation_id
  where m.active and sender_for.organisation_id = any (platform.visible_organisations())
    and (m.organisation_id = sender_for.organisation_id or s.mailbox_id is not null)
    and (m.id = sender_for.mailbox_id or m.sends_by_default)
  order by m.id = sender_for.mailbox_id desc nulls last, m.organisation_id = sender_for.organisation_id desc, m.created_at
  limit 1
$$;
revoke execute on function channels.sender_for from public;
grant execute on function channels.sender_for to moothall_app;

-- What a machine said by itself, to whom and because of whom: kept for a day, so that no stranger can make us write without end
-- (abuse cases 8 and 10). It counts over all councils, and holds no address, only its fingerprint.
create table channels.automatic_answers (
  key   text not null,
  at    timestamptz not null
);
create index automatic_answers_by_key on channels.automatic_answers (key, at);

-- Counts one more, if none of the limits is reached: each is a key, a span in minutes and how many in it. Two at once wait.
create function channels.count_answer(keys text[], spans integer[], mosts integer[], at timestamptz) returns boolean
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  one text;
  place integer;
begin
  for one in select distinct k from unnest(keys) k order by k loop
    perform pg_advisory_xact_lock(7304, hashtext(one));
  end loop;
  for place in 1 .. cardinality(keys) loop
    if (select count(*) from channels.automatic_answers a
        where a.key = keys[place] and a.at > count_answer.at - make_interval(mins => spans[place])) >= mosts[place] then
      return false;
    end if;
  end loop;
  insert into channels.automatic_answers (key, at) select distinct k, count_answer.at from unnest(keys) k;
  return true;
end
$$;
revoke execute on function channels.count_answer from public;
grant execute on function channels.count_answer to moothall_app;
