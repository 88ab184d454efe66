-- A file of people is looked over before it is applied, as other changes are.
alter table people.change_proposals drop constraint change_proposals_kind_known;
alter table people.change_proposals add constraint change_proposals_kind_known
  check (kind in ('calendar', 'targets', 'policy', 'people'));
