-- What is logged here is restricted from birth; its readers are the category's team.
alter table catalogue.categories add column restricted boolean not null default false;
alter table catalogue.categories add constraint categories_restricted_have_a_team check (not restricted or team_id is not null);
create or replace view catalogue.published_categories with (security_invoker = true) as
  select id, organisation_id, parent_id, name, path, kind, team_id, impact, urgency, active, restricted from catalogue.categories;
