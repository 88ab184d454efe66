-- A leaving has a table of its own (information.leavings): no plan is one.
alter table information.succession_plans
  drop constraint succession_plans_kind_known,
  add constraint succession_plans_kind_known check (kind in ('merge', 'split'));
