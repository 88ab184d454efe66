-- An organisation leaves the installation on a day: looked over, settled, confirmed, carried out a step at a time; and long after,
-- what was held of it is destroyed.
create table information.leavings (
  id                 uuid primary key,
  organisation_id    uuid not null references people.organisations,
  leaves_at          timestamptz not null,
  -- Until when what is held is kept.
  kept_until         date not null,
  -- Open cases on the day: waited for until there are none, or closed with a reason.
  open_cases         text not null constraint leavings_open_cases_known check (open_cases in ('wait', 'close')),
  close_because      text,
  -- What is answered to mail that still comes. Null: it is refused at the door.
  mail_answer        text,
  state              text not null default 'draft'
                     constraint leavings_state_known check (state in ('draft', 'confirmed', 'running', 'left', 'destroying', 'destroyed', 'withdrawn')),
  -- The step that comes next, and how far it is.
  step               text not null default 'archive',
  reached            jsonb,
  archive_id         uuid references information.archives,
  -- What ended on the day; what was destroyed, by table.
  ended              jsonb not null default '{}',
  destroyed          jsonb not null default '{}',
  planned_by         uuid references people.persons,
  planned_by_name    text not null,
  planned_at         timestamptz not null,
  confirmed_by       uuid references people.persons,
  confirmed_by_name  text,
  confirmed_at       timestamptz,
  left_at            timestamptz,
  destroyed_at       timestamptz,
  constraint leavings_closed_because check ((open_cases = 'close') = (close_because is not null)),
  constraint leavings_confirmed check (state in ('draft', 'withdrawn') or confirmed_at is not null),
  constraint leavings_destroyed check ((state = 'destroyed') = (destroyed_at is not null))
);
create index leavings_by_organisation on information.leavings (organisation_id, planned_at desc);
create unique index leavings_one_standing on information.leavings (organisation_id) where state not in ('draft', 'withdrawn');
select platform.guard('information.leavings', 'select, insert, update');

-- A leaving is a plan of its own kind, with more to settle and a longer life.
alter table information.succession_plans drop constraint succession_plans_exit, drop column kept_until;

-- What is answered to mail that still comes for one that left.
alter table people.organisations add column left_words text;

-- Nobody becomes a person of an organisation that has left, by whatever way: by hand, a file, a directory or a provider.
create function people.refuse_of_left() returns trigger
  language plpgsql security definer set search_path = pg_catalog
as $$
begin
  if exists (select from people.organisations o where o.id = new.organisation_id and o.ended_at is not null and o.succeeded_by_id is null) then
    raise exception 'That organisation has left.' using errcode = '23514', constraint = 'persons_not_of_left';
  end if;
  return new;
end
$$;
create trigger persons_not_of_left before insert on people.persons for each row execute function people.refuse_of_left();
create trigger persons_not_of_left_again before update of active on people.persons for each row when (new.active and not old.active)
  execute function people.refuse_of_left();

-- Every way in that an organisation's people, programs and directory have. They end together.
create function people.ways_in(organisation_id uuid, at timestamptz)
  returns table (sessions bigint, tokens bigint, letters bigint, directory_tokens bigint, providers bigint)
  language sql stable security definer set search_path = pg_catalog
as $$
  select (select count(*) from people.sessions s join people.persons p on p.id = s.person_id
      where p.organisation_id = ways_in.organisation_id and s.revoked_at is null and s.ends_at > at),
    (select count(*) from people.api_tokens t join people.persons p on p.id = t.person_id
      where p.organisation_id = ways_in.organisation_id and t.revoked_at is null and (t.expires_at is null or t.expires_at > at)),
    (select count(*) from people.password_letters l
      where l.organisation_id = ways_in.organisation_id and l.used_at is null and l.ends_at > at),
    (select count(*) from people.directory_tokens d
      where d.organisation_id = ways_in.organisation_id and d.revoked_at is null and d.expires_at > at),
    (select count(*) from people.identity_providers i where i.organisation_id = ways_in.organisation_id and i.active)
  where ways_in.organisation_id = any (platform.visible_organisations())
$$;
revoke execute on function people.ways_in from public;
grant execute on function people.ways_in to moothall_app;

create function people.end_ways_in(organisation_id uuid, at timestamptz) returns void
  language sql security definer set search_path = pg_catalog
as $$
  with theirs as (select p.id from people.persons p where p.organisation_id = end_ways_in.organisation_id
      and end_ways_in.organisation_id = any (platform.visible_organisations())),
    sessions as (update people.sessions s set revoked_at = at from theirs t where s.person_id = t.id and s.revoked_at is null),
    tokens as (update people.api_tokens k set revoked_at = at from theirs t where k.person_id = t.id and k.revoked_at is null),
    halves as (delete from people.half_sign_ins h using theirs t where h.person_id = t.id),
    letters as (update people.password_letters l set ends_at = at from theirs t
      where l.person_id = t.id and l.used_at is null and l.ends_at > at),
    viewings as (update people.viewings v set ended_at = at from theirs t
      where (v.viewer_id = t.id or v.viewed_id = t.id) and v.ended_at is null),
    directories as (update people.directory_tokens d set revoked_at = at
      where d.organisation_id = end_ways_in.organisation_id and d.revoked_at is null
        and end_ways_in.organisation_id = any (platform.visible_organisations()))
  update people.identity_providers i set active = false
  where i.organisation_id = end_ways_in.organisation_id and end_ways_in.organisation_id = any (platform.visible_organisations())
$$;
revoke execute on function people.end_ways_in from public;
grant execute on function people.end_ways_in to moothall_app;

grant delete on channels.fetches to moothall_app;
