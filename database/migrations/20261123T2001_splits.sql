-- Part of an organisation becomes another on a day: who goes is chosen, the rest stays, and neither sees the other's afterwards.
alter table information.succession_plans
  drop constraint succession_plans_kind_known,
  add constraint succession_plans_kind_known check (kind in ('merge', 'exit', 'split')),
  add constraint succession_plans_split check (kind <> 'split' or (name is not null and short_name is not null));

-- Who goes, as it was chosen, and how each kind of conflict is settled.
create table information.splits (
  plan_id          uuid primary key references information.succession_plans,
  organisation_id  uuid not null references people.organisations,
  chosen           jsonb not null default '{}',
  ways             jsonb not null default '{}',
  -- What came up since it was confirmed, so that it waits to be settled again.
  come_up          text[] not null default '{}'
);
select platform.guard('information.splits', 'select, insert, update');

-- The people, teams and mailboxes that go, each by itself, as it was when the day came.
create table information.split_parts (
  plan_id          uuid not null references information.succession_plans,
  organisation_id  uuid not null references people.organisations,
  kind             text not null constraint split_parts_kind_known check (kind in ('person', 'team', 'mailbox')),
  part_id          uuid not null,
  primary key (plan_id, kind, part_id)
);
select platform.guard('information.split_parts', 'select, insert, delete');
