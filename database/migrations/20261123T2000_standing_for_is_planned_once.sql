-- Asked as every transaction begins, and nearly always answered by "nobody": in this language that question is planned once in a
-- connection's life, not every time.
create or replace function platform.standing_for(named uuid[], of_service boolean) returns uuid[]
  language plpgsql stable
as $$
begin
  if not exists (select from platform.successions) then return named; end if;
  return (
    with now_standing as (
      select unnest(named) as id
      union select s.successor_id from platform.successions s where of_service and s.predecessor_id = any (named))
    select coalesce(array_agg(id), '{}') from (
      select id from now_standing
      union select s.predecessor_id from platform.successions s join now_standing n on n.id = s.successor_id) everybody);
end
$$;
