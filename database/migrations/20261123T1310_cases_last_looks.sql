-- When a requester last looked at a case of theirs, so that an answer they have not read can be marked.
create table cases.last_looks (
  case_id          uuid not null references cases.cases,
  person_id        uuid not null references people.persons,
  organisation_id  uuid not null references people.organisations,
  looked_at        timestamptz not null,
  primary key (case_id, person_id)
);
select platform.guard('cases.last_looks', 'select, insert, update');
