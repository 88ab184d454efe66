-- A change of terms under which very many clocks run is looked over in the background, some cases at a time and from where it stopped;
-- the count so far is kept with its proposal. There is a row only as long as it goes on.
create table cases.previews (
  proposal_id      uuid primary key,
  organisation_id  uuid not null references people.organisations,
  what             text not null constraint previews_what_known check (what in ('calendar', 'targets', 'pauses')),
  change           json not null,
  -- The moment for which it is worked out: every clock is seen as of the same.
  as_of            timestamptz not null,
  cursor           text,
  progressed_at    timestamptz not null
);
select platform.guard('cases.previews', 'select, insert, update, delete');

-- Gives every recompute and every preview that has stood still for two minutes its job again: the worker that did it has died.
create or replace function cases.resume_recomputes(at timestamptz) returns bigint
  language sql set search_path = pg_catalog
as $$
  select (
    select count(graphile_worker.add_job('cases.recomputeClocks',
      json_build_object('organisation_id', organisation_id, 'payload', json_build_object('what', what, 'subject_id', subject_id)),
      job_key => 'recompute:' || what || ':' || subject_id))
    from cases.recomputes where finished_at is null and progressed_at < at - interval '2 minutes') + (
    select count(graphile_worker.add_job('cases.previewChange',
      json_build_object('organisation_id', organisation_id, 'payload', json_build_object('proposal_id', proposal_id)),
      job_key => 'preview:' || proposal_id))
    from cases.previews where progressed_at < at - interval '2 minutes')
$$;
