-- What bench/recompute.sql made, always open, with $SOON thresholds in $SECONDS seconds from half a minute on; each case has somebody who is told.
update people.calendar_versions set hours = '{"mon":[["00:00","24:00"]],"tue":[["00:00","24:00"]],"wed":[["00:00","24:00"]],"thu":[["00:00","24:00"]],"fri":[["00:00","24:00"]],"sat":[["00:00","24:00"]],"sun":[["00:00","24:00"]]}';
insert into people.persons (id, organisation_id, name, email)
  select gen_random_uuid(), '00000000-0000-4000-8000-000000000001', 'Analyst ' || n, 'analyst' || n || '@bench.example' from generate_series(1, 50) n;
insert into people.role_assignments (person_id, organisation_id, role)
  select id, organisation_id, 'analyst' from people.persons where name like 'Analyst %';
with analysts as (select array_agg(id) as ids from people.persons where name like 'Analyst %')
update cases.cases set assignee_id = ids[1 + (number % 50)::integer] from analysts;
-- Three quarters of 432,000 seconds are used up after 324,000.
with placed as (select id, row_number() over (order by id) as n from cases.case_clocks)
update cases.case_clocks k set counting_since = case when n <= $SOON
    then now() + interval '30 seconds' + interval '1 second' * (n * $SECONDS::float8 / $SOON) - interval '324000 seconds'
    else now() - interval '1 second' * (n % 200000) end
from placed where placed.id = k.id;
