-- A calendar's versions as the clock's sums take them: those in force at `since` or later, in the order they come into force.
create function people.published_working_time(calendar_id uuid, since timestamptz) returns json
  language sql stable set search_path = pg_catalog
as $$
  select json_agg(json_build_object('from', (extract(epoch from v.effective_from) * 1000)::bigint, 'name', 'version ' || v.number,
    'calendar', json_build_object('zone', v.zone, 'hours', v.hours, 'holidays', v.holidays, 'openings', v.openings, 'closures', v.closures))
    order by v.effective_from, v.number)
  from people.published_calendar_versions v
  where v.calendar_id = published_working_time.calendar_id and (v.effective_until is null or v.effective_until > since)
$$;
grant execute on function people.published_working_time to moothall_app;
