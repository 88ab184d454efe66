-- Whoever writes to somebody is told beforehand that messages there come back.
create view channels.published_suppressed_addresses with (security_invoker = true) as
  select organisation_id, address_key, reason from channels.suppressed_addresses;
grant select on channels.published_suppressed_addresses to moothall_app;
