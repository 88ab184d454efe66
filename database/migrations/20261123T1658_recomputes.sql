-- Clocks are worked out again when the terms they run under change: in the background, a few hundred cases at a time, and from where it
-- stopped (worked case S53). One at most for each calendar, and for each organisation's targets.
create table cases.recomputes (
  what             text not null constraint recomputes_what_known check (what in ('calendar', 'targets')),
  subject_id       uuid not null,
  organisation_id  uuid not null references people.organisations,
  asked_at         timestamptz not null,
  -- The last case that was looked at; they are looked at in the order of their identifiers.
  cursor           uuid,
  total            integer not null,
  looked_at        integer not null default 0,
  moved            integer not null default 0,
  progressed_at    timestamptz not null,
  finished_at      timestamptz,
  primary key (what, subject_id)
);
select platform.guard('cases.recomputes', 'select, insert, update');

-- Gives every recompute that has stood still for two minutes its job again: the worker that did it has died. The owner's worker asks,
-- for all organisations at once. Returns how many.
create function cases.resume_recomputes(at timestamptz) returns bigint
  language sql set search_path = pg_catalog
as $$
  select count(graphile_worker.add_job('cases.recomputeClocks',
    json_build_object('organisation_id', organisation_id, 'payload', json_build_object('what', what, 'subject_id', subject_id)),
    job_key => 'recompute:' || what || ':' || subject_id))
  from cases.recomputes where finished_at is null and progressed_at < at - interval '2 minutes'
$$;
revoke execute on function cases.resume_recomputes from public;
