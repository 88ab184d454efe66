-- no-transaction
-- The clocks that run on a calendar, for what a change of it would move.
create index concurrently if not exists case_clocks_running_by_calendar on cases.case_clocks (calendar_id, case_id) where state = 'running';
