-- A raw message is written as it comes, before anybody knows whether it will come whole. Only what came whole has a row among the
-- received; the rest was never answered for, so its sender tries again, and the night sweeps it away.
create table channels.raw_messages (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  begun_at         timestamptz not null default now()
);
select platform.guard('channels.raw_messages', 'select, insert, delete');
create index raw_messages_by_time on channels.raw_messages using brin (begun_at);

insert into channels.raw_messages (id, organisation_id, begun_at)
select id, organisation_id, received_at from channels.received_messages;
alter table channels.raw_pieces drop constraint raw_pieces_received_id_fkey;
alter table channels.raw_pieces add constraint raw_pieces_of_raw_message
  foreign key (received_id) references channels.raw_messages on delete cascade;
-- What was received keeps its raw bytes: neither can go without the other.
alter table channels.received_messages add constraint received_messages_raw foreign key (id) references channels.raw_messages;

-- What broke off and could not be forgotten at once.
create function channels.sweep_raw_messages() returns bigint
  language sql set search_path = pg_catalog
as $$
  with gone as (
    delete from channels.raw_messages r where r.begun_at < now() - interval '1 day'
      and not exists (select from channels.received_messages m where m.id = r.id) returning 1)
  select count(*) from gone
$$;
revoke execute on function channels.sweep_raw_messages() from public;
