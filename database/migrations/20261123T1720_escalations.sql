-- Who is told as a target's time runs out, when, and who has said that they see to it.

-- An organisation's own rules, whole. Without a row it has the usual ones (cases/escalating/escalation.rules.ts).
create table cases.escalation_plans (
  organisation_id  uuid primary key references people.organisations,
  rules            jsonb not null,
  version          integer not null default 1,
  changed_at       timestamptz not null
);
select platform.guard('cases.escalation_plans', 'select, insert, update, delete');

-- One threshold that one clock passed: once each, however often anybody looks. What it said is kept, as rules change.
create table cases.escalations (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  case_id          uuid not null references cases.cases,
  case_clock_id    uuid not null references cases.case_clocks,
  rule_id          uuid not null,
  metric           text not null,
  priority         text not null,
  mark             text not null constraint escalations_mark_known check (mark in ('percent', 'before', 'after')),
  amount           integer not null,
  tells            text[] not null,
  rule_person_id   uuid references people.persons,
  wakes            boolean not null,
  -- The true time, and when it was seen: seconds apart, unless nothing ran.
  planned_at       timestamptz not null,
  fired_at         timestamptz not null,
  repeat_minutes   integer,
  repeat_most      integer not null default 0,
  repeats          integer not null default 0,
  repeat_at        timestamptz,
  -- Nobody said that they have it: the next level was told.
  raised_at        timestamptz,
  acknowledged_by  uuid references people.persons,
  acknowledged_at  timestamptz,
  constraint escalations_once unique (case_clock_id, rule_id),
  constraint escalations_acknowledged check (acknowledged_at is null or repeat_at is null)
);
create index escalations_by_case on cases.escalations (case_id, planned_at);
create index escalations_to_repeat on cases.escalations (repeat_at) where repeat_at is not null;
select platform.guard('cases.escalations', 'select, insert, update');

create table cases.escalation_persons (
  escalation_id    uuid not null references cases.escalations,
  organisation_id  uuid not null references people.organisations,
  person_id        uuid not null references people.persons,
  told_as          text not null,
  told_at          timestamptz not null,
  -- Found too late to be told by itself: it goes with others that passed while nothing ran.
  gathers          boolean not null default false,
  primary key (escalation_id, person_id)
);
create index escalation_persons_gathering on cases.escalation_persons (person_id) where gathers;
create index escalation_persons_by_person on cases.escalation_persons (person_id, told_at desc);
select platform.guard('cases.escalation_persons', 'select, insert, update');

-- When a running clock passes its next threshold; -infinity when that is to be worked out, as it is whenever the clock is written: so
-- whoever pauses, resumes, retargets or recomputes a clock need not think of it, and none is ever left with an old time.
alter table cases.case_clocks
  add column escalate_at timestamptz,
  -- What passed before is not told: the clock came with a history.
  add column quiet_until timestamptz;
update cases.case_clocks set escalate_at = '-infinity', quiet_until = now() where state = 'running';
create index case_clocks_to_escalate on cases.case_clocks (escalate_at) where escalate_at is not null;

create function cases.plan_escalation_again() returns trigger
  language plpgsql set search_path = pg_catalog
as $$
begin
  new.escalate_at := case when new.state = 'running' then '-infinity'::timestamptz end;
  return new;
end
$$;
create trigger case_clocks_plan_new before insert on cases.case_clocks
  for each row execute function cases.plan_escalation_again();
create trigger case_clocks_plan_again before update of state, priority, used_seconds, counting_since, target_seconds, calendar_id, due_at on cases.case_clocks
  for each row when (
    (new.state, new.priority, new.used_seconds, new.counting_since, new.target_seconds, new.calendar_id, new.due_at)
    is distinct from (old.state, old.priority, old.used_seconds, old.counting_since, old.target_seconds, old.calendar_id, old.due_at))
  execute function cases.plan_escalation_again();

-- Asks for plans where they are wanted, one job for each organisation; and gives every case with a threshold, or something to be told
-- again, before `until` its timer. The owner's worker asks, for all organisations at once. Returns how many cases.
create function cases.set_escalation_timers(until timestamptz) returns bigint
  language plpgsql set search_path = pg_catalog
as $$
begin
  perform graphile_worker.add_job('cases.planEscalations',
    json_build_object('organisation_id', o.id, 'payload', json_build_object()), run_at => 'epoch'::timestamptz, job_key => 'plan-escalations:' || o.id)
  from people.organisations o
  where exists (select from cases.case_clocks k where k.escalate_at = '-infinity' and k.organisation_id = o.id);
  return (
    with soon as (
      select case_id, (array_agg(organisation_id))[1] as organisation_id, min(at) as at
      from (
        (select case_id, organisation_id, escalate_at as at from cases.case_clocks
          where escalate_at > '-infinity' and escalate_at <= until order by escalate_at limit 2000)
        union all
        (select case_id, organisation_id, repeat_at from cases.escalations where repeat_at <= until order by repeat_at limit 2000)) due
      group by case_id)
    select count(graphile_worker.add_job('cases.escalateCase',
      json_build_object('organisation_id', organisation_id, 'payload', json_build_object('case_id', case_id)),
      run_at => at, job_key => 'escalate:' || case_id))
    from soon);
end
$$;
revoke execute on function cases.set_escalation_timers from public;

-- Where somebody has something to be told that was gathered, whoever asks: they are told of all of it at once.
create function cases.organisations_gathering_for(person uuid) returns uuid[]
  language sql stable security definer set search_path = pg_catalog
as $$
  select coalesce(array_agg(distinct e.organisation_id), '{}') from cases.escalation_persons e where e.person_id = person and e.gathers
$$;
revoke execute on function cases.organisations_gathering_for(uuid) from public;
grant execute on function cases.organisations_gathering_for(uuid) to moothall_app;

-- Whose team it is, whoever asks: its rotas are that organisation's, and its cases may be another's.
create function people.home_of_team(team uuid) returns uuid
  language sql stable security definer set search_path = pg_catalog
as $$ select t.organisation_id from people.teams t where t.id = home_of_team.team $$;
revoke execute on function people.home_of_team(uuid) from public;
grant execute on function people.home_of_team(uuid) to moothall_app;

-- What a left task was called among kinds of notices now has a name of its own: escalated is said of targets.
update channels.notifications set kind = 'task_escalated' where kind = 'escalated';
update channels.person_choices set kind = 'task_escalated' where kind = 'escalated';
update channels.organisation_choices set kind = 'task_escalated' where kind = 'escalated';
update channels.notification_words set kind = 'task_escalated' where kind = 'escalated';
update channels.hooks set kinds = array_replace(kinds, 'escalated', 'task_escalated');
