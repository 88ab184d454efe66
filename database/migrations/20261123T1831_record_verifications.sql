-- Somebody asked whether the record of an organisation is whole, and what the answer was. Asked on a page, answered by the worker,
-- which may read everything; the application only asks and reads.
create table reports.verifications (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  asked_by         uuid not null references people.persons,
  asked_by_name    text not null,
  asked_at         timestamptz not null,
  finished_at      timestamptz,
  events           bigint,
  seals            bigint,
  faults           json
);
create index verifications_by_organisation on reports.verifications (organisation_id, asked_at desc);
select platform.guard('reports.verifications', 'select, insert');
