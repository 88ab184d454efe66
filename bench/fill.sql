-- Twenty organisations and $CASES cases, a tenth of them open, made by the database itself: the same every time. Text is put together
-- from paragraphs of common words, so that "printer" stands in about one case in fifteen and "heliotrope" in five in all.
-- Version 8: made from a name.
create function pg_temp.id(kind text, n bigint) returns uuid language sql immutable as $$
  select overlay(overlay(md5(kind || '/' || n) placing '8' from 13) placing '8' from 17)::uuid
$$;
create function pg_temp.id_at(kind text, n bigint, at timestamptz) returns uuid language sql immutable as $$
  select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(kind || '/' || n), 1, 3) || '8' || substr(md5(kind || '/' || n), 4, 15))::uuid
$$;
create temp table words as select row_number() over () as n, w from unnest(string_to_array(
  'the user cannot sign in to system since this morning and asks for help with laptop screen keyboard mouse docking station monitor email calendar meeting room projector password account access shared drive folder file report housing benefit council tax planning licence parking permit waste collection library leisure school social care visit form page error message slow frozen crash update install software licence request new starter leaver phone handset voicemail network cable wireless remote office depot van tablet camera badge door lift light heating window desk chair order invoice supplier contract payment budget finance ledger payroll training guide question answer reset unlock move change add remove replace repair check test call back tomorrow today urgent soon please thanks', ' ')) w;
create temp table paragraphs as
  select n, (select string_agg(w, ' ' order by i) from (
    select i, (select w from words where words.n = 1 + (hashint8(p.n * 1000 + i) & 2147483647) % (select count(*) from words)) as w
    from generate_series(1, 22) i) x) as text
  from generate_series(0, 1999) p(n);
create index on paragraphs (n);
analyze paragraphs;

insert into people.organisations (id, kind, name, short_name)
  select pg_temp.id('organisation', n), case when n = 0 then 'shared_service' else 'partner' end, 'Organisation ' || n, 'B' || n from generate_series(0, 19) n;
insert into people.calendars (id, organisation_id, name)
  select pg_temp.id('calendar', n), pg_temp.id('organisation', n), 'Working hours' from generate_series(0, 19) n;
insert into people.calendar_versions (id, organisation_id, calendar_id, number, effective_from, hours)
  select pg_temp.id('version', n), pg_temp.id('organisation', n), pg_temp.id('calendar', n), 1, 'epoch', '{"mon":[["09:00","17:00"]],"tue":[["09:00","17:00"]],"wed":[["09:00","17:00"]],"thu":[["09:00","17:00"]],"fri":[["09:00","17:00"]],"sat":[],"sun":[]}'
  from generate_series(0, 19) n;
insert into catalogue.targets (id, organisation_id, metric, priority, seconds, calendar_id)
  select pg_temp.id('target' || m || p, n), pg_temp.id('organisation', n), m, 'P' || p, case m when 'resolve' then 7200 * p * p else 900 * p end, pg_temp.id('calendar', n)
  from generate_series(0, 19) n, unnest(array['first_response', 'resolve']) m, generate_series(1, 4) p;
insert into people.teams (id, organisation_id, name, slug, shared)
  select pg_temp.id('team', n), pg_temp.id('organisation', 0), 'Team ' || n, 'team-' || n, true from generate_series(0, 7) n;
insert into catalogue.categories (id, organisation_id, name, path, team_id)
  select pg_temp.id('category' || k, n), pg_temp.id('organisation', n), 'Category ' || k, 'Category ' || k, pg_temp.id('team', k % 8)
  from generate_series(0, 19) n, generate_series(0, 29) k;
insert into people.persons (id, organisation_id, name, email)
  select pg_temp.id('person', n), pg_temp.id('organisation', n % 20), 'Person ' || n, 'person' || n || '@example.org' from generate_series(0, 3999) n;
insert into people.persons (id, organisation_id, name, email, desk_staff)
  select pg_temp.id('analyst', n), pg_temp.id('organisation', 0), 'Analyst ' || n, 'analyst' || n || '@example.org', true from generate_series(0, 39) n;
insert into people.role_assignments (person_id, organisation_id, role)
  select pg_temp.id('analyst', n), pg_temp.id('organisation', o), 'analyst' from generate_series(0, 39) n, generate_series(0, 19) o;
insert into people.role_assignments (person_id, organisation_id, role)
  select pg_temp.id('person', n), pg_temp.id('organisation', n % 20), case when n < 20 then 'partner_officer' else 'requester' end from generate_series(0, 3999) n;
insert into people.team_members (team_id, person_id, organisation_id)
  select pg_temp.id('team', n % 8), pg_temp.id('analyst', n), pg_temp.id('organisation', 0) from generate_series(0, 39) n;

create temp table made as
  select n, pg_temp.id_at('case', n, at) as id, pg_temp.id('organisation', o) as organisation_id, o, at, h,
    (n % 10) = 3 as open, 1 + (h >> 3) % 4 as p,
    (select text from paragraphs where paragraphs.n = (h >> 5) % 2000) as one,
    (select text from paragraphs where paragraphs.n = (h >> 11) % 2000) as two
  from (select n, (hashint8(n) & 2147483647)::bigint as h, (hashint8(n * 7) & 2147483647) % 20 as o,
      -- Open cases are recent; the rest spread over five years.
      now() - case when n % 10 = 3 then interval '1 second' * ((hashint8(n * 3) & 2147483647) % 2592000) else interval '1 second' * ((hashint8(n * 3) & 2147483647) % 157680000) end as at
    from generate_series(1, $CASES) n) x;

insert into cases.cases (id, organisation_id, kind, state, subject, channel, category_id, impact, urgency, priority, requester_id, team_id, assignee_id,
    hold_reason, next_due_at, next_metric, started_at, logged_at, changed_at, first_responded_at, resolved_at, closed_at, closure_code, resolution,
    last_message_at, last_message, last_message_from)
  select id, organisation_id, 'incident', case when not open then 'closed' when h % 5 = 0 then 'on_hold' when h % 5 = 1 then 'new' else 'in_progress' end,
    left(one, 60), case h % 3 when 0 then 'portal' when 1 then 'telephone' else 'email' end, pg_temp.id('category' || h % 30, o), 1 + h % 3, 1 + (h >> 2) % 3, 'P' || p,
    pg_temp.id('person', o + 20 * ((h >> 4) % 200)), pg_temp.id('team', (h % 30) % 8), case when h % 5 <> 1 then pg_temp.id('analyst', (h >> 6) % 40) end,
    case when open and h % 5 = 0 then 'requester' end,
    case when open and h % 5 <> 0 then at + interval '1 hour' * (p * p * 20) end, case when open and h % 5 <> 0 then 'resolve' end,
    at, at, at + interval '1 hour', at + interval '20 minutes', case when not open then at + interval '9 hours' end,
    case when not open then at + interval '7 days' end, case when not open then 'solved' end, case when not open then 'Done.' end,
    at, left(two, 130), 'requester'
  from made order by at;
insert into cases.messages (id, organisation_id, case_id, kind, author_id, author_name, author_side, channel, body, sent_at)
  select pg_temp.id_at('message' || k, n, at), organisation_id, id, case k when 0 then 'request' when 1 then 'reply' else 'note' end, null,
    case k when 0 then 'Person' else 'Analyst' end, case k when 0 then 'requester' else 'staff' end, 'portal',
    case k when 0 then one || '. ' || two when 1 then two else 'Checked: ' || one end, at + interval '10 minutes' * k
  from made, generate_series(0, 2) k order by at;
insert into cases.case_clocks (id, organisation_id, case_id, metric, priority, target_seconds, warn_percent, calendar_id, started_at, state, used_seconds,
    counting_since, due_at, look_at, stopped_at, outcome)
  select pg_temp.id_at('clock' || m, n, at), organisation_id, id, m, 'P' || p, case m when 'resolve' then 7200 * p * p else 900 * p end, 75,
    pg_temp.id('calendar', o), at, case when m = 'first_response' or not open then 'stopped' when h % 5 = 0 then 'paused' else 'running' end, 600,
    case when m = 'resolve' and open and h % 5 <> 0 then at end, case when m = 'resolve' and open and h % 5 <> 0 then at + interval '1 hour' * (p * p * 20) end,
    case when m = 'resolve' and open and h % 5 <> 0 then at + interval '400 days' end, case when m = 'first_response' or not open then at + interval '1 hour' end, case when m = 'first_response' or not open then 'met' end
  from made, unnest(array['first_response', 'resolve']) m order by at;
update cases.case_clocks set escalate_at = null where escalate_at is not null; -- due in a year, as look_at: what is measured is pages
insert into platform.events (organisation_id, subject_type, subject_id, position, name, actor_name, shown_to, payload, happened_at, hash)
  select organisation_id, 'case', id, k, case k when 1 then 'case.logged' when 2 then 'case.replied' when 3 then 'case.noted' else 'case.assigned' end, 'Analyst',
    case k when 3 then 'staff' else 'everyone' end,
    case k when 4 then json_build_object('team_id', null, 'team', 'Team 1', 'assignee_id', null, 'assignee', 'Analyst 1', 'before', json_build_object('team', null, 'assignee', null))
      else json_build_object('message_id', pg_temp.id_at('message' || (k - 1), n, at), 'sha256', '', 'side', 'staff', 'reference', 'C-1', 'channel', 'portal', 'priority', 'P3', 'team', null) end,
    at + interval '10 minutes' * (k - 1), sha256(id::text::bytea)
  from made, generate_series(1, 4) k order by at;
drop index platform.search_entries_words;
insert into platform.search_entries (subject_id, part, organisation_id, subject_type, shown_to, content, words, happened_at)
  select id, 'case', organisation_id, 'case', 'everyone', content, to_tsvector('english', content), at
  from (select *, left(one, 60) || E'\nPerson\n' || one || '. ' || two || case when h % 15 = 0 then ' printer' else '' end
      || case when n <= 5 then ' heliotrope' else '' end || case when h % 700 = 0 then ' periwinkle' else '' end as content from made) m order by at;
set maintenance_work_mem = '1GB';
create index search_entries_words on platform.search_entries using gin (words);
drop table made;
