-- A due moment that was agreed by hand: whatever the terms become, it stays (clock semantics 12). Why, and by whom, is in the events.
alter table cases.case_clocks add column pinned_due_at timestamptz;
