-- Nothing restricted is found, and nothing restricted is counted: not even for those named, since a figure that differs between two
-- readers tells the one who sees less (docs/decisions/0031).
create or replace view cases.published_cases with (security_invoker = true) as
  select id, organisation_id, reference, kind, state, is_open, subject, channel, category_id, impact, urgency, priority, requester_id,
    team_id, assignee_id, hold_reason, held_until, closure_code, next_due_at, started_at, logged_at, first_responded_at, resolved_at,
    closed_at, reassignments, reopenings, merged_into_id
  from cases.cases where not restricted;

create or replace view cases.published_case_clocks with (security_invoker = true) as
  select id, organisation_id, case_id, case metric when 'fulfil' then 'resolve' else metric end as metric, priority, target_seconds,
    calendar_id, started_at, state, used_seconds, due_at, missed_at, missed_because, stopped_at, outcome
  from cases.case_clocks k
  where kind = 'sla' and standing and metric in ('first_response', 'resolve', 'fulfil') and outcome is distinct from 'void'
    and not exists (select from cases.restricted_cases x where x.case_id = k.case_id);
create or replace view cases.published_agreement_clocks with (security_invoker = true) as
  select id, organisation_id, case_id, kind, agreement_id, metric, turn, standing, priority, target_seconds, calendar_id, started_at, state,
    used_seconds, counting_since, due_at, missed_at, missed_because, stopped_at, outcome
  from cases.case_clocks k where not exists (select from cases.restricted_cases x where x.case_id = k.case_id);
create or replace view cases.published_pauses with (security_invoker = true) as
  select id, organisation_id, case_id, reason, from_time, until_time
  from cases.pauses p where not exists (select from cases.restricted_cases x where x.case_id = p.case_id);
create or replace view cases.published_events with (security_invoker = true) as
  select id, organisation_id, subject_id as case_id, position, name, payload, happened_at, recorded_at
  from platform.events e
  where subject_type = 'case' and not exists (select from cases.restricted_cases x where x.case_id = e.subject_id);
create or replace view cases.published_breach_explanations with (security_invoker = true) as
  select case_id, organisation_id, cause, effect, fix, prevention, written_at
  from cases.breach_explanations b where not exists (select from cases.restricted_cases x where x.case_id = b.case_id);
create or replace view cases.published_supplier_turns with (security_invoker = true) as
  select id, organisation_id, case_id, agreement_id, handed_at, back_at, result
  from cases.supplier_turns s where not exists (select from cases.restricted_cases x where x.case_id = s.case_id);
create or replace view cases.published_disputed_outcomes with (security_invoker = true) as
  select case_id, organisation_id, case metric when 'fulfil' then 'resolve' else metric end as metric, outcome, used_seconds,
    worked_out_at
  from cases.disputed_outcomes d where not exists (select from cases.restricted_cases x where x.case_id = d.case_id);

-- Search reads past the policies, so it applies both filters itself: whose organisation, and which cases.
create or replace function platform.find_words(
  phrase text, subject_type text, sees_staff boolean, only_person uuid, before timestamptz, most integer
) returns table (subject_id uuid, part text, happened_at timestamptz, snippet text)
  language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  organisations uuid[] := platform.visible_organisations();
  wanted tsquery := websearch_to_tsquery('english', phrase);
  found platform.finding[];
begin
  if numnode(wanted) = 0 or cardinality(organisations) = 0 then return; end if;
  if before is null then
    select array_agg(f) into found from platform.find_newest(wanted, organisations, find_words.subject_type, sees_staff, only_person) f
      where not exists (select from cases.restricted_cases x where x.case_id = f.subject_id) or cases.may_read(f.subject_id);
  end if;
  if coalesce((select count(distinct f.subject_id) from unnest(found) f), 0) < most then
    select array_agg(f) into found from platform.find_indexed(wanted, organisations, find_words.subject_type, sees_staff, only_person) f
      where not exists (select from cases.restricted_cases x where x.case_id = f.subject_id) or cases.may_read(f.subject_id);
  end if;
  return query
    with best as (
      select distinct on (f.subject_id) f.* from unnest(found) f order by f.subject_id, f.happened_at desc),
    page as (
      select b.* from best b where before is null or b.happened_at < before order by b.happened_at desc limit most)
    select p.subject_id, p.part, p.happened_at,
      ts_headline('english', left(e.content, 4000), wanted,
        'StartSel=' || chr(57344) || ', StopSel=' || chr(57345) || ', MaxWords=32, MinWords=14, MaxFragments=1')
    from page p join platform.search_entries e on e.subject_id = p.subject_id and e.part = p.part
    order by p.happened_at desc;
end
$$;

-- Whether an event on one case names another that its reader may not know of. The chain of events must be whole to whoever adds to it,
-- so those who show events ask this, and the policy does not.
create function cases.published_names_hidden(name text, payload json) returns boolean
  language plpgsql stable
as $$
begin
  if name <> all ('{case.linked,case.unlinked,case.split,case.messageMoved,case.tookIn,case.gaveBack,case.merged,case.unmerged}'::text[])
  then return false; end if;
  return exists (select from cases.restricted_cases x
    where x.case_id = any (array[payload->>'other_id', payload->>'to_id', payload->>'into_id', payload->>'from_id']::uuid[])
      and not cases.may_read(x.case_id));
end
$$;
revoke execute on function cases.published_names_hidden from public;
grant execute on function cases.published_names_hidden to moothall_app;

-- Which of some things a reader may not know of: an open page that watches them is told nothing.
create function platform.hidden_among(subjects uuid[]) returns setof uuid
  language sql stable
  as $$ select x.case_id from cases.restricted_cases x where x.case_id = any (subjects)
    and not cases.may_read(x.case_id, false) and not cases.may_read(x.case_id, true) $$;

-- Who looked at a restricted case: for each person and case at most one row for a quarter of an hour, kept for good.
create table cases.restricted_readings (
  case_id          uuid not null references cases.cases,
  person_id        uuid not null references people.persons,
  quarter          timestamptz not null,
  organisation_id  uuid not null references people.organisations,
  way              text not null constraint restricted_readings_way_known check (way in ('page', 'portal', 'api', 'file', 'export')),
  read_at          timestamptz not null,
  primary key (case_id, person_id, quarter)
);
create index restricted_readings_by_time on cases.restricted_readings (organisation_id, read_at desc);
-- Auditors see that somebody read something restricted, and not what (the page names the case to those who may read it), so this
-- table alone has no second policy.
select platform.guard('cases.restricted_readings', 'select, insert');
