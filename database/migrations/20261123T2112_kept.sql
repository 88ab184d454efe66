-- How long each kind of record is kept, who answers for it and what is held for a reason, for pages of records that say so.
create view information.published_retention with (security_invoker = true) as
  select r.organisation_id, r.kind, r.days, p.name as owner from information.retention_rules r
    left join people.published_persons p on p.id = r.owner_id;
grant select on information.published_retention to moothall_app;
create view information.published_holds with (security_invoker = true) as
  select organisation_id, kind, subject_id from information.legal_holds where lifted_at is null;
grant select on information.published_holds to moothall_app;
