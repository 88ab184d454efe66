-- What reports may read of cases. The reader's own policies apply.
create view cases.published_cases with (security_invoker = true) as
  select id, organisation_id, reference, kind, state, is_open, subject, channel, category_id, impact, urgency, priority, requester_id,
    team_id, assignee_id, hold_reason, held_until, closure_code, next_due_at, started_at, logged_at, first_responded_at, resolved_at,
    closed_at, reassignments, reopenings, merged_into_id
  from cases.cases;

create view cases.published_case_clocks with (security_invoker = true) as
  select id, organisation_id, case_id, metric, priority, target_seconds, calendar_id, started_at, state, used_seconds, due_at, missed_at,
    missed_because, stopped_at, outcome
  from cases.case_clocks;

create view cases.published_pauses with (security_invoker = true) as
  select id, organisation_id, case_id, reason, from_time, until_time from cases.pauses;

-- How each case came to stand as it stands: the record itself.
create view cases.published_events with (security_invoker = true) as
  select id, organisation_id, subject_id as case_id, position, name, payload, happened_at, recorded_at
  from platform.events where subject_type = 'case';

grant select on cases.published_cases, cases.published_case_clocks, cases.published_pauses, cases.published_events
  to moothall_app, moothall_reporter;
