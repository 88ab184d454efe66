-- A desk that serves twenty councils works one queue across all of them: without these it would sort every open case to show fifty.
create index cases_queue_of_all on cases.cases (next_due_at, id) where is_open;
create index cases_queue_of_nobody on cases.cases (next_due_at, id) where is_open and assignee_id is null;
