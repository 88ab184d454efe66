-- The few clocks whose next threshold is to be worked out, by organisation: found without a look at all the others.
create index case_clocks_to_plan on cases.case_clocks (organisation_id) where escalate_at = '-infinity'::timestamptz;
