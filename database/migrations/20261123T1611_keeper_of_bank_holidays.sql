-- Bank holidays are everybody's, so one organisation keeps them for all: the shared service, and where there is none, whoever asks. It
-- answers only about the organisations it is asked about.
create function people.keeper_of_bank_holidays(of uuid[]) returns uuid
  language sql stable security definer set search_path = pg_catalog
as $$
  select id from people.organisations
  where id = any (keeper_of_bank_holidays.of) and id = any ((select platform.visible_organisations())::uuid[])
    and (kind = 'shared_service' or not exists (select from people.organisations where kind = 'shared_service'))
  order by kind = 'shared_service' desc, id limit 1
$$;
revoke execute on function people.keeper_of_bank_holidays from public;
grant execute on function people.keeper_of_bank_holidays to moothall_app;
