-- Who is on call when: a team's rotas, whose people take turns of so many days, within hours of the week; and who stands in for whom.
create table people.rotas (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  team_id          uuid not null references people.teams,
  name             text not null constraint rotas_name_present check (name <> ''),
  zone             text not null,
  -- The first person's first turn begins on this date, at the hand-over time.
  starts_on        date not null,
  handover         text not null constraint rotas_handover_is_time check (handover ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  turn_days        integer not null constraint rotas_turn_days_range check (turn_days between 1 and 28),
  -- In turn; the same person may come twice.
  persons          uuid[] not null,
  -- As a calendar's: when somebody is on call at all.
  hours            jsonb not null,
  changed_at       timestamptz not null,
  constraint rotas_name_unique unique (team_id, name)
);
create index rotas_by_team on people.rotas (team_id);
select platform.guard('people.rotas', 'select, insert, update, delete');

create table people.rota_overrides (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  rota_id          uuid not null references people.rotas on delete cascade,
  -- Nobody: the time is known to have no one.
  person_id        uuid references people.persons,
  from_time        timestamptz not null,
  until_time       timestamptz not null,
  because          text not null,
  made_by_name     text not null,
  made_at          timestamptz not null,
  constraint rota_overrides_in_order check (until_time > from_time)
);
create index rota_overrides_by_rota on people.rota_overrides (rota_id, until_time);
select platform.guard('people.rota_overrides', 'select, insert, delete');
