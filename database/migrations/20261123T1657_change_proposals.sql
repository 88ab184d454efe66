-- A change that moves what is due is looked at before it is made: what was looked at is kept word for word, so that what is confirmed is
-- what was shown (clock semantics 16).
create table people.change_proposals (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  kind             text not null constraint change_proposals_kind_known check (kind in ('calendar', 'targets', 'policy')),
  -- The calendar, or the organisation whose targets change.
  subject_id       uuid not null,
  -- What the change was made from: when the subject has become another, it must be made again.
  base             text not null,
  content          json not null,
  impact           json not null,
  proposed_by      uuid references people.persons,
  proposed_by_name text not null,
  proposed_at      timestamptz not null,
  looked_at        timestamptz not null,
  decided_at       timestamptz,
  decision         text constraint change_proposals_decision_known check (decision in ('applied', 'dropped')),
  constraint change_proposals_decided check ((decided_at is null) = (decision is null))
);
create index change_proposals_open on people.change_proposals (subject_id, proposed_at) where decided_at is null;
select platform.guard('people.change_proposals', 'select, insert, update');
