-- One council with $CLOCKS open cases, each with a running clock on one calendar.
insert into people.organisations (id, kind, name, short_name) values ('00000000-0000-4000-8000-000000000001', 'partner', 'One', 'One');
insert into people.calendars (id, organisation_id, name)
  values ('00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000001', 'Working hours');
insert into people.calendar_versions (id, organisation_id, calendar_id, number, effective_from, hours)
  select gen_random_uuid(), organisation_id, id, 1, 'epoch', '{"mon":[["09:00","17:00"]],"tue":[["09:00","17:00"]],"wed":[["09:00","17:00"]],"thu":[["09:00","17:00"]],"fri":[["09:00","17:00"]],"sat":[],"sun":[]}'
  from people.calendars;
insert into people.teams (id, organisation_id, name, slug)
  values ('00000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-000000000001', 'Team', 'team');
insert into people.persons (id, organisation_id, name)
  values ('00000000-0000-4000-8000-000000000004', '00000000-0000-4000-8000-000000000001', 'Person');
create temp table made as
  select n, gen_random_uuid() as id, now() - interval '1 minute' * ((hashint8(n * 3) & 2147483647) % 14400) as at
  from generate_series(1, $CLOCKS) n;
insert into cases.cases (id, organisation_id, kind, state, subject, channel, impact, urgency, priority, requester_id, team_id, next_due_at, next_metric,
    started_at, logged_at, changed_at)
  select id, '00000000-0000-4000-8000-000000000001', 'incident', 'in_progress', 'Case', 'portal', 3, 3, 'P4', '00000000-0000-4000-8000-000000000004',
    '00000000-0000-4000-8000-000000000003', at + interval '14 days', 'resolve', at, at, at from made;
insert into cases.case_clocks (id, organisation_id, case_id, metric, priority, target_seconds, warn_percent, calendar_id, started_at, state, used_seconds,
    counting_since, due_at, warn_at, look_at)
  select gen_random_uuid(), '00000000-0000-4000-8000-000000000001', id, 'resolve', 'P4', 432000, 75, '00000000-0000-4000-8000-000000000002', at, 'running', 0,
    at, at + interval '21 days', at + interval '20 days', now() + interval '400 days' from made;
-- No threshold is to be planned but those of clocks that move.
update cases.case_clocks set escalate_at = null;
