-- The case page offers canned replies beside what it already asks for.
create view content.published_templates with (security_invoker = true) as
  select id, organisation_id, team_id, name from content.templates;
grant select on content.published_templates to moothall_app, moothall_reporter;
