-- The record names a major incident as people do.
create or replace view cases.published_major_incidents with (security_invoker = true) as
  select id, organisation_id, state, reference from cases.major_incidents;
