-- When each version of a calendar was made: a clock that had ended by then was judged without it, and stays so.
create or replace view people.published_calendar_versions with (security_invoker = true) as
  select id, organisation_id, calendar_id, number, effective_from,
    lead(effective_from) over (partition by calendar_id order by effective_from, number) as effective_until,
    zone, hours, holidays, openings, closures, made_at
  from people.calendar_versions where withdrawn_at is null;

create or replace function people.published_working_time(calendar_id uuid, since timestamptz) returns json
  language sql stable set search_path = pg_catalog
as $$
  select json_agg(json_build_object('from', (extract(epoch from v.effective_from) * 1000)::bigint, 'name', 'version ' || v.number,
    'known_from', (extract(epoch from v.made_at) * 1000)::bigint,
    'calendar', json_build_object('zone', v.zone, 'hours', v.hours, 'holidays', v.holidays, 'openings', v.openings, 'closures', v.closures))
    order by v.effective_from, v.number)
  from people.published_calendar_versions v
  where v.calendar_id = published_working_time.calendar_id and (v.effective_until is null or v.effective_until > since)
$$;

-- Paused clocks too are worked out again under another calendar: working days may allow them more.
drop index cases.case_clocks_running_by_calendar;
create index case_clocks_open_by_calendar on cases.case_clocks (calendar_id, case_id) where state in ('running', 'paused');
