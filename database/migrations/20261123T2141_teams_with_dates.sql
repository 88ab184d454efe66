-- A team begins and ends on a day, whoever leads it does so from a day until a day, and a re-organisation has one come in another's place.
alter table people.teams
  add column starts_at  timestamptz,
  add column ends_at    timestamptz,
  add constraint teams_dates_in_order check (ends_at > starts_at);
create or replace view people.published_teams with (security_invoker = true) as
  select id, organisation_id, name, slug, shared, starts_at, ends_at,
    (starts_at is null or starts_at <= now()) and (ends_at is null or ends_at > now()) as stands
  from people.teams;

-- Somebody may work in a team longer than they lead it.
alter table people.team_members
  add column leads_from   timestamptz,
  add column leads_until  timestamptz,
  add constraint team_members_leads_in_order check (leads_until > leads_from);
create or replace view people.published_team_members with (security_invoker = true) as
  select team_id, person_id, organisation_id,
    leads and (leads_from is null or leads_from <= now()) and (leads_until is null or leads_until > now()) as leads
  from people.team_members
  where (starts_at is null or starts_at <= now()) and (ends_at is null or ends_at > now());
create or replace function people.workers_of(team uuid) returns table (person_id uuid, leads boolean)
  language sql stable security definer set search_path = pg_catalog
as $$
  select m.person_id, m.leads and (m.leads_from is null or m.leads_from <= now()) and (m.leads_until is null or m.leads_until > now())
  from people.team_members m join people.persons p on p.id = m.person_id and p.active
  where m.team_id = workers_of.team and (m.starts_at is null or m.starts_at <= now()) and (m.ends_at is null or m.ends_at > now())
$$;

-- From a day on another team comes in the place of one, or several do by category.
create table cases.reorganisations (
  id                 uuid primary key,
  organisation_id    uuid not null references people.organisations,
  team_id            uuid not null references people.teams,
  to_team_id         uuid not null references people.teams,
  -- Where what is in a category, or under it, goes instead: path to team.
  divided            jsonb not null default '{}',
  people_go          boolean not null,
  takes_effect_at    timestamptz not null,
  state              text not null default 'draft'
                     constraint reorganisations_state_known check (state in ('draft', 'confirmed', 'running', 'done', 'withdrawn')),
  cases_moved        integer not null default 0,
  -- What pointed at the team and was pointed elsewhere, by kind.
  pointed            jsonb not null default '{}',
  planned_by         uuid references people.persons,
  planned_by_name    text not null,
  planned_at         timestamptz not null,
  confirmed_by       uuid references people.persons,
  confirmed_by_name  text,
  confirmed_at       timestamptz,
  done_at            timestamptz,
  constraint reorganisations_not_into_itself check (team_id <> to_team_id),
  constraint reorganisations_confirmed check (state in ('draft', 'withdrawn') or confirmed_at is not null)
);
create unique index reorganisations_one_at_a_time on cases.reorganisations (team_id) where state in ('confirmed', 'running');
create index reorganisations_by_team on cases.reorganisations (team_id, planned_at desc);
select platform.guard('cases.reorganisations', 'select, insert, update');

-- For whom a team works, so that whoever ends it can have all of it go on elsewhere: for its own organisation alone to ask.
create function cases.served_by(team uuid) returns uuid[]
  language sql stable security definer set search_path = pg_catalog
as $$
  select array_agg(distinct o.id) from (
    select t.organisation_id as id from people.teams t where t.id = team
    union select c.organisation_id from cases.cases c where c.team_id = team and c.is_open
    union select k.organisation_id from cases.tasks k where k.team_id = team and k.state = 'to_do'
    union select r.organisation_id from catalogue.categories r where r.team_id = team
    union select m.organisation_id from channels.mailboxes m where m.team_id = team
    union select h.organisation_id from channels.hooks h where h.team_id = team
    union select p.organisation_id from content.templates p where p.team_id = team
    union select v.organisation_id from cases.saved_views v where v.team_id = team
    union select g.organisation_id from people.group_grants g where g.team_id = team
    union select w.organisation_id from people.team_members w where w.team_id = team) o
  where (select t.organisation_id from people.teams t where t.id = team) = any (platform.visible_organisations())
$$;
revoke execute on function cases.served_by(uuid) from public;
grant execute on function cases.served_by(uuid) to moothall_app;
grant update (team_id) on people.group_grants, channels.hooks, content.templates to moothall_app;
