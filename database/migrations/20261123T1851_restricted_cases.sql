-- Cases that only named people may know of. What hides them is a policy on every table whose rows belong to a case, beside the one of
-- organisations: a page that forgets shows nothing (docs/decisions/0031).

-- Said on the case itself, so that a queue pays a glance at a column; every other table asks the short list below.
alter table cases.cases add column restricted boolean not null default false;
create index cases_restricted on cases.cases (organisation_id, logged_at desc) where restricted;

-- Identifiers and nothing else: the policies themselves must be able to read it.
create table cases.restricted_cases (
  case_id             uuid primary key references cases.cases,
  shown_to_requester  boolean not null
);
grant select on cases.restricted_cases to moothall_app, moothall_reporter;

create table cases.case_readers (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  case_id          uuid not null references cases.cases,
  person_id        uuid references people.persons,
  team_id          uuid references people.teams,
  added_by         uuid references people.persons,
  added_at         timestamptz not null,
  constraint case_readers_one_each unique nulls not distinct (case_id, person_id, team_id),
  constraint case_readers_person_or_team check ((person_id is null) <> (team_id is null))
);
create index case_readers_by_person on cases.case_readers (person_id) where person_id is not null;
create index case_readers_by_team on cases.case_readers (team_id) where team_id is not null;
select platform.guard('cases.case_readers', 'select, insert, delete');

-- Whether a person is among those named. Whose case it is may read it where they ask for things, and nowhere else (`asks`).
create function cases.is_named(case_id uuid, person_id uuid, asks boolean) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog
as $$
begin
  return exists (select from cases.case_readers r where r.case_id = is_named.case_id
      and (r.person_id = is_named.person_id
        or r.team_id in (select m.team_id from people.team_members m where m.person_id = is_named.person_id
          and (m.starts_at is null or m.starts_at <= now()) and (m.ends_at is null or m.ends_at > now()))))
    or asks and exists (select from cases.restricted_cases x join cases.cases c on c.id = x.case_id
      where x.case_id = is_named.case_id and x.shown_to_requester and c.requester_id = is_named.person_id);
end
$$;

create function platform.asks_for_oneself() returns boolean
  language sql stable parallel safe
  return current_setting('app.asks', true) is not distinct from 'yes';

-- Whether whoever asks in this transaction may know of a restricted case. Jobs are nobody in particular: clocks must run. Somebody who
-- sees the product as another does knows what both may, and nothing that is only the other's own.
create function cases.may_read(case_id uuid, asks boolean default platform.asks_for_oneself()) returns boolean
  language plpgsql stable
as $$
begin
  if platform.current_person() is null then return true; end if;
  return cases.is_named(case_id, platform.current_person(), asks and platform.current_viewer() is null)
    and (platform.current_viewer() is null or cases.is_named(case_id, platform.current_viewer(), false));
end
$$;

-- Which of some people may know of a case: for jobs that tell.
create function cases.named_among(case_id uuid, persons uuid[], asks boolean) returns setof uuid
  language sql stable
  as $$ select p from unnest(persons) p
    where not exists (select from cases.restricted_cases x where x.case_id = named_among.case_id) or cases.is_named(case_id, p, asks) $$;

-- Things that hang on a case by something else. What hangs on none is not hidden.
create function cases.hides_message(id uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog
as $$ begin return exists (select from cases.messages m join cases.restricted_cases x on x.case_id = m.case_id
  where m.id = hides_message.id and not cases.may_read(m.case_id)); end $$;
create function cases.hides_clock(id uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog
as $$ begin return exists (select from cases.case_clocks k join cases.restricted_cases x on x.case_id = k.case_id
  where k.id = hides_clock.id and not cases.may_read(k.case_id)); end $$;
create function cases.hides_escalation(id uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog
as $$ begin return exists (select from cases.escalations e join cases.restricted_cases x on x.case_id = e.case_id
  where e.id = hides_escalation.id and not cases.may_read(e.case_id)); end $$;
create function cases.hides_file(id uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog
as $$ begin return exists (select from cases.attachments a join cases.restricted_cases x on x.case_id = a.case_id
  where a.file_id = hides_file.id and not cases.may_read(a.case_id)); end $$;
create function cases.hides_received(id uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog
as $$ begin return exists (select from channels.received_messages m join cases.restricted_cases x on x.case_id = m.subject_id
  where m.id = hides_received.id and not cases.may_read(m.subject_id)); end $$;
create function cases.hides_sent(id uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog
as $$ begin return exists (select from channels.sent_messages m join cases.restricted_cases x on x.case_id = m.subject_id
  where m.id = hides_sent.id and not cases.may_read(m.subject_id)); end $$;
create function cases.hides_notification(id uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog
as $$ begin return exists (select from channels.notifications n join cases.restricted_cases x on x.case_id = n.subject_id
  where n.id = hides_notification.id and not cases.may_read(n.subject_id, n.side = 'requester')); end $$;

-- Marks a case, once somebody is named who can read it; the act that calls this has locked it.
create function cases.restrict_case(case_id uuid, shown_to_requester boolean) returns void
  language plpgsql security definer set search_path = pg_catalog
as $$
begin
  if not exists (select from cases.cases c where c.id = restrict_case.case_id
      and c.organisation_id = any (platform.visible_organisations()) and (not c.restricted or cases.may_read(c.id)))
    or not exists (select from cases.case_readers r where r.case_id = restrict_case.case_id)
  then raise 'nobody could read this case' using errcode = 'check_violation'; end if;
  insert into cases.restricted_cases values (restrict_case.case_id, restrict_case.shown_to_requester)
    on conflict on constraint restricted_cases_pkey do update set shown_to_requester = excluded.shown_to_requester;
  update cases.cases c set restricted = true where c.id = restrict_case.case_id;
end
$$;
create function cases.lift_restriction(case_id uuid) returns void
  language plpgsql security definer set search_path = pg_catalog
as $$
begin
  if not exists (select from cases.cases c where c.id = lift_restriction.case_id
      and c.organisation_id = any (platform.visible_organisations()) and cases.may_read(c.id))
  then raise 'there is no such case' using errcode = 'check_violation'; end if;
  delete from cases.restricted_cases x where x.case_id = lift_restriction.case_id;
  delete from cases.case_readers r where r.case_id = lift_restriction.case_id;
  update cases.cases c set restricted = false where c.id = lift_restriction.case_id;
end
$$;

grant create on schema cases, platform to moothall_search;
grant usage on schema cases, people, channels to moothall_search;
grant select on cases.cases, cases.case_readers, cases.restricted_cases, cases.messages, cases.case_clocks, cases.escalations,
  cases.attachments, people.team_members, channels.received_messages, channels.sent_messages, channels.notifications to moothall_search;
grant update (restricted) on cases.cases to moothall_search;
grant delete on cases.case_readers to moothall_search;
grant insert, update, delete on cases.restricted_cases to moothall_search;
do $$
declare one text;
begin
  foreach one in array array['is_named(uuid, uuid, boolean)', 'hides_message(uuid)', 'hides_clock(uuid)', 'hides_escalation(uuid)',
    'hides_file(uuid)', 'hides_received(uuid)', 'hides_sent(uuid)', 'hides_notification(uuid)', 'restrict_case(uuid, boolean)',
    'lift_restriction(uuid)'] loop
    execute format('alter function cases.%s owner to moothall_search', one);
    execute format('revoke execute on function cases.%s from public', one);
    execute format('grant execute on function cases.%s to moothall_app', one);
  end loop;
end
$$;
revoke create on schema cases, platform from moothall_search;
revoke execute on function cases.may_read, cases.named_among from public;
grant execute on function cases.may_read, cases.named_among to moothall_app, moothall_search;
grant execute on function cases.is_named to moothall_search;

-- The second policy: and it is no restricted case, or one whose reader this is.
create policy restricted_cases on cases.cases as restrictive using (not restricted or cases.may_read(id));

create function cases.hide_restricted(hidden regclass, subject text, more text default '') returns void
  language plpgsql
as $$
begin
  execute format('create policy restricted_cases%s on %s as restrictive using
    (not exists (select from cases.restricted_cases x where x.case_id = %s.%I) or cases.may_read(%I %s))',
    case subject when 'case_id' then '' when 'subject_id' then '' else '_by_' || subject end, hidden, hidden, subject, subject, more);
end
$$;
revoke execute on function cases.hide_restricted from public;

do $$
declare one text;
begin
  foreach one in array array['attachments', 'breach_explanations', 'case_clocks', 'case_readers', 'disputed_outcomes', 'escalations',
    'imported_histories', 'last_looks', 'links', 'major_incident_cases', 'major_incidents', 'message_sources', 'messages', 'participants',
    'pause_disputes', 'pauses', 'pending_replies', 'supplier_turns', 'tasks', 'viewers', 'watchers'] loop
    perform cases.hide_restricted(('cases.' || one)::regclass, 'case_id');
  end loop;
  perform cases.hide_restricted('cases.links', 'other_case_id');
  perform cases.hide_restricted('cases.merges', 'from_case_id');
  perform cases.hide_restricted('cases.merges', 'into_case_id');
  perform cases.hide_restricted('platform.events', 'subject_id');
  perform cases.hide_restricted('channels.received_messages', 'subject_id');
  perform cases.hide_restricted('channels.sent_messages', 'subject_id');
  -- What somebody was told as its requester they may know there, too.
  perform cases.hide_restricted('channels.notifications', 'subject_id', ', side = ''requester''');
end
$$;
create policy restricted_cases on cases.message_recipients as restrictive using (not cases.hides_message(message_id));
create policy restricted_cases on cases.recounted_outcomes as restrictive using (not cases.hides_clock(clock_id));
create policy restricted_cases on cases.escalation_persons as restrictive using (not cases.hides_escalation(escalation_id));
create policy restricted_cases on platform.files as restrictive using (not cases.hides_file(id));
create policy restricted_cases on platform.file_pieces as restrictive using (not cases.hides_file(file_id));
create policy restricted_cases on channels.raw_messages as restrictive using (not cases.hides_received(id));
create policy restricted_cases on channels.raw_pieces as restrictive using (not cases.hides_received(received_id));
create policy restricted_cases on channels.send_attempts as restrictive using (not cases.hides_sent(sent_id));
create policy restricted_cases on channels.delivery_reports as restrictive using (not cases.hides_sent(sent_id));
create policy restricted_cases on channels.notification_deliveries as restrictive using (not cases.hides_notification(notification_id));
