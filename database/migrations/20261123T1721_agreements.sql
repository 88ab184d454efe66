-- Who owes whom what: the organisation to the people it serves (sla), a team of the desk (ola), a supplier. Each says what it says in
-- versions: a case keeps the one it began under (requirement S-38).
create table catalogue.agreements (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  kind             text not null constraint agreements_kind_known check (kind in ('sla', 'ola', 'supplier')),
  name             text not null constraint agreements_name_said check (length(btrim(name)) between 1 and 120),
  -- ola: the team that owes. supplier: the team that deals with them, if there is one.
  team_id          uuid references people.teams,
  supplier         text,
  retired_at       timestamptz,
  constraint agreements_name_unique unique (organisation_id, name),
  constraint agreements_party check (case kind when 'sla' then team_id is null and supplier is null
    when 'ola' then team_id is not null and supplier is null else length(btrim(supplier)) between 1 and 120 end)
);
create unique index agreements_one_sla on catalogue.agreements (organisation_id) where kind = 'sla';
create unique index agreements_one_ola on catalogue.agreements (organisation_id, team_id) where kind = 'ola' and retired_at is null;
select platform.guard('catalogue.agreements', 'select, insert, update');

create table catalogue.agreement_versions (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  agreement_id     uuid not null references catalogue.agreements,
  number           integer not null constraint agreement_versions_number_positive check (number > 0),
  -- Null while it is a draft, of which there is one at most; from then on nothing in it changes.
  effective_from   timestamptz,
  published_by     uuid references people.persons,
  because          text,
  on_change        text not null default 'carry' constraint agreement_versions_on_change_known
    check (on_change in ('carry', 'retroactive', 'restart', 'keep')),
  on_reopen        text not null default 'continue' constraint agreement_versions_on_reopen_known check (on_reopen in ('continue', 'restart')),
  on_unmerge       text not null default 'exclude' constraint agreement_versions_on_unmerge_known check (on_unmerge in ('exclude', 'include')),
  on_split         text not null default 'from_message' constraint agreement_versions_on_split_known
    check (on_split in ('from_message', 'inherit')),
  -- By reason for holding a case: {"metrics": [...], "account": "...", "refund": "none"}. Null: as usual.
  pauses           json,
  constraint agreement_versions_number_unique unique (agreement_id, number)
);
create unique index agreement_versions_one_draft on catalogue.agreement_versions (agreement_id) where effective_from is null;
select platform.guard('catalogue.agreement_versions', 'select, insert, update');

-- What was promised so far is the first version of each organisation's agreement with the people it serves.
insert into catalogue.agreements (id, organisation_id, kind, name)
  select gen_random_uuid(), organisation_id, 'sla', 'Service level agreement' from catalogue.targets group by organisation_id;
insert into catalogue.agreement_versions (id, organisation_id, agreement_id, number, effective_from)
  select gen_random_uuid(), organisation_id, id, 1, 'epoch' from catalogue.agreements;

alter table catalogue.targets add column version_id uuid references catalogue.agreement_versions;
update catalogue.targets t set version_id = v.id from catalogue.agreement_versions v where v.organisation_id = t.organisation_id;
alter table catalogue.targets
  -- Whoever writes may leave it out: see target_of_first_version.
  add constraint targets_version_said check (version_id is not null),
  alter column calendar_id drop not null,
  -- working and real: `seconds` is how long. days: until the end of so many working days.
  add column measure text not null default 'working' constraint targets_measure_known check (measure in ('working', 'real', 'days')),
  add column working_days smallint constraint targets_working_days_range check (working_days between 1 and 400),
  -- When somebody is told besides the warning: [{"name": "...", "percent": 50}, {"name": "...", "seconds_before": 3600}].
  add column thresholds json not null default '[]',
  drop constraint targets_one_each,
  drop constraint targets_metric_known,
  add constraint targets_one_each unique (version_id, metric, priority),
  add constraint targets_metric_known check (metric in ('acknowledge', 'first_response', 'next_response', 'keep_informed', 'own', 'restore',
    'resolve', 'fulfil')),
  add constraint targets_measured check (case measure when 'real' then true else calendar_id is not null end),
  add constraint targets_days check ((measure = 'days') = (working_days is not null));
create index targets_by_organisation on catalogue.targets (organisation_id);

-- A target written without a version is of the first one of the organisation's own agreement, which is made if there is none.
create function catalogue.target_of_first_version() returns trigger
  language plpgsql set search_path = pg_catalog
as $$
declare agreement uuid;
begin
  if new.version_id is not null then return new; end if;
  select id into agreement from catalogue.agreements where organisation_id = new.organisation_id and kind = 'sla';
  if agreement is null then
    agreement := gen_random_uuid();
    insert into catalogue.agreements (id, organisation_id, kind, name)
      values (agreement, new.organisation_id, 'sla', 'Service level agreement');
    insert into catalogue.agreement_versions (id, organisation_id, agreement_id, number, effective_from)
      values (gen_random_uuid(), new.organisation_id, agreement, 1, 'epoch');
  end if;
  select id into new.version_id from catalogue.agreement_versions where agreement_id = agreement and number = 1;
  return new;
end
$$;
create trigger target_of_first_version before insert on catalogue.targets
  for each row execute function catalogue.target_of_first_version();

create view catalogue.published_agreements with (security_invoker = true) as
  select id, organisation_id, kind, name, team_id, supplier, retired_at from catalogue.agreements;
grant select on catalogue.published_agreements to moothall_app, moothall_reporter;
grant select on catalogue.agreements, catalogue.agreement_versions to moothall_reporter;
