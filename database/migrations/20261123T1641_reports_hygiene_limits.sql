-- After how many hours a case that waits is one to look at: stopped for a reason, with nobody, or not yet sorted.
create table reports.hygiene_limits (
  organisation_id  uuid not null references people.organisations,
  what             text not null constraint hygiene_limits_what_known
    check (what in ('requester', 'supplier', 'development', 'planned', 'unassigned', 'untriaged')),
  hours            integer not null constraint hygiene_limits_hours_range check (hours between 1 and 8760),
  primary key (organisation_id, what)
);
select platform.guard('reports.hygiene_limits', 'select, insert, update');
