-- A pause moves no agreed date: its thresholds are planned while the clock stands still, and it is due then.
create or replace function cases.plan_escalation_again() returns trigger
  language plpgsql set search_path = pg_catalog
as $$
begin
  new.escalate_at := case when new.state = 'running' or (new.state = 'paused' and new.pinned_due_at is not null) then '-infinity'::timestamptz end;
  return new;
end
$$;
update cases.case_clocks set due_at = pinned_due_at where state = 'paused' and pinned_due_at is not null;
update cases.cases c set next_due_at = k.pinned_due_at, next_metric = k.metric
from cases.case_clocks k
where k.case_id = c.id and k.kind = 'sla' and k.state = 'paused' and k.pinned_due_at is not null
  and (c.next_due_at is null or c.next_due_at > k.pinned_due_at);
