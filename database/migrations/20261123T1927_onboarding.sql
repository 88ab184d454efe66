-- An organisation that is being taken on. While it has no `live_at` only its administrators can sign in, and no case of it can be logged.
-- Organisations from before this, and imported ones, have no row: they are open.
create table people.onboardings (
  organisation_id  uuid primary key references people.organisations,
  begun_at         timestamptz not null,
  -- When the data boundary was last proved, and how many rows were seen that ought not to be.
  proved_at        timestamptz,
  leaks            bigint,
  live_at          timestamptz,
  constraint onboardings_proof_whole check ((proved_at is null) = (leaks is null))
);
select platform.guard('people.onboardings', 'select, insert, update');

-- Steps that this organisation does not need, and why.
create table people.onboarding_steps (
  organisation_id  uuid not null references people.onboardings,
  step             text not null,
  because          text not null constraint onboarding_steps_because_present check (because <> ''),
  decided_by_name  text not null,
  decided_at       timestamptz not null,
  primary key (organisation_id, step)
);
select platform.guard('people.onboarding_steps', 'select, insert, delete');

create view people.published_preparing with (security_invoker = true) as
  select organisation_id from people.onboardings where live_at is null;
grant select on people.published_preparing to moothall_app;

-- Whether somebody's own organisation is open to them: not before it is live, except to those who set it up.
create function people.may_enter(person_id uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog
as $$
  select not exists (select from people.onboardings o join people.persons p on p.organisation_id = o.organisation_id
      where p.id = may_enter.person_id and o.live_at is null)
    or exists (select from people.held_roles r join people.persons p on p.id = r.person_id and p.organisation_id = r.organisation_id
      where r.person_id = may_enter.person_id and r.role = 'administrator')
$$;
revoke execute on function people.may_enter from public;
grant execute on function people.may_enter to moothall_app;
