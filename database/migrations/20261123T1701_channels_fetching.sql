-- Mailboxes whose mail is fetched (IMAP): how far we are with each, and whether a worker is at it.
create table channels.fetches (
  mailbox_id       uuid primary key references channels.mailboxes,
  organisation_id  uuid not null references people.organisations,
  -- What was in the folder before is left there; null takes everything.
  since            timestamptz,
  -- The server's own numbers: of the folder, and of the last message we took.
  uidvalidity      bigint,
  last_uid         bigint not null default 0,
  next_at          timestamptz not null,
  -- One worker at a time. One that died lets go by itself.
  held_until       timestamptz,
  looked_at        timestamptz,
  failures         integer not null default 0,
  -- What is wrong, in words for whoever set it up.
  problem          text
);
select platform.guard('channels.fetches', 'select, insert, update');

-- The next mailbox to look into, held for whoever asks: for the worker, which belongs to no organisation.
create function channels.take_fetch(at timestamptz, until timestamptz) returns table (mailbox_id uuid, organisation_id uuid)
  language sql security definer set search_path = pg_catalog
as $$
  update channels.fetches f set held_until = take_fetch.until
  where f.mailbox_id = (
    select due.mailbox_id from channels.fetches due join channels.mailboxes m on m.id = due.mailbox_id
    where m.active and m.imap is not null and due.next_at <= take_fetch.at
      and (due.held_until is null or due.held_until <= take_fetch.at)
    order by due.next_at limit 1 for update of due skip locked)
  returning f.mailbox_id, f.organisation_id
$$;
revoke execute on function channels.take_fetch from public;
grant execute on function channels.take_fetch to moothall_app;
