-- Who is told when is said by rules of escalation alone (docs/decisions/0022). What targets said besides was told to nobody: each
-- becomes a rule of its organisation, for whoever has the case and those who lead its team, beside the rules it has or the usual ones.
with said as (
  select t.organisation_id, case a.kind when 'sla' then 'sla' else a.id::text end as under, t.metric, t.priority,
    case when x ->> 'percent' is null then 'before' else 'percent' end as mark,
    case when x ->> 'percent' is null then greatest(1, round((x ->> 'seconds_before')::numeric / 60))
      else least(100, greatest(1, round((x ->> 'percent')::numeric))) end as amount
  from catalogue.agreements a
    join lateral (select id from catalogue.agreement_versions where agreement_id = a.id and effective_from is not null
      order by effective_from desc, number desc limit 1) v on true
    join catalogue.targets t on t.version_id = v.id
    cross join lateral json_array_elements(t.thresholds) x
  where a.retired_at is null
), rules as (
  select organisation_id, jsonb_agg(jsonb_build_object('id', gen_random_uuid(), 'under', under, 'metric', metric, 'priorities', priorities,
    'category_id', null, 'mark', mark, 'amount', amount, 'tells', jsonb_build_array('assignee', 'leads'), 'person_id', null, 'wakes', false,
    'repeat_minutes', null, 'repeat_most', 0, 'since', to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) as rules
  from (
    select organisation_id, under, metric, mark, amount, jsonb_agg(distinct priority) as priorities from said
    group by organisation_id, under, metric, mark, amount) one
  group by organisation_id
), usual as (
  select jsonb_agg(jsonb_build_object('metric', null, 'category_id', null, 'mark', 'percent', 'person_id', null,
    'since', '1970-01-01T00:00:00.000Z', 'wakes', false, 'priorities', '[]'::jsonb, 'repeat_minutes', null, 'repeat_most', 0) || rule) as rules
  from jsonb_array_elements('[
    {"id": "00000000-0000-7000-8000-000000000001", "under": "sla", "amount": 50, "tells": ["on_call"], "priorities": ["P1"], "wakes": true,
      "repeat_minutes": 10, "repeat_most": 3},
    {"id": "00000000-0000-7000-8000-000000000002", "under": null, "amount": 75, "tells": ["assignee", "hooks"]},
    {"id": "00000000-0000-7000-8000-000000000003", "under": "sla", "amount": 90, "tells": ["leads"]},
    {"id": "00000000-0000-7000-8000-000000000004", "under": "sla", "amount": 100, "tells": ["assignee", "leads", "managers", "hooks"]},
    {"id": "00000000-0000-7000-8000-000000000005", "under": "ola", "amount": 100, "tells": ["assignee", "leads"]},
    {"id": "00000000-0000-7000-8000-000000000006", "under": "supplier", "amount": 100, "tells": ["assignee", "leads"]}]') rule
)
insert into cases.escalation_plans (organisation_id, rules, changed_at)
  select rules.organisation_id, usual.rules || rules.rules, now() from rules, usual
on conflict (organisation_id) do update
  set rules = escalation_plans.rules || (select r.rules from rules r where r.organisation_id = excluded.organisation_id),
    version = escalation_plans.version + 1, changed_at = now();

alter table catalogue.targets drop column thresholds;

-- What teams and suppliers owe is told from now on, and nothing of what passed before.
update cases.case_clocks set escalate_at = '-infinity', quiet_until = coalesce(quiet_until, now()) where state = 'running' and kind <> 'sla';
update cases.case_clocks k set escalate_at = '-infinity' from cases.escalation_plans p
  where p.organisation_id = k.organisation_id and k.state = 'running' and p.changed_at = now();
