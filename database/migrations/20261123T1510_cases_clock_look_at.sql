-- When a running clock next has something to say: its warning or its breach. The worker asks for those of the next seconds, so that
-- logging a case need not make a timer that will nearly always be moved or taken away again.
alter table cases.case_clocks add column look_at timestamptz;
update cases.case_clocks set look_at = least(warn_at, due_at) where state = 'running' and (warned_at is null or missed_at is null);
create index case_clocks_to_look_at on cases.case_clocks (look_at) where look_at is not null;

-- Gives every clock that has something to say before `until` its timer: one job for each case, under the case's own key. The owner's
-- worker asks, for all organisations at once. Returns how many cases.
create function cases.set_timers(until timestamptz) returns bigint
  language sql set search_path = pg_catalog
as $$
  with soon as (
    select case_id, (array_agg(organisation_id))[1] as organisation_id, min(look_at) as look_at
    from cases.case_clocks where look_at <= until group by case_id limit 2000)
  select count(graphile_worker.add_job('cases.checkClocks',
    json_build_object('organisation_id', organisation_id, 'payload', json_build_object('case_id', case_id)),
    run_at => look_at, job_key => 'clock:' || case_id))
  from soon
$$;
revoke execute on function cases.set_timers from public;
