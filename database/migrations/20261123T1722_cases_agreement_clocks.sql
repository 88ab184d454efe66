-- A case's clocks under every agreement. Those of the organisation's own (kind sla) have no agreement_id: there is one of them.
alter table cases.case_clocks
  add column kind text not null default 'sla' constraint case_clocks_kind_known check (kind in ('sla', 'ola', 'supplier')),
  add column agreement_id uuid references catalogue.agreements,
  -- The first, second … clock of its metric under its agreement: another question, another time with the supplier.
  add column turn integer not null default 1,
  -- The last of its metric under its agreement: the one that counts now.
  add column standing boolean not null default true,
  -- Real time has no calendar.
  alter column calendar_id drop not null,
  drop constraint case_clocks_metric_known,
  drop constraint case_clocks_outcome_known,
  drop constraint case_clocks_one_of_each,
  add constraint case_clocks_one_of_each unique nulls not distinct (case_id, metric, agreement_id, turn),
  add constraint case_clocks_metric_known check (metric in ('acknowledge', 'first_response', 'next_response', 'keep_informed', 'own',
    'restore', 'resolve', 'fulfil')),
  -- handed_on: another party has the case. void: nothing is promised any more, or a supplier rejected it.
  add constraint case_clocks_outcome_known check (outcome in ('met', 'missed', 'merged', 'handed_on', 'void')),
  add constraint case_clocks_agreement check ((kind = 'sla') = (agreement_id is null));

-- What reports of the promise to the people served have always read: its answer and its end, whatever an end is called.
create or replace view cases.published_case_clocks with (security_invoker = true) as
  select id, organisation_id, case_id, case metric when 'fulfil' then 'resolve' else metric end as metric, priority, target_seconds,
    calendar_id, started_at, state, used_seconds, due_at, missed_at, missed_because, stopped_at, outcome
  from cases.case_clocks
  where kind = 'sla' and standing and metric in ('first_response', 'resolve', 'fulfil') and outcome is distinct from 'void';

-- Every clock of every agreement.
create view cases.published_agreement_clocks with (security_invoker = true) as
  select id, organisation_id, case_id, kind, agreement_id, metric, turn, standing, priority, target_seconds, calendar_id, started_at, state,
    used_seconds, counting_since, due_at, missed_at, missed_because, stopped_at, outcome
  from cases.case_clocks;

-- A case's times with suppliers. The organisation's own promise runs on meanwhile.
create table cases.supplier_turns (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  case_id          uuid not null references cases.cases,
  agreement_id     uuid not null references catalogue.agreements,
  their_reference  text,
  note             text,
  handed_at        timestamptz not null,
  handed_by        uuid references people.persons,
  back_at          timestamptz,
  back_by          uuid references people.persons,
  result           text constraint supplier_turns_result_known check (result in ('done', 'rejected')),
  because          text,
  constraint supplier_turns_in_order check (back_at >= handed_at),
  constraint supplier_turns_ended check ((back_at is null) = (result is null))
);
create unique index supplier_turns_one_now on cases.supplier_turns (case_id) where back_at is null;
create index supplier_turns_by_case on cases.supplier_turns (case_id, handed_at);
create index supplier_turns_by_agreement on cases.supplier_turns (agreement_id, handed_at);
select platform.guard('cases.supplier_turns', 'select, insert, update');

-- Whose turn it was, and since when: with a supplier, or else with the desk. For time split by party.
create view cases.published_supplier_turns with (security_invoker = true) as
  select id, organisation_id, case_id, agreement_id, handed_at, back_at, result from cases.supplier_turns;
grant select on cases.published_agreement_clocks, cases.published_supplier_turns to moothall_app, moothall_reporter;
