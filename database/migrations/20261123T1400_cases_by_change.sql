-- What changed since a program last asked (requirement: lists by updated_since), at any size.
create index cases_by_change on cases.cases (organisation_id, changed_at);
