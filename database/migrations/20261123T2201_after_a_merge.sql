-- Cases of an organisation that another stands in the place of go on: what moved to that other still sends for them and is told of them.
create or replace function channels.sender_for(organisation_id uuid, mailbox_id uuid)
  returns table (id uuid, address text, takes_tags boolean)
  language sql stable security definer set search_path = pg_catalog
as $$
  with own as (
    select sender_for.organisation_id as id
    union select s.successor_id from platform.successions s where s.predecessor_id = sender_for.organisation_id)
  select m.id, m.address, m.takes_tags from channels.mailboxes m
    left join lateral (select true as serves from channels.mailbox_organisations s
      where s.mailbox_id = m.id and s.serves_id in (select o.id from own o) limit 1) x on true
  where m.active and sender_for.organisation_id = any (platform.visible_organisations())
    and (m.organisation_id in (select o.id from own o) or x.serves)
    and (m.id = sender_for.mailbox_id or m.sends_by_default)
  order by m.id = sender_for.mailbox_id desc nulls last, m.organisation_id in (select o.id from own o) desc, m.created_at
  limit 1
$$;

create or replace function channels.hooks_for(organisation uuid, team uuid, kind text) returns table (id uuid)
  language sql stable security definer set search_path = pg_catalog
as $$
  select h.id from channels.hooks h
  where h.active and h.person_id is null and hooks_for.kind = any (h.kinds)
    and ((h.team_id is null and (h.organisation_id = hooks_for.organisation or exists (
        select from platform.successions s where s.predecessor_id = hooks_for.organisation and s.successor_id = h.organisation_id)))
      or h.team_id = hooks_for.team)
$$;

-- Whom others' mailboxes served, and where others' groups gave a role, is whoever stands in their place now: asked for by that one alone.
create function channels.serve_successor(successor uuid) returns void
  language sql security definer set search_path = pg_catalog
as $$
  with gone as (
    delete from channels.mailbox_organisations m using platform.successions s
    where s.successor_id = serve_successor.successor and m.serves_id = s.predecessor_id
      and serve_successor.successor = any (platform.visible_organisations())
    returning m.mailbox_id, m.organisation_id)
  insert into channels.mailbox_organisations (mailbox_id, organisation_id, serves_id)
  select distinct mailbox_id, organisation_id, serve_successor.successor from gone on conflict do nothing
$$;
create function people.give_in_successor(successor uuid) returns void
  language sql security definer set search_path = pg_catalog
as $$
  with gone as (
    delete from people.group_grants g using platform.successions s
    where s.successor_id = give_in_successor.successor and g.in_organisation_id = s.predecessor_id
      and give_in_successor.successor = any (platform.visible_organisations())
    returning g.id, g.organisation_id, g.provider_id, g.group_name, g.role)
  insert into people.group_grants (id, organisation_id, provider_id, group_name, role, in_organisation_id)
  select (array_agg(id order by id))[1], organisation_id, provider_id, group_name, role, give_in_successor.successor
  from gone group by organisation_id, provider_id, group_name, role on conflict do nothing
$$;
revoke execute on function channels.serve_successor(uuid), people.give_in_successor(uuid) from public;
grant execute on function channels.serve_successor(uuid), people.give_in_successor(uuid) to moothall_app;
