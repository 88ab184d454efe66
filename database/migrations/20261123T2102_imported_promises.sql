-- What another desk promised is kept with the case: it stands as an agreed date until somebody changes it here.
alter table cases.imported_histories add column promised_at timestamptz;
update cases.imported_histories h set promised_at = date_trunc('second', k.started_at) + k.target_seconds * interval '1 second'
from cases.case_clocks k join people.calendars c on c.id = k.calendar_id
where k.case_id = h.case_id and k.kind = 'sla' and k.metric = 'resolve' and k.standing and c.name = 'All hours';
