-- The roles of an installation. Run at every start by the owner, so it must be safe to repeat and to run twice at once.
--   owner     whoever connects with DATABASE_URL: migrates, runs the queue, owns every table
--   moothall_app       web and work: owns nothing, may not bypass row-level security
--   moothall_search    owns the search functions only: reads past the policies, and applies the same filter itself
--   moothall_reporter  reads the published views
do $$
begin
  perform pg_advisory_xact_lock(7302);
  if not exists (select from pg_roles where rolname = 'moothall_app') then
    create role moothall_app nologin noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'moothall_search') then
    begin
      create role moothall_search nologin bypassrls;
    exception when insufficient_privilege then
      -- Before PostgreSQL 16 nobody else may make a role that bypasses row-level security.
      raise 'the role moothall_search is missing, and only a superuser may create it here' using hint = format(
        'As a superuser: create role moothall_search nologin bypassrls; grant moothall_search to %I with admin option;', current_user);
    end;
  end if;
  if not exists (select from pg_roles where rolname = 'moothall_reporter') then
    create role moothall_reporter nologin;
  end if;
  execute format('grant moothall_app to %I', current_user);
  execute format('grant moothall_search to %I', current_user);
end
$$;
