-- Made by `npm run schema` from database/migrations; a test keeps it true. Not to be run.

-- row-level security
table cases.attachments (
  file_id uuid not null,
  organisation_id uuid not null,
  case_id uuid not null,
  message_id uuid,
  shown_to text not null
)
--   constraint attachments_case_id_fkey: FOREIGN KEY (case_id) REFERENCES cases.cases(id)
--   constraint attachments_file_id_fkey: FOREIGN KEY (file_id) REFERENCES platform.files(id)
--   constraint attachments_message_id_fkey: FOREIGN KEY (message_id) REFERENCES cases.messages(id)
--   constraint attachments_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint attachments_pkey: PRIMARY KEY (file_id)
--   constraint attachments_shown_to_known: CHECK ((shown_to = ANY (ARRAY['everyone'::text, 'staff'::text])))
--   index attachments_by_case: CREATE INDEX attachments_by_case ON cases.attachments USING btree (case_id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = attachments.case_id)))) OR cases.may_read(case_id))) with check ()

-- row-level security
table cases.breach_explanations (
  case_id uuid not null,
  organisation_id uuid not null,
  cause text not null,
  effect text not null,
  fix text not null,
  prevention text not null,
  written_by uuid,
  written_at timestamp with time zone not null
)
--   constraint breach_explanations_case_id_fkey: FOREIGN KEY (case_id) REFERENCES cases.cases(id)
--   constraint breach_explanations_cause_present: CHECK ((cause <> ''::text))
--   constraint breach_explanations_effect_present: CHECK ((effect <> ''::text))
--   constraint breach_explanations_fix_present: CHECK ((fix <> ''::text))
--   constraint breach_explanations_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint breach_explanations_pkey: PRIMARY KEY (case_id)
--   constraint breach_explanations_prevention_present: CHECK ((prevention <> ''::text))
--   constraint breach_explanations_written_by_fkey: FOREIGN KEY (written_by) REFERENCES people.persons(id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = breach_explanations.case_id)))) OR cases.may_read(case_id))) with check ()

-- row-level security
table cases.bulk_changes (
  id uuid not null,
  organisation_id uuid not null,
  person_id uuid not null,
  what text not null,
  before jsonb not null,
  done_at timestamp with time zone not null,
  undone_at timestamp with time zone
)
--   constraint bulk_changes_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint bulk_changes_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint bulk_changes_pkey: PRIMARY KEY (id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table cases.case_clocks (
  id uuid not null,
  organisation_id uuid not null,
  case_id uuid not null,
  metric text not null,
  priority text not null,
  target_seconds integer not null,
  warn_percent smallint not null,
  calendar_id uuid,
  started_at timestamp with time zone not null,
  state text not null,
  used_seconds double precision not null default 0,
  counting_since timestamp with time zone,
  due_at timestamp with time zone,
  warn_at timestamp with time zone,
  warned_at timestamp with time zone,
  missed_at timestamp with time zone,
  missed_because text,
  stopped_at timestamp with time zone,
  outcome text,
  look_at timestamp with time zone,
  escalate_at timestamp with time zone,
  quiet_until timestamp with time zone,
  kind text not null default 'sla'::text,
  agreement_id uuid,
  turn integer not null default 1,
  standing boolean not null default true,
  pinned_due_at timestamp with time zone
)
--   constraint case_clocks_agreement: CHECK (((kind = 'sla'::text) = (agreement_id IS NULL)))
--   constraint case_clocks_agreement_id_fkey: FOREIGN KEY (agreement_id) REFERENCES catalogue.agreements(id)
--   constraint case_clocks_calendar_id_fkey: FOREIGN KEY (calendar_id) REFERENCES people.calendars(id)
--   constraint case_clocks_case_id_fkey: FOREIGN KEY (case_id) REFERENCES cases.cases(id)
--   constraint case_clocks_counting: CHECK (((state = 'running'::text) = (counting_since IS NOT NULL)))
--   constraint case_clocks_kind_known: CHECK ((kind = ANY (ARRAY['sla'::text, 'ola'::text, 'supplier'::text])))
--   constraint case_clocks_metric_known: CHECK ((metric = ANY (ARRAY['acknowledge'::text, 'first_response'::text, 'next_response'::text, 'keep_informed'::text, 'own'::text, 'restore'::text, 'resolve'::text, 'fulfil'::text])))
--   constraint case_clocks_missed_because_known: CHECK ((missed_because = ANY (ARRAY['time'::text, 'reclassified'::text])))
--   constraint case_clocks_one_of_each: UNIQUE NULLS NOT DISTINCT (case_id, metric, agreement_id, turn)
--   constraint case_clocks_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint case_clocks_outcome_known: CHECK ((outcome = ANY (ARRAY['met'::text, 'missed'::text, 'merged'::text, 'handed_on'::text, 'passed'::text, 'void'::text])))
--   constraint case_clocks_pkey: PRIMARY KEY (id)
--   constraint case_clocks_state_known: CHECK ((state = ANY (ARRAY['running'::text, 'paused'::text, 'stopped'::text])))
--   constraint case_clocks_stopped: CHECK (((state = 'stopped'::text) = ((stopped_at IS NOT NULL) AND (outcome IS NOT NULL))))
--   index case_clocks_open_by_calendar: CREATE INDEX case_clocks_open_by_calendar ON cases.case_clocks USING btree (calendar_id, case_id) WHERE (state = ANY (ARRAY['running'::text, 'paused'::text]))
--   index case_clocks_to_escalate: CREATE INDEX case_clocks_to_escalate ON cases.case_clocks USING btree (escalate_at) WHERE (escalate_at IS NOT NULL)
--   index case_clocks_to_look_at: CREATE INDEX case_clocks_to_look_at ON cases.case_clocks USING btree (look_at) WHERE (look_at IS NOT NULL)
--   index case_clocks_to_plan: CREATE INDEX case_clocks_to_plan ON cases.case_clocks USING btree (organisation_id) WHERE (escalate_at = '-infinity'::timestamp with time zone)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = case_clocks.case_id)))) OR cases.may_read(case_id))) with check ()

-- row-level security
table cases.case_readers (
  id uuid not null,
  organisation_id uuid not null,
  case_id uuid not null,
  person_id uuid,
  team_id uuid,
  added_by uuid,
  added_at timestamp with time zone not null
)
--   constraint case_readers_added_by_fkey: FOREIGN KEY (added_by) REFERENCES people.persons(id)
--   constraint case_readers_case_id_fkey: FOREIGN KEY (case_id) REFERENCES cases.cases(id)
--   constraint case_readers_one_each: UNIQUE NULLS NOT DISTINCT (case_id, person_id, team_id)
--   constraint case_readers_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint case_readers_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint case_readers_person_or_team: CHECK (((person_id IS NULL) <> (team_id IS NULL)))
--   constraint case_readers_pkey: PRIMARY KEY (id)
--   constraint case_readers_team_id_fkey: FOREIGN KEY (team_id) REFERENCES people.teams(id)
--   index case_readers_by_person: CREATE INDEX case_readers_by_person ON cases.case_readers USING btree (person_id) WHERE (person_id IS NOT NULL)
--   index case_readers_by_team: CREATE INDEX case_readers_by_team ON cases.case_readers USING btree (team_id) WHERE (team_id IS NOT NULL)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = case_readers.case_id)))) OR cases.may_read(case_id))) with check ()

-- row-level security
table cases.cases (
  id uuid not null,
  organisation_id uuid not null,
  number bigint not null default nextval('cases.case_numbers'::regclass),
  reference text not null generated as cases.reference_of(number),
  kind text not null,
  state text not null,
  is_open boolean not null generated as (state = ANY (ARRAY['new'::text, 'in_progress'::text, 'on_hold'::text])),
  subject text not null,
  channel text not null,
  category_id uuid,
  impact smallint not null,
  urgency smallint not null,
  priority text not null,
  requester_id uuid not null,
  logged_by uuid,
  team_id uuid,
  assignee_id uuid,
  hold_reason text,
  held_until timestamp with time zone,
  closure_code text,
  resolution text,
  next_due_at timestamp with time zone,
  next_metric text,
  started_at timestamp with time zone not null,
  logged_at timestamp with time zone not null,
  first_responded_at timestamp with time zone,
  resolved_at timestamp with time zone,
  closed_at timestamp with time zone,
  changed_at timestamp with time zone not null,
  last_message_at timestamp with time zone,
  last_message text,
  last_message_from text,
  unread boolean not null default false,
  reassignments integer not null default 0,
  reopenings integer not null default 0,
  merged_into_id uuid,
  location text,
  external_system text,
  external_reference text,
  extra jsonb not null default '{}'::jsonb,
  version integer not null default 1,
  restricted boolean not null default false
)
--   constraint cases_assignee_id_fkey: FOREIGN KEY (assignee_id) REFERENCES people.persons(id)
--   constraint cases_category_id_fkey: FOREIGN KEY (category_id) REFERENCES catalogue.categories(id)
--   constraint cases_channel_known: CHECK ((channel = ANY (ARRAY['portal'::text, 'telephone'::text, 'email'::text, 'walk_in'::text, 'chat'::text, 'api'::text, 'monitoring'::text, 'social'::text, 'other'::text])))
--   constraint cases_closure_code_known: CHECK ((closure_code = ANY (ARRAY['solved'::text, 'workaround'::text, 'cancelled'::text, 'duplicate'::text, 'no_answer'::text, 'merged'::text, 'not_ours'::text, 'passed'::text])))
--   constraint cases_hold_reason_known: CHECK ((hold_reason = ANY (ARRAY['requester'::text, 'supplier'::text, 'development'::text, 'planned'::text])))
--   constraint cases_impact_range: CHECK (((impact >= 1) AND (impact <= 3)))
--   constraint cases_kind_known: CHECK ((kind = ANY (ARRAY['incident'::text, 'service_request'::text])))
--   constraint cases_last_message_from_known: CHECK ((last_message_from = ANY (ARRAY['requester'::text, 'staff'::text])))
--   constraint cases_logged_by_fkey: FOREIGN KEY (logged_by) REFERENCES people.persons(id)
--   constraint cases_merged_into_id_fkey: FOREIGN KEY (merged_into_id) REFERENCES cases.cases(id)
--   constraint cases_on_hold_has_reason: CHECK (((state = 'on_hold'::text) = (hold_reason IS NOT NULL)))
--   constraint cases_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint cases_pkey: PRIMARY KEY (id)
--   constraint cases_priority_known: CHECK ((priority = ANY (ARRAY['P1'::text, 'P2'::text, 'P3'::text, 'P4'::text])))
--   constraint cases_reference_unique: UNIQUE (reference)
--   constraint cases_requester_id_fkey: FOREIGN KEY (requester_id) REFERENCES people.persons(id)
--   constraint cases_state_known: CHECK ((state = ANY (ARRAY['new'::text, 'in_progress'::text, 'on_hold'::text, 'resolved'::text, 'closed'::text])))
--   constraint cases_subject_present: CHECK ((subject <> ''::text))
--   constraint cases_team_id_fkey: FOREIGN KEY (team_id) REFERENCES people.teams(id)
--   constraint cases_urgency_range: CHECK (((urgency >= 1) AND (urgency <= 3)))
--   index cases_by_change: CREATE INDEX cases_by_change ON cases.cases USING btree (organisation_id, changed_at)
--   index cases_by_logging: CREATE INDEX cases_by_logging ON cases.cases USING btree (organisation_id, logged_at DESC)
--   index cases_by_requester: CREATE INDEX cases_by_requester ON cases.cases USING btree (requester_id, logged_at DESC)
--   index cases_by_resolution: CREATE INDEX cases_by_resolution ON cases.cases USING btree (organisation_id, resolved_at) WHERE (resolved_at IS NOT NULL)
--   index cases_external_reference_unique: CREATE UNIQUE INDEX cases_external_reference_unique ON cases.cases USING btree (organisation_id, external_system, external_reference) WHERE (external_reference IS NOT NULL)
--   index cases_queue_of_all: CREATE INDEX cases_queue_of_all ON cases.cases USING btree (next_due_at, id) WHERE is_open
--   index cases_queue_of_assignee: CREATE INDEX cases_queue_of_assignee ON cases.cases USING btree (assignee_id, next_due_at, id) WHERE is_open
--   index cases_queue_of_nobody: CREATE INDEX cases_queue_of_nobody ON cases.cases USING btree (next_due_at, id) WHERE (is_open AND (assignee_id IS NULL))
--   index cases_queue_of_organisation: CREATE INDEX cases_queue_of_organisation ON cases.cases USING btree (organisation_id, next_due_at, id) WHERE is_open
--   index cases_queue_of_team: CREATE INDEX cases_queue_of_team ON cases.cases USING btree (team_id, next_due_at, id) WHERE is_open
--   index cases_restricted: CREATE INDEX cases_restricted ON cases.cases USING btree (organisation_id, logged_at DESC) WHERE restricted
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using (((NOT restricted) OR cases.may_read(id))) with check ()

-- row-level security
table cases.continuations (
  case_id uuid not null,
  organisation_id uuid not null,
  from_case_id uuid not null,
  from_reference text not null,
  from_organisation text not null,
  plan_id uuid not null,
  continued_at timestamp with time zone not null,
  position integer not null
)
--   constraint continuations_case_id_fkey: FOREIGN KEY (case_id) REFERENCES cases.cases(id)
--   constraint continuations_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint continuations_pkey: PRIMARY KEY (case_id)
--   index continuations_by_reference: CREATE INDEX continuations_by_reference ON cases.continuations USING btree (from_reference)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = continuations.case_id)))) OR cases.may_read(case_id))) with check ()

-- row-level security
table cases.dismissed_bursts (
  organisation_id uuid not null,
  category text not null,
  until timestamp with time zone not null
)
--   constraint dismissed_bursts_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint dismissed_bursts_pkey: PRIMARY KEY (organisation_id, category)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table cases.disputed_outcomes (
  case_id uuid not null,
  metric text not null,
  organisation_id uuid not null,
  outcome text not null,
  used_seconds double precision not null,
  worked_out_at timestamp with time zone not null
)
--   constraint disputed_outcomes_case_id_fkey: FOREIGN KEY (case_id) REFERENCES cases.cases(id)
--   constraint disputed_outcomes_known: CHECK ((outcome = ANY (ARRAY['met'::text, 'missed'::text])))
--   constraint disputed_outcomes_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint disputed_outcomes_pkey: PRIMARY KEY (case_id, metric)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = disputed_outcomes.case_id)))) OR cases.may_read(case_id))) with check ()

-- row-level security
table cases.escalation_persons (
  escalation_id uuid not null,
  organisation_id uuid not null,
  person_id uuid not null,
  told_as text not null,
  told_at timestamp with time zone not null,
  gathers boolean not null default false
)
--   constraint escalation_persons_escalation_id_fkey: FOREIGN KEY (escalation_id) REFERENCES cases.escalations(id)
--   constraint escalation_persons_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint escalation_persons_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint escalation_persons_pkey: PRIMARY KEY (escalation_id, person_id)
--   index escalation_persons_by_person: CREATE INDEX escalation_persons_by_person ON cases.escalation_persons USING btree (person_id, told_at DESC)
--   index escalation_persons_gathering: CREATE INDEX escalation_persons_gathering ON cases.escalation_persons USING btree (person_id) WHERE gathers
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using ((NOT cases.hides_escalation(escalation_id))) with check ()

-- row-level security
table cases.escalation_plans (
  organisation_id uuid not null,
  rules jsonb not null,
  version integer not null default 1,
  changed_at timestamp with time zone not null
)
--   constraint escalation_plans_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint escalation_plans_pkey: PRIMARY KEY (organisation_id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table cases.escalations (
  id uuid not null,
  organisation_id uuid not null,
  case_id uuid not null,
  case_clock_id uuid not null,
  rule_id uuid not null,
  metric text not null,
  priority text not null,
  mark text not null,
  amount integer not null,
  tells text[] not null,
  rule_person_id uuid,
  wakes boolean not null,
  planned_at timestamp with time zone not null,
  fired_at timestamp with time zone not null,
  repeat_minutes integer,
  repeat_most integer not null default 0,
  repeats integer not null default 0,
  repeat_at timestamp with time zone,
  raised_at timestamp with time zone,
  acknowledged_by uuid,
  acknowledged_at timestamp with time zone
)
--   constraint escalations_acknowledged: CHECK (((acknowledged_at IS NULL) OR (repeat_at IS NULL)))
--   constraint escalations_acknowledged_by_fkey: FOREIGN KEY (acknowledged_by) REFERENCES people.persons(id)
--   constraint escalations_case_clock_id_fkey: FOREIGN KEY (case_clock_id) REFERENCES cases.case_clocks(id)
--   constraint escalations_case_id_fkey: FOREIGN KEY (case_id) REFERENCES cases.cases(id)
--   constraint escalations_mark_known: CHECK ((mark = ANY (ARRAY['percent'::text, 'before'::text, 'after'::text])))
--   constraint escalations_once: UNIQUE (case_clock_id, rule_id)
--   constraint escalations_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint escalations_pkey: PRIMARY KEY (id)
--   constraint escalations_rule_person_id_fkey: FOREIGN KEY (rule_person_id) REFERENCES people.persons(id)
--   index escalations_by_case: CREATE INDEX escalations_by_case ON cases.escalations USING btree (case_id, planned_at)
--   index escalations_to_repeat: CREATE INDEX escalations_to_repeat ON cases.escalations USING btree (repeat_at) WHERE (repeat_at IS NOT NULL)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = escalations.case_id)))) OR cases.may_read(case_id))) with check ()

-- row-level security
table cases.imported_histories (
  case_id uuid not null,
  organisation_id uuid not null,
  events integer not null,
  history_hash text not null,
  facts_hash text not null,
  position integer not null,
  imported_at timestamp with time zone not null,
  promised_at timestamp with time zone
)
--   constraint imported_histories_case_id_fkey: FOREIGN KEY (case_id) REFERENCES cases.cases(id)
--   constraint imported_histories_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint imported_histories_pkey: PRIMARY KEY (case_id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = imported_histories.case_id)))) OR cases.may_read(case_id))) with check ()

-- row-level security
table cases.last_looks (
  case_id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  looked_at timestamp with time zone not null
)
--   constraint last_looks_case_id_fkey: FOREIGN KEY (case_id) REFERENCES cases.cases(id)
--   constraint last_looks_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint last_looks_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint last_looks_pkey: PRIMARY KEY (case_id, person_id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = last_looks.case_id)))) OR cases.may_read(case_id))) with check ()

-- row-level security
table cases.links (
  case_id uuid not null,
  other_case_id uuid not null,
  kind text not null,
  organisation_id uuid not null
)
--   constraint links_case_id_fkey: FOREIGN KEY (case_id) REFERENCES cases.cases(id)
--   constraint links_kind_known: CHECK ((kind = ANY (ARRAY['duplicate_of'::text, 'parent_of'::text, 'related_to'::text])))
--   constraint links_not_to_itself: CHECK ((case_id <> other_case_id))
--   constraint links_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint links_other_case_id_fkey: FOREIGN KEY (other_case_id) REFERENCES cases.cases(id)
--   constraint links_pkey: PRIMARY KEY (case_id, other_case_id, kind)
--   index links_by_other: CREATE INDEX links_by_other ON cases.links USING btree (other_case_id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = links.case_id)))) OR cases.may_read(case_id))) with check ()
--   policy restricted_cases_by_other_case_id: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = links.other_case_id)))) OR cases.may_read(other_case_id))) with check ()

-- row-level security
table cases.major_incident_cases (
  major_id uuid not null,
  case_id uuid not null,
  organisation_id uuid not null,
  linked_at timestamp with time zone not null,
  linked_by uuid,
  over boolean not null default false
)
--   constraint major_incident_cases_case_id_fkey: FOREIGN KEY (case_id) REFERENCES cases.cases(id)
--   constraint major_incident_cases_linked_by_fkey: FOREIGN KEY (linked_by) REFERENCES people.persons(id)
--   constraint major_incident_cases_major_id_fkey: FOREIGN KEY (major_id) REFERENCES cases.major_incidents(id)
--   constraint major_incident_cases_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint major_incident_cases_pkey: PRIMARY KEY (major_id, case_id)
--   index major_incident_cases_by_case: CREATE INDEX major_incident_cases_by_case ON cases.major_incident_cases USING btree (case_id)
--   index major_incident_cases_one_at_a_time: CREATE UNIQUE INDEX major_incident_cases_one_at_a_time ON cases.major_incident_cases USING btree (case_id) WHERE (NOT over)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = major_incident_cases.case_id)))) OR cases.may_read(case_id))) with check ()

-- row-level security
table cases.major_incident_updates (
  id uuid not null,
  major_id uuid not null,
  organisation_id uuid not null,
  shown_to text not null,
  body text not null,
  author_id uuid,
  author_name text not null,
  said_at timestamp with time zone not null,
  told_through uuid,
  told integer not null default 0,
  told_at timestamp with time zone
)
--   constraint major_incident_updates_author_id_fkey: FOREIGN KEY (author_id) REFERENCES people.persons(id)
--   constraint major_incident_updates_major_id_fkey: FOREIGN KEY (major_id) REFERENCES cases.major_incidents(id)
--   constraint major_incident_updates_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint major_incident_updates_pkey: PRIMARY KEY (id)
--   constraint major_incident_updates_shown_to_known: CHECK ((shown_to = ANY (ARRAY['everyone'::text, 'staff'::text])))
--   index major_incident_updates_by_major: CREATE INDEX major_incident_updates_by_major ON cases.major_incident_updates USING btree (major_id, said_at)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table cases.major_incidents (
  id uuid not null,
  organisation_id uuid not null,
  number bigint not null default nextval('cases.major_incident_numbers'::regclass),
  reference text not null generated as ('MI-'::text || (number)::text),
  case_id uuid not null,
  title text not null,
  affected text not null default ''::text,
  workaround text not null default ''::text,
  state text not null default 'open'::text,
  declared_at timestamp with time zone not null,
  declared_by uuid,
  lead_id uuid,
  communications_id uuid,
  technical_id uuid,
  update_minutes integer not null,
  next_update_due_at timestamp with time zone,
  reminded_at timestamp with time zone,
  notice_id uuid,
  resolved_at timestamp with time zone,
  resolution text,
  cause text,
  effect text,
  fix text,
  prevention text,
  reviewed_at timestamp with time zone,
  reviewed_by uuid,
  closed_at timestamp with time zone
)
--   constraint major_incidents_case_id_fkey: FOREIGN KEY (case_id) REFERENCES cases.cases(id)
--   constraint major_incidents_closed_are_reviewed: CHECK (((state <> 'closed'::text) OR ((reviewed_at IS NOT NULL) AND (closed_at IS NOT NULL))))
--   constraint major_incidents_communications_id_fkey: FOREIGN KEY (communications_id) REFERENCES people.persons(id)
--   constraint major_incidents_declared_by_fkey: FOREIGN KEY (declared_by) REFERENCES people.persons(id)
--   constraint major_incidents_lead_id_fkey: FOREIGN KEY (lead_id) REFERENCES people.persons(id)
--   constraint major_incidents_notice_id_fkey: FOREIGN KEY (notice_id) REFERENCES content.notices(id)
--   constraint major_incidents_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint major_incidents_pkey: PRIMARY KEY (id)
--   constraint major_incidents_reference_unique: UNIQUE (reference)
--   constraint major_incidents_resolved: CHECK (((state = 'open'::text) = (resolved_at IS NULL)))
--   constraint major_incidents_review_is_whole: CHECK (((reviewed_at IS NULL) OR ((cause <> ''::text) AND (effect <> ''::text) AND (fix <> ''::text) AND (prevention <> ''::text))))
--   constraint major_incidents_reviewed_by_fkey: FOREIGN KEY (reviewed_by) REFERENCES people.persons(id)
--   constraint major_incidents_state_known: CHECK ((state = ANY (ARRAY['open'::text, 'resolved'::text, 'closed'::text])))
--   constraint major_incidents_technical_id_fkey: FOREIGN KEY (technical_id) REFERENCES people.persons(id)
--   constraint major_incidents_title_present: CHECK ((title <> ''::text))
--   constraint major_incidents_update_minutes_range: CHECK (((update_minutes >= 5) AND (update_minutes <= 1440)))
--   index major_incidents_by_case: CREATE INDEX major_incidents_by_case ON cases.major_incidents USING btree (case_id)
--   index major_incidents_by_time: CREATE INDEX major_incidents_by_time ON cases.major_incidents USING btree (organisation_id, declared_at DESC)
--   index major_incidents_open: CREATE INDEX major_incidents_open ON cases.major_incidents USING btree (organisation_id) WHERE (state = 'open'::text)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = major_incidents.case_id)))) OR cases.may_read(case_id))) with check ()

-- row-level security
table cases.merges (
  id uuid not null,
  organisation_id uuid not null,
  from_case_id uuid not null,
  into_case_id uuid not null,
  before jsonb not null,
  merged_by uuid,
  merged_at timestamp with time zone not null,
  undone_at timestamp with time zone,
  undone_by uuid
)
--   constraint merges_from_case_id_fkey: FOREIGN KEY (from_case_id) REFERENCES cases.cases(id)
--   constraint merges_into_case_id_fkey: FOREIGN KEY (into_case_id) REFERENCES cases.cases(id)
--   constraint merges_merged_by_fkey: FOREIGN KEY (merged_by) REFERENCES people.persons(id)
--   constraint merges_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint merges_pkey: PRIMARY KEY (id)
--   constraint merges_undone_by_fkey: FOREIGN KEY (undone_by) REFERENCES people.persons(id)
--   index merges_by_from: CREATE INDEX merges_by_from ON cases.merges USING btree (from_case_id)
--   index merges_by_into: CREATE INDEX merges_by_into ON cases.merges USING btree (into_case_id)
--   index merges_one_in_force: CREATE UNIQUE INDEX merges_one_in_force ON cases.merges USING btree (from_case_id) WHERE (undone_at IS NULL)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases_by_from_case_id: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = merges.from_case_id)))) OR cases.may_read(from_case_id))) with check ()
--   policy restricted_cases_by_into_case_id: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = merges.into_case_id)))) OR cases.may_read(into_case_id))) with check ()

-- row-level security
table cases.message_recipients (
  message_id uuid not null,
  kind text not null,
  position smallint not null,
  organisation_id uuid not null,
  role text not null,
  person_id uuid,
  name text,
  address text not null,
  sent_id uuid not null
)
--   constraint message_recipients_message: FOREIGN KEY (message_id, kind) REFERENCES cases.messages(id, kind)
--   constraint message_recipients_never_a_note: CHECK ((kind = ANY (ARRAY['reply'::text, 'forward'::text])))
--   constraint message_recipients_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint message_recipients_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint message_recipients_pkey: PRIMARY KEY (message_id, "position")
--   constraint message_recipients_role_known: CHECK ((role = ANY (ARRAY['requester'::text, 'copied'::text, 'representative'::text, 'third_party'::text, 'supplier'::text])))
--   constraint message_recipients_sent_id_fkey: FOREIGN KEY (sent_id) REFERENCES channels.sent_messages(id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using ((NOT cases.hides_message(message_id))) with check ()

-- row-level security
table cases.message_sources (
  message_id uuid not null,
  organisation_id uuid not null,
  case_id uuid not null,
  received_id uuid not null,
  raw_organisation_id uuid not null,
  filed_at timestamp with time zone not null,
  from_name text,
  from_address text,
  to_addresses jsonb not null default '[]'::jsonb,
  cc_addresses jsonb not null default '[]'::jsonb,
  subject text,
  html text,
  full_text text,
  quoted boolean not null default false,
  standing text not null,
  why text,
  person_id uuid,
  from_staff boolean not null default false,
  new_person boolean not null default false,
  auto_reply boolean not null default false,
  may_answer boolean not null,
  trouble text[] not null default '{}'::text[],
  left_out text[] not null default '{}'::text[],
  remote_images integer not null default 0,
  inline_files jsonb not null default '{}'::jsonb,
  kinds jsonb not null default '{}'::jsonb,
  mentions_id uuid,
  accepted_as uuid,
  settled_by uuid,
  settled_at timestamp with time zone
)
--   constraint message_sources_accepted_as_fkey: FOREIGN KEY (accepted_as) REFERENCES cases.messages(id)
--   constraint message_sources_case_id_fkey: FOREIGN KEY (case_id) REFERENCES cases.cases(id)
--   constraint message_sources_mentions_id_fkey: FOREIGN KEY (mentions_id) REFERENCES cases.cases(id)
--   constraint message_sources_message_id_fkey: FOREIGN KEY (message_id) REFERENCES cases.messages(id)
--   constraint message_sources_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint message_sources_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint message_sources_pkey: PRIMARY KEY (message_id)
--   constraint message_sources_raw_organisation_id_fkey: FOREIGN KEY (raw_organisation_id) REFERENCES people.organisations(id)
--   constraint message_sources_received_id_fkey: FOREIGN KEY (received_id) REFERENCES channels.received_messages(id)
--   constraint message_sources_settled_by_fkey: FOREIGN KEY (settled_by) REFERENCES people.persons(id)
--   constraint message_sources_standing_known: CHECK ((standing = ANY (ARRAY['trusted'::text, 'held'::text, 'accepted'::text, 'moved'::text, 'rejected'::text, 'machine'::text])))
--   index message_sources_by_case: CREATE INDEX message_sources_by_case ON cases.message_sources USING btree (case_id, filed_at)
--   index message_sources_by_received: CREATE INDEX message_sources_by_received ON cases.message_sources USING btree (received_id)
--   index message_sources_new_people: CREATE INDEX message_sources_new_people ON cases.message_sources USING btree (raw_organisation_id, filed_at) WHERE new_person
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = message_sources.case_id)))) OR cases.may_read(case_id))) with check ()

-- row-level security
table cases.messages (
  id uuid not null,
  organisation_id uuid not null,
  case_id uuid not null,
  kind text not null,
  author_id uuid,
  author_name text not null,
  author_side text not null,
  channel text not null,
  body text not null,
  sent_at timestamp with time zone not null,
  split_to_id uuid
)
--   constraint messages_author_id_fkey: FOREIGN KEY (author_id) REFERENCES people.persons(id)
--   constraint messages_author_side_known: CHECK ((author_side = ANY (ARRAY['requester'::text, 'staff'::text])))
--   constraint messages_case_id_fkey: FOREIGN KEY (case_id) REFERENCES cases.cases(id)
--   constraint messages_kind_known: CHECK ((kind = ANY (ARRAY['request'::text, 'reply'::text, 'note'::text, 'forward'::text])))
--   constraint messages_of_one_kind: UNIQUE (id, kind)
--   constraint messages_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint messages_pkey: PRIMARY KEY (id)
--   constraint messages_requesters_write_no_notes: CHECK ((NOT ((kind = 'note'::text) AND (author_side = 'requester'::text))))
--   constraint messages_split_to_id_fkey: FOREIGN KEY (split_to_id) REFERENCES cases.cases(id)
--   constraint messages_staff_forward: CHECK ((NOT ((kind = 'forward'::text) AND (author_side = 'requester'::text))))
--   index messages_by_case: CREATE INDEX messages_by_case ON cases.messages USING btree (case_id, sent_at, id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = messages.case_id)))) OR cases.may_read(case_id))) with check ()

-- row-level security
table cases.participants (
  id uuid not null,
  organisation_id uuid not null,
  case_id uuid not null,
  person_id uuid,
  name text,
  address text not null,
  address_key text not null generated as lower(address),
  role text not null,
  added_by uuid,
  added_at timestamp with time zone not null,
  removed_at timestamp with time zone
)
--   constraint participants_added_by_fkey: FOREIGN KEY (added_by) REFERENCES people.persons(id)
--   constraint participants_address_shape: CHECK ((address ~ '^[^@[:space:][:cntrl:],;<>]+@[^@[:space:][:cntrl:],;<>]+$'::text))
--   constraint participants_case_id_fkey: FOREIGN KEY (case_id) REFERENCES cases.cases(id)
--   constraint participants_name_on_one_line: CHECK ((name !~ '[[:cntrl:]]'::text))
--   constraint participants_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint participants_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint participants_pkey: PRIMARY KEY (id)
--   constraint participants_role_known: CHECK ((role = ANY (ARRAY['copied'::text, 'representative'::text, 'third_party'::text, 'supplier'::text])))
--   index participants_by_person: CREATE INDEX participants_by_person ON cases.participants USING btree (person_id) WHERE (removed_at IS NULL)
--   index participants_once_each: CREATE UNIQUE INDEX participants_once_each ON cases.participants USING btree (case_id, address_key) WHERE (removed_at IS NULL)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = participants.case_id)))) OR cases.may_read(case_id))) with check ()

-- row-level security
table cases.passed_cases (
  case_id uuid not null,
  organisation_id uuid not null,
  continued_as uuid not null,
  reference text not null,
  plan_id uuid not null,
  passed_at timestamp with time zone not null,
  before jsonb not null
)
--   constraint passed_cases_case_id_fkey: FOREIGN KEY (case_id) REFERENCES cases.cases(id)
--   constraint passed_cases_continued_as_fkey: FOREIGN KEY (continued_as) REFERENCES cases.cases(id)
--   constraint passed_cases_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint passed_cases_pkey: PRIMARY KEY (case_id)
--   index passed_cases_by_plan: CREATE INDEX passed_cases_by_plan ON cases.passed_cases USING btree (plan_id, case_id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = passed_cases.case_id)))) OR cases.may_read(case_id))) with check ()

-- row-level security
table cases.pause_disputes (
  id uuid not null,
  organisation_id uuid not null,
  case_id uuid not null,
  pause_id uuid not null,
  because text not null,
  raised_by uuid not null,
  raised_at timestamp with time zone not null,
  state text not null default 'open'::text,
  words text,
  settled_by uuid,
  settled_at timestamp with time zone
)
--   constraint pause_disputes_answered: CHECK (((state <> ALL (ARRAY['upheld'::text, 'rejected'::text])) OR (btrim(words) <> ''::text)))
--   constraint pause_disputes_because_present: CHECK ((btrim(because) <> ''::text))
--   constraint pause_disputes_case_id_fkey: FOREIGN KEY (case_id) REFERENCES cases.cases(id)
--   constraint pause_disputes_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint pause_disputes_pause_id_fkey: FOREIGN KEY (pause_id) REFERENCES cases.pauses(id)
--   constraint pause_disputes_pkey: PRIMARY KEY (id)
--   constraint pause_disputes_raised_by_fkey: FOREIGN KEY (raised_by) REFERENCES people.persons(id)
--   constraint pause_disputes_settled: CHECK (((state = 'open'::text) = (settled_at IS NULL)))
--   constraint pause_disputes_settled_by_fkey: FOREIGN KEY (settled_by) REFERENCES people.persons(id)
--   constraint pause_disputes_state_known: CHECK ((state = ANY (ARRAY['open'::text, 'upheld'::text, 'rejected'::text, 'withdrawn'::text])))
--   index pause_disputes_by_case: CREATE INDEX pause_disputes_by_case ON cases.pause_disputes USING btree (case_id)
--   index pause_disputes_one: CREATE UNIQUE INDEX pause_disputes_one ON cases.pause_disputes USING btree (pause_id) WHERE (state = ANY (ARRAY['open'::text, 'upheld'::text]))
--   index pause_disputes_open: CREATE INDEX pause_disputes_open ON cases.pause_disputes USING btree (organisation_id, raised_at) WHERE (state = 'open'::text)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = pause_disputes.case_id)))) OR cases.may_read(case_id))) with check ()

-- row-level security
table cases.pauses (
  id uuid not null,
  organisation_id uuid not null,
  case_id uuid not null,
  reason text not null,
  note text,
  from_time timestamp with time zone not null,
  until_time timestamp with time zone,
  paused_by uuid
)
--   constraint pauses_case_id_fkey: FOREIGN KEY (case_id) REFERENCES cases.cases(id)
--   constraint pauses_in_order: CHECK (((until_time IS NULL) OR (until_time >= from_time)))
--   constraint pauses_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint pauses_paused_by_fkey: FOREIGN KEY (paused_by) REFERENCES people.persons(id)
--   constraint pauses_pkey: PRIMARY KEY (id)
--   constraint pauses_reason_known: CHECK ((reason = ANY (ARRAY['requester'::text, 'supplier'::text, 'development'::text, 'planned'::text])))
--   index pauses_by_case: CREATE INDEX pauses_by_case ON cases.pauses USING btree (case_id, from_time)
--   index pauses_one_running: CREATE UNIQUE INDEX pauses_one_running ON cases.pauses USING btree (case_id) WHERE (until_time IS NULL)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = pauses.case_id)))) OR cases.may_read(case_id))) with check ()

-- row-level security
table cases.pending_replies (
  id uuid not null,
  organisation_id uuid not null,
  case_id uuid not null,
  kind text not null,
  author_id uuid not null,
  author_name text not null,
  body text not null,
  then_do text not null default 'send'::text,
  recipients jsonb not null,
  file_ids uuid[] not null default '{}'::uuid[],
  passed_on uuid[] not null default '{}'::uuid[],
  entered jsonb not null default '{}'::jsonb,
  written_at timestamp with time zone not null,
  send_at timestamp with time zone not null,
  planned boolean not null default false,
  state text not null default 'waiting'::text,
  held_because text,
  settled_at timestamp with time zone,
  settled_by uuid
)
--   constraint pending_replies_author_id_fkey: FOREIGN KEY (author_id) REFERENCES people.persons(id)
--   constraint pending_replies_case_id_fkey: FOREIGN KEY (case_id) REFERENCES cases.cases(id)
--   constraint pending_replies_kind_known: CHECK ((kind = ANY (ARRAY['reply'::text, 'forward'::text])))
--   constraint pending_replies_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint pending_replies_pkey: PRIMARY KEY (id)
--   constraint pending_replies_settled_by_fkey: FOREIGN KEY (settled_by) REFERENCES people.persons(id)
--   constraint pending_replies_state_known: CHECK ((state = ANY (ARRAY['waiting'::text, 'held'::text, 'sent'::text, 'withdrawn'::text])))
--   constraint pending_replies_then_known: CHECK ((then_do = ANY (ARRAY['send'::text, 'wait'::text, 'resolve'::text])))
--   index pending_replies_by_case: CREATE INDEX pending_replies_by_case ON cases.pending_replies USING btree (case_id) WHERE (state = ANY (ARRAY['waiting'::text, 'held'::text]))
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = pending_replies.case_id)))) OR cases.may_read(case_id))) with check ()

-- row-level security
table cases.previews (
  proposal_id uuid not null,
  organisation_id uuid not null,
  what text not null,
  change json not null,
  as_of timestamp with time zone not null,
  cursor text,
  progressed_at timestamp with time zone not null
)
--   constraint previews_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint previews_pkey: PRIMARY KEY (proposal_id)
--   constraint previews_what_known: CHECK ((what = ANY (ARRAY['calendar'::text, 'targets'::text, 'pauses'::text])))
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

table cases.published_agreement_clocks (
  id uuid,
  organisation_id uuid,
  case_id uuid,
  kind text,
  agreement_id uuid,
  metric text,
  turn integer,
  standing boolean,
  priority text,
  target_seconds integer,
  calendar_id uuid,
  started_at timestamp with time zone,
  state text,
  used_seconds double precision,
  counting_since timestamp with time zone,
  due_at timestamp with time zone,
  missed_at timestamp with time zone,
  missed_because text,
  stopped_at timestamp with time zone,
  outcome text
)


table cases.published_breach_explanations (
  case_id uuid,
  organisation_id uuid,
  cause text,
  effect text,
  fix text,
  prevention text,
  written_at timestamp with time zone
)


table cases.published_case_clocks (
  id uuid,
  organisation_id uuid,
  case_id uuid,
  metric text,
  priority text,
  target_seconds integer,
  calendar_id uuid,
  started_at timestamp with time zone,
  state text,
  used_seconds double precision,
  due_at timestamp with time zone,
  missed_at timestamp with time zone,
  missed_because text,
  stopped_at timestamp with time zone,
  outcome text
)


table cases.published_cases (
  id uuid,
  organisation_id uuid,
  reference text,
  kind text,
  state text,
  is_open boolean,
  subject text,
  channel text,
  category_id uuid,
  impact smallint,
  urgency smallint,
  priority text,
  requester_id uuid,
  team_id uuid,
  assignee_id uuid,
  hold_reason text,
  held_until timestamp with time zone,
  closure_code text,
  next_due_at timestamp with time zone,
  started_at timestamp with time zone,
  logged_at timestamp with time zone,
  first_responded_at timestamp with time zone,
  resolved_at timestamp with time zone,
  closed_at timestamp with time zone,
  reassignments integer,
  reopenings integer,
  merged_into_id uuid
)


table cases.published_disputed_outcomes (
  case_id uuid,
  organisation_id uuid,
  metric text,
  outcome text,
  used_seconds double precision,
  worked_out_at timestamp with time zone
)


table cases.published_events (
  id bigint,
  organisation_id uuid,
  case_id uuid,
  position integer,
  name text,
  payload json,
  happened_at timestamp with time zone,
  recorded_at timestamp with time zone
)


table cases.published_major_incidents (
  id uuid,
  organisation_id uuid,
  state text,
  reference text
)


table cases.published_pauses (
  id uuid,
  organisation_id uuid,
  case_id uuid,
  reason text,
  from_time timestamp with time zone,
  until_time timestamp with time zone
)


table cases.published_supplier_turns (
  id uuid,
  organisation_id uuid,
  case_id uuid,
  agreement_id uuid,
  handed_at timestamp with time zone,
  back_at timestamp with time zone,
  result text
)


-- row-level security
table cases.recomputes (
  what text not null,
  subject_id uuid not null,
  organisation_id uuid not null,
  asked_at timestamp with time zone not null,
  cursor uuid,
  total integer not null,
  looked_at integer not null default 0,
  moved integer not null default 0,
  progressed_at timestamp with time zone not null,
  finished_at timestamp with time zone
)
--   constraint recomputes_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint recomputes_pkey: PRIMARY KEY (what, subject_id)
--   constraint recomputes_what_known: CHECK ((what = ANY (ARRAY['calendar'::text, 'targets'::text, 'pauses'::text])))
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table cases.recounted_outcomes (
  recount_id uuid not null,
  clock_id uuid not null,
  organisation_id uuid not null,
  used_seconds double precision not null,
  outcome text not null
)
--   constraint recounted_outcomes_clock_id_fkey: FOREIGN KEY (clock_id) REFERENCES cases.case_clocks(id)
--   constraint recounted_outcomes_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint recounted_outcomes_outcome_known: CHECK ((outcome = ANY (ARRAY['met'::text, 'missed'::text])))
--   constraint recounted_outcomes_pkey: PRIMARY KEY (recount_id, clock_id)
--   constraint recounted_outcomes_recount_id_fkey: FOREIGN KEY (recount_id) REFERENCES cases.recounts(id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using ((NOT cases.hides_clock(clock_id))) with check ()

-- row-level security
table cases.recounts (
  id uuid not null,
  organisation_id uuid not null,
  calendar_id uuid not null,
  version integer not null,
  from_time timestamp with time zone not null,
  until_time timestamp with time zone not null,
  because text not null,
  asked_by uuid,
  asked_by_name text not null,
  asked_at timestamp with time zone not null,
  total integer not null,
  looked_at integer not null default 0,
  cursor uuid,
  finished_at timestamp with time zone
)
--   constraint recounts_asked_by_fkey: FOREIGN KEY (asked_by) REFERENCES people.persons(id)
--   constraint recounts_calendar_id_fkey: FOREIGN KEY (calendar_id) REFERENCES people.calendars(id)
--   constraint recounts_in_order: CHECK ((until_time > from_time))
--   constraint recounts_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint recounts_pkey: PRIMARY KEY (id)
--   index recounts_by_calendar: CREATE INDEX recounts_by_calendar ON cases.recounts USING btree (calendar_id, asked_at)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table cases.reorganisations (
  id uuid not null,
  organisation_id uuid not null,
  team_id uuid not null,
  to_team_id uuid not null,
  divided jsonb not null default '{}'::jsonb,
  people_go boolean not null,
  takes_effect_at timestamp with time zone not null,
  state text not null default 'draft'::text,
  cases_moved integer not null default 0,
  pointed jsonb not null default '{}'::jsonb,
  planned_by uuid,
  planned_by_name text not null,
  planned_at timestamp with time zone not null,
  confirmed_by uuid,
  confirmed_by_name text,
  confirmed_at timestamp with time zone,
  done_at timestamp with time zone
)
--   constraint reorganisations_confirmed: CHECK (((state = ANY (ARRAY['draft'::text, 'withdrawn'::text])) OR (confirmed_at IS NOT NULL)))
--   constraint reorganisations_confirmed_by_fkey: FOREIGN KEY (confirmed_by) REFERENCES people.persons(id)
--   constraint reorganisations_not_into_itself: CHECK ((team_id <> to_team_id))
--   constraint reorganisations_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint reorganisations_pkey: PRIMARY KEY (id)
--   constraint reorganisations_planned_by_fkey: FOREIGN KEY (planned_by) REFERENCES people.persons(id)
--   constraint reorganisations_state_known: CHECK ((state = ANY (ARRAY['draft'::text, 'confirmed'::text, 'running'::text, 'done'::text, 'withdrawn'::text])))
--   constraint reorganisations_team_id_fkey: FOREIGN KEY (team_id) REFERENCES people.teams(id)
--   constraint reorganisations_to_team_id_fkey: FOREIGN KEY (to_team_id) REFERENCES people.teams(id)
--   index reorganisations_by_team: CREATE INDEX reorganisations_by_team ON cases.reorganisations USING btree (team_id, planned_at DESC)
--   index reorganisations_one_at_a_time: CREATE UNIQUE INDEX reorganisations_one_at_a_time ON cases.reorganisations USING btree (team_id) WHERE (state = ANY (ARRAY['confirmed'::text, 'running'::text]))
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table cases.reply_settings (
  organisation_id uuid not null,
  quotes text not null default 'last'::text,
  call_after_days smallint
)
--   constraint reply_settings_call_after_days_range: CHECK (((call_after_days >= 1) AND (call_after_days <= 60)))
--   constraint reply_settings_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint reply_settings_pkey: PRIMARY KEY (organisation_id)
--   constraint reply_settings_quotes_known: CHECK ((quotes = ANY (ARRAY['last'::text, 'all'::text, 'none'::text])))
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

table cases.restricted_cases (
  case_id uuid not null,
  shown_to_requester boolean not null
)
--   constraint restricted_cases_case_id_fkey: FOREIGN KEY (case_id) REFERENCES cases.cases(id)
--   constraint restricted_cases_pkey: PRIMARY KEY (case_id)

-- row-level security
table cases.restricted_readings (
  case_id uuid not null,
  person_id uuid not null,
  quarter timestamp with time zone not null,
  organisation_id uuid not null,
  way text not null,
  read_at timestamp with time zone not null
)
--   constraint restricted_readings_case_id_fkey: FOREIGN KEY (case_id) REFERENCES cases.cases(id)
--   constraint restricted_readings_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint restricted_readings_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint restricted_readings_pkey: PRIMARY KEY (case_id, person_id, quarter)
--   constraint restricted_readings_way_known: CHECK ((way = ANY (ARRAY['page'::text, 'portal'::text, 'api'::text, 'file'::text, 'export'::text])))
--   index restricted_readings_by_time: CREATE INDEX restricted_readings_by_time ON cases.restricted_readings USING btree (organisation_id, read_at DESC)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table cases.saved_views (
  id uuid not null,
  organisation_id uuid not null,
  owner_id uuid not null,
  team_id uuid,
  name text not null,
  query text not null
)
--   constraint saved_views_name_present: CHECK ((name <> ''::text))
--   constraint saved_views_name_unique: UNIQUE (owner_id, name)
--   constraint saved_views_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint saved_views_owner_id_fkey: FOREIGN KEY (owner_id) REFERENCES people.persons(id)
--   constraint saved_views_pkey: PRIMARY KEY (id)
--   constraint saved_views_team_id_fkey: FOREIGN KEY (team_id) REFERENCES people.teams(id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table cases.supplier_turns (
  id uuid not null,
  organisation_id uuid not null,
  case_id uuid not null,
  agreement_id uuid not null,
  their_reference text,
  note text,
  handed_at timestamp with time zone not null,
  handed_by uuid,
  back_at timestamp with time zone,
  back_by uuid,
  result text,
  because text
)
--   constraint supplier_turns_agreement_id_fkey: FOREIGN KEY (agreement_id) REFERENCES catalogue.agreements(id)
--   constraint supplier_turns_back_by_fkey: FOREIGN KEY (back_by) REFERENCES people.persons(id)
--   constraint supplier_turns_case_id_fkey: FOREIGN KEY (case_id) REFERENCES cases.cases(id)
--   constraint supplier_turns_ended: CHECK (((back_at IS NULL) = (result IS NULL)))
--   constraint supplier_turns_handed_by_fkey: FOREIGN KEY (handed_by) REFERENCES people.persons(id)
--   constraint supplier_turns_in_order: CHECK ((back_at >= handed_at))
--   constraint supplier_turns_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint supplier_turns_pkey: PRIMARY KEY (id)
--   constraint supplier_turns_result_known: CHECK ((result = ANY (ARRAY['done'::text, 'rejected'::text])))
--   index supplier_turns_by_agreement: CREATE INDEX supplier_turns_by_agreement ON cases.supplier_turns USING btree (agreement_id, handed_at)
--   index supplier_turns_by_case: CREATE INDEX supplier_turns_by_case ON cases.supplier_turns USING btree (case_id, handed_at)
--   index supplier_turns_one_now: CREATE UNIQUE INDEX supplier_turns_one_now ON cases.supplier_turns USING btree (case_id) WHERE (back_at IS NULL)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = supplier_turns.case_id)))) OR cases.may_read(case_id))) with check ()

-- row-level security
table cases.tasks (
  id uuid not null,
  organisation_id uuid not null,
  case_id uuid not null,
  title text not null,
  team_id uuid,
  assignee_id uuid,
  state text not null default 'to_do'::text,
  due_at timestamp with time zone,
  created_at timestamp with time zone not null,
  done_at timestamp with time zone,
  done_by uuid,
  position integer not null default 0,
  changed_at timestamp with time zone not null default now(),
  alerted text,
  required boolean not null default false,
  planned_id uuid
)
--   constraint tasks_alerted_known: CHECK ((alerted = ANY (ARRAY['owner'::text, 'lead'::text])))
--   constraint tasks_assignee_id_fkey: FOREIGN KEY (assignee_id) REFERENCES people.persons(id)
--   constraint tasks_case_id_fkey: FOREIGN KEY (case_id) REFERENCES cases.cases(id)
--   constraint tasks_done_by_fkey: FOREIGN KEY (done_by) REFERENCES people.persons(id)
--   constraint tasks_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint tasks_pkey: PRIMARY KEY (id)
--   constraint tasks_state_known: CHECK ((state = ANY (ARRAY['to_do'::text, 'done'::text, 'not_needed'::text])))
--   constraint tasks_team_id_fkey: FOREIGN KEY (team_id) REFERENCES people.teams(id)
--   constraint tasks_title_present: CHECK ((title <> ''::text))
--   index tasks_by_assignee: CREATE INDEX tasks_by_assignee ON cases.tasks USING btree (assignee_id, due_at) WHERE (state = 'to_do'::text)
--   index tasks_by_case: CREATE INDEX tasks_by_case ON cases.tasks USING btree (case_id)
--   index tasks_escalated: CREATE INDEX tasks_escalated ON cases.tasks USING btree (team_id, due_at) WHERE ((state = 'to_do'::text) AND (alerted = 'lead'::text))
--   index tasks_planned_once: CREATE UNIQUE INDEX tasks_planned_once ON cases.tasks USING btree (case_id, planned_id) WHERE (planned_id IS NOT NULL)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = tasks.case_id)))) OR cases.may_read(case_id))) with check ()

-- row-level security
table cases.team_signatures (
  team_id uuid not null,
  organisation_id uuid not null,
  body text not null
)
--   constraint team_signatures_length: CHECK (((length(body) >= 1) AND (length(body) <= 2000)))
--   constraint team_signatures_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint team_signatures_pkey: PRIMARY KEY (team_id)
--   constraint team_signatures_team_id_fkey: FOREIGN KEY (team_id) REFERENCES people.teams(id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table cases.viewers (
  case_id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  person_name text not null,
  doing text not null,
  seen_at timestamp with time zone not null
)
--   constraint viewers_doing_known: CHECK ((doing = ANY (ARRAY['looking'::text, 'writing'::text])))
--   constraint viewers_pkey: PRIMARY KEY (case_id, person_id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = viewers.case_id)))) OR cases.may_read(case_id))) with check ()

-- row-level security
table cases.watchers (
  case_id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  since timestamp with time zone not null default now()
)
--   constraint watchers_case_id_fkey: FOREIGN KEY (case_id) REFERENCES cases.cases(id)
--   constraint watchers_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint watchers_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint watchers_pkey: PRIMARY KEY (case_id, person_id)
--   index watchers_by_person: CREATE INDEX watchers_by_person ON cases.watchers USING btree (person_id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = watchers.case_id)))) OR cases.may_read(case_id))) with check ()

-- row-level security
table catalogue.agreement_versions (
  id uuid not null,
  organisation_id uuid not null,
  agreement_id uuid not null,
  number integer not null,
  effective_from timestamp with time zone,
  published_by uuid,
  because text,
  on_change text not null default 'carry'::text,
  on_reopen text not null default 'continue'::text,
  on_unmerge text not null default 'exclude'::text,
  on_split text not null default 'from_message'::text,
  pauses json
)
--   constraint agreement_versions_agreement_id_fkey: FOREIGN KEY (agreement_id) REFERENCES catalogue.agreements(id)
--   constraint agreement_versions_number_positive: CHECK ((number > 0))
--   constraint agreement_versions_number_unique: UNIQUE (agreement_id, number)
--   constraint agreement_versions_on_change_known: CHECK ((on_change = ANY (ARRAY['carry'::text, 'retroactive'::text, 'restart'::text, 'keep'::text])))
--   constraint agreement_versions_on_reopen_known: CHECK ((on_reopen = ANY (ARRAY['continue'::text, 'restart'::text])))
--   constraint agreement_versions_on_split_known: CHECK ((on_split = ANY (ARRAY['from_message'::text, 'inherit'::text])))
--   constraint agreement_versions_on_unmerge_known: CHECK ((on_unmerge = ANY (ARRAY['exclude'::text, 'include'::text])))
--   constraint agreement_versions_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint agreement_versions_pkey: PRIMARY KEY (id)
--   constraint agreement_versions_published_by_fkey: FOREIGN KEY (published_by) REFERENCES people.persons(id)
--   index agreement_versions_one_draft: CREATE UNIQUE INDEX agreement_versions_one_draft ON catalogue.agreement_versions USING btree (agreement_id) WHERE (effective_from IS NULL)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table catalogue.agreements (
  id uuid not null,
  organisation_id uuid not null,
  kind text not null,
  name text not null,
  team_id uuid,
  supplier text,
  retired_at timestamp with time zone
)
--   constraint agreements_kind_known: CHECK ((kind = ANY (ARRAY['sla'::text, 'ola'::text, 'supplier'::text])))
--   constraint agreements_name_said: CHECK (((length(btrim(name)) >= 1) AND (length(btrim(name)) <= 120)))
--   constraint agreements_name_unique: UNIQUE (organisation_id, name)
--   constraint agreements_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint agreements_party: CHECK (
CASE kind
    WHEN 'sla'::text THEN ((team_id IS NULL) AND (supplier IS NULL))
    WHEN 'ola'::text THEN ((team_id IS NOT NULL) AND (supplier IS NULL))
    ELSE ((length(btrim(supplier)) >= 1) AND (length(btrim(supplier)) <= 120))
END)
--   constraint agreements_pkey: PRIMARY KEY (id)
--   constraint agreements_team_id_fkey: FOREIGN KEY (team_id) REFERENCES people.teams(id)
--   index agreements_one_ola: CREATE UNIQUE INDEX agreements_one_ola ON catalogue.agreements USING btree (organisation_id, team_id) WHERE ((kind = 'ola'::text) AND (retired_at IS NULL))
--   index agreements_one_sla: CREATE UNIQUE INDEX agreements_one_sla ON catalogue.agreements USING btree (organisation_id) WHERE (kind = 'sla'::text)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table catalogue.categories (
  id uuid not null,
  organisation_id uuid not null,
  parent_id uuid,
  name text not null,
  path text not null,
  kind text not null default 'incident'::text,
  team_id uuid,
  impact smallint,
  urgency smallint,
  active boolean not null default true,
  position integer not null default 0,
  restricted boolean not null default false
)
--   constraint categories_impact_range: CHECK (((impact >= 1) AND (impact <= 3)))
--   constraint categories_kind_known: CHECK ((kind = ANY (ARRAY['incident'::text, 'service_request'::text])))
--   constraint categories_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint categories_parent_id_fkey: FOREIGN KEY (parent_id) REFERENCES catalogue.categories(id)
--   constraint categories_path_unique: UNIQUE (organisation_id, path)
--   constraint categories_pkey: PRIMARY KEY (id)
--   constraint categories_restricted_have_a_team: CHECK (((NOT restricted) OR (team_id IS NOT NULL)))
--   constraint categories_team_id_fkey: FOREIGN KEY (team_id) REFERENCES people.teams(id)
--   constraint categories_urgency_range: CHECK (((urgency >= 1) AND (urgency <= 3)))
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table catalogue.life_events (
  organisation_id uuid not null,
  event text not null,
  category_id uuid not null
)
--   constraint life_events_category_id_fkey: FOREIGN KEY (category_id) REFERENCES catalogue.categories(id)
--   constraint life_events_event_known: CHECK ((event = ANY (ARRAY['started'::text, 'left'::text])))
--   constraint life_events_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint life_events_pkey: PRIMARY KEY (organisation_id, event)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table catalogue.planned_tasks (
  id uuid not null,
  organisation_id uuid not null,
  category_id uuid not null,
  title text not null,
  team_id uuid,
  days integer,
  counted_from text not null default 'logged'::text,
  required boolean not null default false
)
--   constraint planned_tasks_category_id_fkey: FOREIGN KEY (category_id) REFERENCES catalogue.categories(id)
--   constraint planned_tasks_counted_from_known: CHECK ((counted_from = ANY (ARRAY['logged'::text, 'due'::text])))
--   constraint planned_tasks_days_few: CHECK (((days >= 0) AND (days <= 250)))
--   constraint planned_tasks_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint planned_tasks_pkey: PRIMARY KEY (id)
--   constraint planned_tasks_team_id_fkey: FOREIGN KEY (team_id) REFERENCES people.teams(id)
--   constraint planned_tasks_title_present: CHECK ((title <> ''::text))
--   index planned_tasks_by_category: CREATE INDEX planned_tasks_by_category ON catalogue.planned_tasks USING btree (category_id, id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table catalogue.priority_matrices (
  organisation_id uuid not null,
  impact smallint not null,
  urgency smallint not null,
  priority text not null
)
--   constraint priority_matrices_impact_range: CHECK (((impact >= 1) AND (impact <= 3)))
--   constraint priority_matrices_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint priority_matrices_pkey: PRIMARY KEY (organisation_id, impact, urgency)
--   constraint priority_matrices_priority_known: CHECK ((priority = ANY (ARRAY['P1'::text, 'P2'::text, 'P3'::text, 'P4'::text])))
--   constraint priority_matrices_urgency_range: CHECK (((urgency >= 1) AND (urgency <= 3)))
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

table catalogue.published_agreements (
  id uuid,
  organisation_id uuid,
  kind text,
  name text,
  team_id uuid,
  supplier text,
  retired_at timestamp with time zone
)


table catalogue.published_categories (
  id uuid,
  organisation_id uuid,
  parent_id uuid,
  name text,
  path text,
  kind text,
  team_id uuid,
  impact smallint,
  urgency smallint,
  active boolean,
  restricted boolean
)


table catalogue.published_life_events (
  organisation_id uuid,
  event text,
  category_id uuid
)


table catalogue.published_planned_tasks (
  id uuid,
  organisation_id uuid,
  category_id uuid,
  title text,
  team_id uuid,
  days integer,
  counted_from text,
  required boolean
)


-- row-level security
table catalogue.targets (
  id uuid not null,
  organisation_id uuid not null,
  metric text not null,
  priority text not null,
  seconds integer not null,
  calendar_id uuid,
  warn_percent smallint not null default 75,
  version_id uuid,
  measure text not null default 'working'::text,
  working_days smallint
)
--   constraint targets_calendar_id_fkey: FOREIGN KEY (calendar_id) REFERENCES people.calendars(id)
--   constraint targets_days: CHECK (((measure = 'days'::text) = (working_days IS NOT NULL)))
--   constraint targets_measure_known: CHECK ((measure = ANY (ARRAY['working'::text, 'real'::text, 'days'::text])))
--   constraint targets_measured: CHECK (
CASE measure
    WHEN 'real'::text THEN true
    ELSE (calendar_id IS NOT NULL)
END)
--   constraint targets_metric_known: CHECK ((metric = ANY (ARRAY['acknowledge'::text, 'first_response'::text, 'next_response'::text, 'keep_informed'::text, 'own'::text, 'restore'::text, 'resolve'::text, 'fulfil'::text])))
--   constraint targets_one_each: UNIQUE (version_id, metric, priority)
--   constraint targets_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint targets_pkey: PRIMARY KEY (id)
--   constraint targets_priority_known: CHECK ((priority = ANY (ARRAY['P1'::text, 'P2'::text, 'P3'::text, 'P4'::text])))
--   constraint targets_seconds_positive: CHECK ((seconds > 0))
--   constraint targets_version_id_fkey: FOREIGN KEY (version_id) REFERENCES catalogue.agreement_versions(id)
--   constraint targets_version_said: CHECK ((version_id IS NOT NULL))
--   constraint targets_warn_percent_range: CHECK (((warn_percent >= 1) AND (warn_percent <= 99)))
--   constraint targets_working_days_range: CHECK (((working_days >= 1) AND (working_days <= 400)))
--   index targets_by_organisation: CREATE INDEX targets_by_organisation ON catalogue.targets USING btree (organisation_id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

table channels.automatic_answers (
  key text not null,
  at timestamp with time zone not null
)
--   index automatic_answers_by_key: CREATE INDEX automatic_answers_by_key ON channels.automatic_answers USING btree (key, at)

-- row-level security
table channels.delivery_reports (
  id uuid not null,
  organisation_id uuid not null,
  sent_id uuid not null,
  received_id uuid,
  kind text not null,
  recipient text not null,
  status text,
  diagnostic text,
  reported_at timestamp with time zone not null
)
--   constraint delivery_reports_kind_known: CHECK ((kind = ANY (ARRAY['failed'::text, 'delayed'::text, 'complaint'::text])))
--   constraint delivery_reports_once_each: UNIQUE NULLS NOT DISTINCT (sent_id, received_id, kind, recipient)
--   constraint delivery_reports_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint delivery_reports_pkey: PRIMARY KEY (id)
--   constraint delivery_reports_received_id_fkey: FOREIGN KEY (received_id) REFERENCES channels.received_messages(id)
--   constraint delivery_reports_sent_id_fkey: FOREIGN KEY (sent_id) REFERENCES channels.sent_messages(id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using ((NOT cases.hides_sent(sent_id))) with check ()

-- row-level security
table channels.fetches (
  mailbox_id uuid not null,
  organisation_id uuid not null,
  since timestamp with time zone,
  uidvalidity bigint,
  last_uid bigint not null default 0,
  next_at timestamp with time zone not null,
  held_until timestamp with time zone,
  looked_at timestamp with time zone,
  failures integer not null default 0,
  problem text
)
--   constraint fetches_mailbox_id_fkey: FOREIGN KEY (mailbox_id) REFERENCES channels.mailboxes(id)
--   constraint fetches_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint fetches_pkey: PRIMARY KEY (mailbox_id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table channels.hooks (
  id uuid not null,
  organisation_id uuid not null,
  team_id uuid,
  person_id uuid,
  name text not null,
  format text not null,
  address_sealed text not null,
  address_start text not null,
  secret_sealed text,
  kinds text[] not null default '{}'::text[],
  shows_subject boolean not null default false,
  active boolean not null default true,
  last_answer text,
  last_at timestamp with time zone,
  created_at timestamp with time zone not null
)
--   constraint hooks_format_known: CHECK ((format = ANY (ARRAY['teams'::text, 'slack'::text, 'json'::text])))
--   constraint hooks_one_owner: CHECK (((team_id IS NULL) OR (person_id IS NULL)))
--   constraint hooks_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint hooks_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint hooks_pkey: PRIMARY KEY (id)
--   constraint hooks_team_id_fkey: FOREIGN KEY (team_id) REFERENCES people.teams(id)
--   index hooks_by_organisation: CREATE INDEX hooks_by_organisation ON channels.hooks USING btree (organisation_id)
--   index hooks_by_person: CREATE INDEX hooks_by_person ON channels.hooks USING btree (person_id) WHERE (person_id IS NOT NULL)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table channels.mailbox_organisations (
  mailbox_id uuid not null,
  organisation_id uuid not null,
  serves_id uuid not null
)
--   constraint mailbox_organisations_mailbox_id_fkey: FOREIGN KEY (mailbox_id) REFERENCES channels.mailboxes(id)
--   constraint mailbox_organisations_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint mailbox_organisations_pkey: PRIMARY KEY (mailbox_id, serves_id)
--   constraint mailbox_organisations_serves_id_fkey: FOREIGN KEY (serves_id) REFERENCES people.organisations(id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table channels.mailboxes (
  id uuid not null,
  organisation_id uuid not null,
  address text not null,
  address_key text not null generated as lower(address),
  name text not null,
  purpose text not null default ''::text,
  active boolean not null default true,
  kind text not null default 'incident'::text,
  category_id uuid,
  team_id uuid,
  impact smallint,
  urgency smallint,
  unknown_sender text not null default 'new_person'::text,
  allowed_senders text[] not null default '{}'::text[],
  blocked_senders text[] not null default '{}'::text[],
  refused_files text[] not null default '{}'::text[],
  most_bytes bigint not null default 52428800,
  acknowledges boolean not null default true,
  takes_tags boolean not null default true,
  trusted_gateway text,
  from_name text,
  sends_by_default boolean not null default false,
  smtp jsonb,
  imap jsonb,
  created_at timestamp with time zone not null default now(),
  most_a_minute integer
)
--   constraint mailboxes_address_shape: CHECK ((address ~ '^[^@[:space:]]+@[^@[:space:]]+$'::text))
--   constraint mailboxes_address_unique: UNIQUE (address_key)
--   constraint mailboxes_category_id_fkey: FOREIGN KEY (category_id) REFERENCES catalogue.categories(id)
--   constraint mailboxes_impact_range: CHECK (((impact >= 1) AND (impact <= 3)))
--   constraint mailboxes_kind_known: CHECK ((kind = ANY (ARRAY['incident'::text, 'service_request'::text])))
--   constraint mailboxes_most_a_minute_positive: CHECK ((most_a_minute > 0))
--   constraint mailboxes_most_bytes_positive: CHECK ((most_bytes > 0))
--   constraint mailboxes_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint mailboxes_pkey: PRIMARY KEY (id)
--   constraint mailboxes_team_id_fkey: FOREIGN KEY (team_id) REFERENCES people.teams(id)
--   constraint mailboxes_unknown_sender_known: CHECK ((unknown_sender = ANY (ARRAY['new_person'::text, 'quarantine'::text, 'answer'::text])))
--   constraint mailboxes_urgency_range: CHECK (((urgency >= 1) AND (urgency <= 3)))
--   index mailboxes_one_default: CREATE UNIQUE INDEX mailboxes_one_default ON channels.mailboxes USING btree (organisation_id) WHERE sends_by_default
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table channels.notification_deliveries (
  id uuid not null,
  organisation_id uuid not null,
  notification_id uuid not null,
  channel text not null,
  bundle text not null,
  state text not null default 'waiting'::text,
  reason text,
  not_before timestamp with time zone not null,
  attempts integer not null default 0,
  settled_at timestamp with time zone,
  sent_id uuid,
  hook_id uuid,
  provider_id text,
  asked_at timestamp with time zone
)
--   constraint notification_deliveries_channel_known: CHECK ((channel = ANY (ARRAY['email'::text, 'webhook'::text, 'sms'::text])))
--   constraint notification_deliveries_hook_id_fkey: FOREIGN KEY (hook_id) REFERENCES channels.hooks(id) ON DELETE SET NULL
--   constraint notification_deliveries_notification_id_fkey: FOREIGN KEY (notification_id) REFERENCES channels.notifications(id) ON DELETE CASCADE
--   constraint notification_deliveries_once: UNIQUE NULLS NOT DISTINCT (notification_id, channel, hook_id)
--   constraint notification_deliveries_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint notification_deliveries_pkey: PRIMARY KEY (id)
--   constraint notification_deliveries_sent_id_fkey: FOREIGN KEY (sent_id) REFERENCES channels.sent_messages(id)
--   constraint notification_deliveries_state_known: CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'suppressed'::text, 'withheld'::text, 'uncertain'::text])))
--   index notification_deliveries_by_sent: CREATE INDEX notification_deliveries_by_sent ON channels.notification_deliveries USING btree (sent_id) WHERE (sent_id IS NOT NULL)
--   index notification_deliveries_failed: CREATE INDEX notification_deliveries_failed ON channels.notification_deliveries USING btree (organisation_id, settled_at DESC) WHERE (state = ANY (ARRAY['failed'::text, 'uncertain'::text]))
--   index notification_deliveries_waiting: CREATE INDEX notification_deliveries_waiting ON channels.notification_deliveries USING btree (bundle, not_before) WHERE (state = ANY (ARRAY['waiting'::text, 'sending'::text]))
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using ((NOT cases.hides_notification(notification_id))) with check ()

-- row-level security
table channels.notification_words (
  organisation_id uuid not null,
  kind text not null,
  subject text not null,
  body text not null,
  short text not null,
  version integer not null default 1,
  changed_at timestamp with time zone not null
)
--   constraint notification_words_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint notification_words_pkey: PRIMARY KEY (organisation_id, kind)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table channels.notifications (
  id uuid not null,
  organisation_id uuid not null,
  person_id uuid,
  hook_id uuid,
  kind text not null,
  side text not null,
  subject_id uuid not null,
  reference text not null,
  path text not null,
  key text not null,
  facts jsonb not null default '{}'::jsonb,
  words text,
  state text not null default 'new'::text,
  reason text,
  on_screen boolean not null default false,
  happened_at timestamp with time zone not null,
  told_at timestamp with time zone,
  read_at timestamp with time zone
)
--   constraint notifications_hook_id_fkey: FOREIGN KEY (hook_id) REFERENCES channels.hooks(id) ON DELETE CASCADE
--   constraint notifications_once_each: UNIQUE (person_id, key)
--   constraint notifications_once_each_hook: UNIQUE (hook_id, key)
--   constraint notifications_one_reader: CHECK (((person_id IS NULL) <> (hook_id IS NULL)))
--   constraint notifications_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint notifications_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint notifications_pkey: PRIMARY KEY (id)
--   constraint notifications_side_known: CHECK ((side = ANY (ARRAY['requester'::text, 'staff'::text])))
--   constraint notifications_state_known: CHECK ((state = ANY (ARRAY['new'::text, 'told'::text, 'withheld'::text])))
--   index notifications_by_person: CREATE INDEX notifications_by_person ON channels.notifications USING btree (person_id, happened_at DESC, id DESC) WHERE on_screen
--   index notifications_by_subject: CREATE INDEX notifications_by_subject ON channels.notifications USING btree (subject_id, happened_at)
--   index notifications_unread: CREATE INDEX notifications_unread ON channels.notifications USING btree (person_id) WHERE (on_screen AND (read_at IS NULL))
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = notifications.subject_id)))) OR cases.may_read(subject_id, (side = 'requester'::text)))) with check ()

-- row-level security
table channels.organisation_choices (
  organisation_id uuid not null,
  kind text not null,
  channels text[] not null
)
--   constraint organisation_choices_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint organisation_choices_pkey: PRIMARY KEY (organisation_id, kind)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table channels.person_choices (
  person_id uuid not null,
  organisation_id uuid not null,
  kind text not null,
  channels text[] not null,
  pace text
)
--   constraint person_choices_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint person_choices_pace_known: CHECK ((pace = ANY (ARRAY['at_once'::text, 'hourly'::text, 'daily'::text])))
--   constraint person_choices_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint person_choices_pkey: PRIMARY KEY (person_id, kind)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table channels.person_settings (
  person_id uuid not null,
  organisation_id uuid not null,
  pace text not null default 'at_once'::text,
  quiet_from smallint,
  quiet_until smallint,
  quiet_days smallint[] not null default '{0,1,2,3,4,5,6}'::smallint[],
  silent_days smallint[] not null default '{}'::smallint[],
  paused_until timestamp with time zone,
  phone text,
  phone_confirmed_at timestamp with time zone,
  phone_code_hash text,
  phone_code_until timestamp with time zone,
  phone_code_tries smallint not null default 0
)
--   constraint person_settings_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint person_settings_pace_known: CHECK ((pace = ANY (ARRAY['at_once'::text, 'hourly'::text, 'daily'::text])))
--   constraint person_settings_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint person_settings_pkey: PRIMARY KEY (person_id)
--   constraint person_settings_quiet_both: CHECK (((quiet_from IS NULL) = (quiet_until IS NULL)))
--   constraint person_settings_quiet_from_range: CHECK (((quiet_from >= 0) AND (quiet_from <= 1439)))
--   constraint person_settings_quiet_until_range: CHECK (((quiet_until >= 0) AND (quiet_until <= 1439)))
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

table channels.published_deliveries (
  id uuid,
  organisation_id uuid,
  subject_id uuid,
  about_id uuid,
  kind text,
  person_id uuid,
  to_address text,
  to_name text,
  state text,
  answer text,
  trouble text,
  send_after timestamp with time zone,
  sent_at timestamp with time zone,
  created_at timestamp with time zone
)


table channels.published_suppressed_addresses (
  organisation_id uuid,
  address_key text,
  reason text
)


table channels.published_threads (
  subject_id uuid,
  organisation_id uuid,
  mailbox_id uuid,
  message_id text,
  address text,
  at timestamp with time zone,
  received boolean
)


-- row-level security
table channels.raw_messages (
  id uuid not null,
  organisation_id uuid not null,
  begun_at timestamp with time zone not null default now()
)
--   constraint raw_messages_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint raw_messages_pkey: PRIMARY KEY (id)
--   index raw_messages_by_time: CREATE INDEX raw_messages_by_time ON channels.raw_messages USING brin (begun_at)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using ((NOT cases.hides_received(id))) with check ()

-- row-level security
table channels.raw_pieces (
  received_id uuid not null,
  organisation_id uuid not null,
  position integer not null,
  bytes bytea not null
)
--   constraint raw_pieces_of_raw_message: FOREIGN KEY (received_id) REFERENCES channels.raw_messages(id) ON DELETE CASCADE
--   constraint raw_pieces_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint raw_pieces_pkey: PRIMARY KEY (received_id, "position")
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using ((NOT cases.hides_received(received_id))) with check ()

-- row-level security
table channels.received_messages (
  id uuid not null,
  organisation_id uuid not null,
  mailbox_id uuid not null,
  came_by text not null,
  envelope_from text,
  envelope_to text,
  received_at timestamp with time zone not null,
  size bigint not null,
  sha256 text not null,
  fingerprint text not null,
  copies integer not null default 1,
  state text not null default 'received'::text,
  outcome text,
  reason text,
  subject_id uuid,
  subject_organisation_id uuid,
  reference text,
  message_id text,
  from_address text,
  from_name text,
  subject text,
  auto_reply boolean not null default false,
  bounce boolean not null default false,
  attempts integer not null default 0,
  settled_at timestamp with time zone,
  settled_by uuid
)
--   constraint received_messages_came_by_known: CHECK ((came_by = ANY (ARRAY['lmtp'::text, 'smtp'::text, 'imap'::text, 'pipe'::text, 'file'::text])))
--   constraint received_messages_fingerprint_unique: UNIQUE (organisation_id, fingerprint)
--   constraint received_messages_mailbox_id_fkey: FOREIGN KEY (mailbox_id) REFERENCES channels.mailboxes(id)
--   constraint received_messages_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint received_messages_outcome_known: CHECK ((outcome = ANY (ARRAY['caseLogged'::text, 'replyAdded'::text, 'quarantined'::text, 'ignored'::text])))
--   constraint received_messages_pkey: PRIMARY KEY (id)
--   constraint received_messages_raw: FOREIGN KEY (id) REFERENCES channels.raw_messages(id)
--   constraint received_messages_settled_by_fkey: FOREIGN KEY (settled_by) REFERENCES people.persons(id)
--   constraint received_messages_state_known: CHECK ((state = ANY (ARRAY['received'::text, 'filed'::text, 'quarantined'::text, 'ignored'::text])))
--   index received_messages_by_message_id: CREATE INDEX received_messages_by_message_id ON channels.received_messages USING btree (organisation_id, message_id) WHERE (message_id IS NOT NULL)
--   index received_messages_by_sender: CREATE INDEX received_messages_by_sender ON channels.received_messages USING btree (organisation_id, from_address, received_at) WHERE (from_address IS NOT NULL)
--   index received_messages_by_subject: CREATE INDEX received_messages_by_subject ON channels.received_messages USING btree (subject_id) WHERE (subject_id IS NOT NULL)
--   index received_messages_by_time: CREATE INDEX received_messages_by_time ON channels.received_messages USING btree (organisation_id, received_at DESC)
--   index received_messages_to_see_to: CREATE INDEX received_messages_to_see_to ON channels.received_messages USING btree (organisation_id, received_at) WHERE (state = ANY (ARRAY['received'::text, 'quarantined'::text]))
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = received_messages.subject_id)))) OR cases.may_read(subject_id))) with check ()

-- row-level security
table channels.send_attempts (
  id uuid not null,
  organisation_id uuid not null,
  sent_id uuid not null,
  mailbox_id uuid,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone not null,
  server text not null,
  outcome text not null,
  answer text
)
--   constraint send_attempts_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint send_attempts_outcome_known: CHECK ((outcome = ANY (ARRAY['sent'::text, 'later'::text, 'refused'::text, 'uncertain'::text, 'dropped'::text])))
--   constraint send_attempts_pkey: PRIMARY KEY (id)
--   constraint send_attempts_sent_id_fkey: FOREIGN KEY (sent_id) REFERENCES channels.sent_messages(id)
--   index send_attempts_by_mailbox: CREATE INDEX send_attempts_by_mailbox ON channels.send_attempts USING btree (mailbox_id, started_at) WHERE (mailbox_id IS NOT NULL)
--   index send_attempts_by_message: CREATE INDEX send_attempts_by_message ON channels.send_attempts USING btree (sent_id, started_at)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using ((NOT cases.hides_sent(sent_id))) with check ()

-- row-level security
table channels.sent_messages (
  id uuid not null,
  organisation_id uuid not null,
  mailbox_id uuid,
  kind text not null,
  subject_id uuid,
  about_id uuid,
  person_id uuid,
  to_address text not null,
  to_name text,
  cc jsonb not null default '[]'::jsonb,
  message_id text not null,
  in_reply_to text,
  earlier_ids text[] not null default '{}'::text[],
  subject text not null,
  text text not null,
  html text,
  file_ids uuid[] not null default '{}'::uuid[],
  headers jsonb not null default '{}'::jsonb,
  state text not null default 'waiting'::text,
  send_after timestamp with time zone not null,
  attempts integer not null default 0,
  sending_since timestamp with time zone,
  sent_at timestamp with time zone,
  answer text,
  created_at timestamp with time zone not null default now(),
  from_name text,
  taken_by uuid,
  lease_until timestamp with time zone,
  handing_over_at timestamp with time zone,
  first_tried_at timestamp with time zone,
  delivered_to text[] not null default '{}'::text[],
  server text,
  trouble text,
  lane uuid not null generated as COALESCE(mailbox_id, organisation_id),
  lets_in boolean not null default false
)
--   constraint sent_messages_kind_known: CHECK ((kind = ANY (ARRAY['reply'::text, 'acknowledgement'::text, 'notification'::text, 'answer'::text, 'test'::text])))
--   constraint sent_messages_mailbox_id_fkey: FOREIGN KEY (mailbox_id) REFERENCES channels.mailboxes(id)
--   constraint sent_messages_message_id_unique: UNIQUE (message_id)
--   constraint sent_messages_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint sent_messages_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint sent_messages_pkey: PRIMARY KEY (id)
--   constraint sent_messages_state_known: CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'delayed'::text, 'failed'::text, 'uncertain'::text, 'bounced'::text, 'complained'::text, 'suppressed'::text, 'cancelled'::text, 'held'::text])))
--   index sent_messages_by_about: CREATE INDEX sent_messages_by_about ON channels.sent_messages USING btree (about_id) WHERE (about_id IS NOT NULL)
--   index sent_messages_by_address: CREATE INDEX sent_messages_by_address ON channels.sent_messages USING btree (organisation_id, lower(to_address))
--   index sent_messages_by_subject: CREATE INDEX sent_messages_by_subject ON channels.sent_messages USING btree (subject_id, created_at) WHERE (subject_id IS NOT NULL)
--   index sent_messages_by_time: CREATE INDEX sent_messages_by_time ON channels.sent_messages USING btree (organisation_id, created_at DESC)
--   index sent_messages_in_hand: CREATE INDEX sent_messages_in_hand ON channels.sent_messages USING btree (lease_until) WHERE (state = 'sending'::text)
--   index sent_messages_lanes: CREATE INDEX sent_messages_lanes ON channels.sent_messages USING btree (organisation_id, lane, send_after) WHERE (state = 'waiting'::text)
--   index sent_messages_to_see_to: CREATE INDEX sent_messages_to_see_to ON channels.sent_messages USING btree (organisation_id, state) WHERE (state = ANY (ARRAY['waiting'::text, 'sending'::text, 'failed'::text, 'uncertain'::text, 'held'::text, 'delayed'::text]))
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = sent_messages.subject_id)))) OR cases.may_read(subject_id))) with check ()

-- row-level security
table channels.suppressed_addresses (
  organisation_id uuid not null,
  address_key text not null,
  reason text not null,
  detail text,
  since timestamp with time zone not null,
  sent_id uuid
)
--   constraint suppressed_addresses_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint suppressed_addresses_pkey: PRIMARY KEY (organisation_id, address_key)
--   constraint suppressed_addresses_reason_known: CHECK ((reason = ANY (ARRAY['bounced'::text, 'complained'::text, 'by_hand'::text])))
--   constraint suppressed_addresses_sent_id_fkey: FOREIGN KEY (sent_id) REFERENCES channels.sent_messages(id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table channels.text_services (
  organisation_id uuid not null,
  key_sealed text not null,
  key_start text not null,
  template_id text not null,
  sender_id text,
  active boolean not null default true,
  last_answer text,
  last_at timestamp with time zone
)
--   constraint text_services_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint text_services_pkey: PRIMARY KEY (organisation_id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table content.notices (
  id uuid not null,
  organisation_id uuid not null,
  title text not null,
  body text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone
)
--   constraint notices_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint notices_pkey: PRIMARY KEY (id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

table content.published_templates (
  id uuid,
  organisation_id uuid,
  team_id uuid,
  name text
)


-- row-level security
table content.templates (
  id uuid not null,
  organisation_id uuid not null,
  team_id uuid,
  name text not null,
  body text not null
)
--   constraint templates_name_unique: UNIQUE (organisation_id, name)
--   constraint templates_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint templates_pkey: PRIMARY KEY (id)
--   constraint templates_team_id_fkey: FOREIGN KEY (team_id) REFERENCES people.teams(id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table information.archive_pieces (
  archive_id uuid not null,
  part integer not null,
  position integer not null,
  organisation_id uuid not null,
  bytes bytea not null
)
--   constraint archive_pieces_archive_id_fkey: FOREIGN KEY (archive_id) REFERENCES information.archives(id) ON DELETE CASCADE
--   constraint archive_pieces_pkey: PRIMARY KEY (archive_id, part, "position")
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table information.archives (
  id uuid not null,
  organisation_id uuid not null,
  kind text not null,
  person_id uuid,
  asked_by uuid,
  asked_by_name text not null,
  asked_at timestamp with time zone not null,
  state text not null default 'waiting'::text,
  doing text,
  done integer not null default 0,
  total integer not null default 0,
  records bigint,
  redacted boolean not null default false,
  parts jsonb not null default '[]'::jsonb,
  ready_at timestamp with time zone,
  expires_at timestamp with time zone
)
--   constraint archives_asked_by_fkey: FOREIGN KEY (asked_by) REFERENCES people.persons(id)
--   constraint archives_kind_known: CHECK ((kind = ANY (ARRAY['organisation'::text, 'person'::text])))
--   constraint archives_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint archives_person: CHECK (((kind = 'person'::text) = (person_id IS NOT NULL)))
--   constraint archives_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint archives_pkey: PRIMARY KEY (id)
--   constraint archives_ready: CHECK (((state = 'ready'::text) = ((ready_at IS NOT NULL) AND (expires_at IS NOT NULL))))
--   constraint archives_state_known: CHECK ((state = ANY (ARRAY['waiting'::text, 'making'::text, 'ready'::text, 'failed'::text])))
--   index archives_by_organisation: CREATE INDEX archives_by_organisation ON information.archives USING btree (organisation_id, asked_at DESC)
--   index archives_to_expire: CREATE INDEX archives_to_expire ON information.archives USING btree (expires_at) WHERE (expires_at IS NOT NULL)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table information.erasures (
  id uuid not null,
  organisation_id uuid not null,
  person_id uuid not null,
  because text not null,
  pseudonym text not null,
  state text not null default 'proposed'::text,
  asked_by uuid,
  asked_by_name text not null,
  asked_at timestamp with time zone not null,
  confirmed_by uuid,
  confirmed_at timestamp with time zone,
  done_at timestamp with time zone,
  changed jsonb not null default '{}'::jsonb
)
--   constraint erasures_asked_by_fkey: FOREIGN KEY (asked_by) REFERENCES people.persons(id)
--   constraint erasures_because_present: CHECK ((because <> ''::text))
--   constraint erasures_confirmed_by_fkey: FOREIGN KEY (confirmed_by) REFERENCES people.persons(id)
--   constraint erasures_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint erasures_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint erasures_pkey: PRIMARY KEY (id)
--   constraint erasures_state_known: CHECK ((state = ANY (ARRAY['proposed'::text, 'withdrawn'::text, 'confirmed'::text, 'refused'::text, 'done'::text])))
--   index erasures_one_under_way: CREATE UNIQUE INDEX erasures_one_under_way ON information.erasures USING btree (person_id) WHERE (state = ANY (ARRAY['proposed'::text, 'confirmed'::text]))
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table information.expired_cases (
  case_id uuid not null,
  organisation_id uuid not null,
  expired_at timestamp with time zone not null
)
--   constraint expired_cases_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint expired_cases_pkey: PRIMARY KEY (case_id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = expired_cases.case_id)))) OR cases.may_read(case_id))) with check ()

-- row-level security
table information.leavings (
  id uuid not null,
  organisation_id uuid not null,
  leaves_at timestamp with time zone not null,
  kept_until date not null,
  open_cases text not null,
  close_because text,
  mail_answer text,
  state text not null default 'draft'::text,
  step text not null default 'archive'::text,
  reached jsonb,
  archive_id uuid,
  ended jsonb not null default '{}'::jsonb,
  destroyed jsonb not null default '{}'::jsonb,
  planned_by uuid,
  planned_by_name text not null,
  planned_at timestamp with time zone not null,
  confirmed_by uuid,
  confirmed_by_name text,
  confirmed_at timestamp with time zone,
  left_at timestamp with time zone,
  destroyed_at timestamp with time zone
)
--   constraint leavings_archive_id_fkey: FOREIGN KEY (archive_id) REFERENCES information.archives(id)
--   constraint leavings_closed_because: CHECK (((open_cases = 'close'::text) = (close_because IS NOT NULL)))
--   constraint leavings_confirmed: CHECK (((state = ANY (ARRAY['draft'::text, 'withdrawn'::text])) OR (confirmed_at IS NOT NULL)))
--   constraint leavings_confirmed_by_fkey: FOREIGN KEY (confirmed_by) REFERENCES people.persons(id)
--   constraint leavings_destroyed: CHECK (((state = 'destroyed'::text) = (destroyed_at IS NOT NULL)))
--   constraint leavings_open_cases_known: CHECK ((open_cases = ANY (ARRAY['wait'::text, 'close'::text])))
--   constraint leavings_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint leavings_pkey: PRIMARY KEY (id)
--   constraint leavings_planned_by_fkey: FOREIGN KEY (planned_by) REFERENCES people.persons(id)
--   constraint leavings_state_known: CHECK ((state = ANY (ARRAY['draft'::text, 'confirmed'::text, 'running'::text, 'left'::text, 'destroying'::text, 'destroyed'::text, 'withdrawn'::text])))
--   index leavings_by_organisation: CREATE INDEX leavings_by_organisation ON information.leavings USING btree (organisation_id, planned_at DESC)
--   index leavings_one_standing: CREATE UNIQUE INDEX leavings_one_standing ON information.leavings USING btree (organisation_id) WHERE (state <> ALL (ARRAY['draft'::text, 'withdrawn'::text]))
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table information.legal_holds (
  id uuid not null,
  organisation_id uuid not null,
  kind text not null,
  subject_id uuid not null,
  because text not null,
  set_by uuid,
  set_by_name text not null,
  set_at timestamp with time zone not null,
  lifted_by uuid,
  lifted_at timestamp with time zone
)
--   constraint legal_holds_because_present: CHECK ((because <> ''::text))
--   constraint legal_holds_kind_known: CHECK ((kind = ANY (ARRAY['organisation'::text, 'person'::text, 'case'::text])))
--   constraint legal_holds_lifted_by_fkey: FOREIGN KEY (lifted_by) REFERENCES people.persons(id)
--   constraint legal_holds_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint legal_holds_pkey: PRIMARY KEY (id)
--   constraint legal_holds_set_by_fkey: FOREIGN KEY (set_by) REFERENCES people.persons(id)
--   index legal_holds_one_standing: CREATE UNIQUE INDEX legal_holds_one_standing ON information.legal_holds USING btree (subject_id) WHERE (lifted_at IS NULL)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

table information.published_holds (
  organisation_id uuid,
  kind text,
  subject_id uuid
)


table information.published_retention (
  organisation_id uuid,
  kind text,
  days integer,
  owner text
)


-- row-level security
table information.retention_rules (
  organisation_id uuid not null,
  kind text not null,
  days integer,
  owner_id uuid,
  changed_at timestamp with time zone not null
)
--   constraint retention_rules_days_sensible: CHECK (((days >= 1) AND (days <= 36500)))
--   constraint retention_rules_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint retention_rules_owner_id_fkey: FOREIGN KEY (owner_id) REFERENCES people.persons(id)
--   constraint retention_rules_pkey: PRIMARY KEY (organisation_id, kind)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table information.split_parts (
  plan_id uuid not null,
  organisation_id uuid not null,
  kind text not null,
  part_id uuid not null
)
--   constraint split_parts_kind_known: CHECK ((kind = ANY (ARRAY['person'::text, 'team'::text, 'mailbox'::text])))
--   constraint split_parts_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint split_parts_pkey: PRIMARY KEY (plan_id, kind, part_id)
--   constraint split_parts_plan_id_fkey: FOREIGN KEY (plan_id) REFERENCES information.succession_plans(id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table information.splits (
  plan_id uuid not null,
  organisation_id uuid not null,
  chosen jsonb not null default '{}'::jsonb,
  ways jsonb not null default '{}'::jsonb,
  come_up text[] not null default '{}'::text[]
)
--   constraint splits_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint splits_pkey: PRIMARY KEY (plan_id)
--   constraint splits_plan_id_fkey: FOREIGN KEY (plan_id) REFERENCES information.succession_plans(id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table information.succession_moves (
  plan_id uuid not null,
  organisation_id uuid not null,
  table_name text not null,
  key jsonb not null,
  before jsonb not null
)
--   constraint succession_moves_pkey: PRIMARY KEY (plan_id, table_name, key)
--   constraint succession_moves_plan_id_fkey: FOREIGN KEY (plan_id) REFERENCES information.succession_plans(id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table information.succession_plans (
  id uuid not null,
  organisation_id uuid not null,
  kind text not null,
  other_id uuid,
  successor_id uuid not null,
  name text,
  short_name text,
  takes_effect_at timestamp with time zone not null,
  settled jsonb not null default '{}'::jsonb,
  state text not null default 'draft'::text,
  step text not null default ''::text,
  reached text,
  steps_taken integer not null default 0,
  planned_by uuid,
  planned_by_name text not null,
  planned_at timestamp with time zone not null,
  confirmed_by uuid,
  confirmed_by_name text,
  confirmed_at timestamp with time zone,
  done_at timestamp with time zone
)
--   constraint succession_plans_confirmed: CHECK (((state = ANY (ARRAY['draft'::text, 'withdrawn'::text])) OR (confirmed_at IS NOT NULL)))
--   constraint succession_plans_confirmed_by_fkey: FOREIGN KEY (confirmed_by) REFERENCES people.persons(id)
--   constraint succession_plans_kind_known: CHECK ((kind = ANY (ARRAY['merge'::text, 'split'::text])))
--   constraint succession_plans_merge: CHECK (((kind = 'merge'::text) = ((other_id IS NOT NULL) AND (name IS NOT NULL) AND (short_name IS NOT NULL))))
--   constraint succession_plans_not_with_itself: CHECK ((other_id <> organisation_id))
--   constraint succession_plans_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint succession_plans_other_id_fkey: FOREIGN KEY (other_id) REFERENCES people.organisations(id)
--   constraint succession_plans_pkey: PRIMARY KEY (id)
--   constraint succession_plans_planned_by_fkey: FOREIGN KEY (planned_by) REFERENCES people.persons(id)
--   constraint succession_plans_split: CHECK (((kind <> 'split'::text) OR ((name IS NOT NULL) AND (short_name IS NOT NULL))))
--   constraint succession_plans_state_known: CHECK ((state = ANY (ARRAY['draft'::text, 'confirmed'::text, 'running'::text, 'undoing'::text, 'done'::text, 'undone'::text, 'withdrawn'::text])))
--   index succession_plans_by_organisation: CREATE INDEX succession_plans_by_organisation ON information.succession_plans USING btree (organisation_id, planned_at DESC)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table people.addresses (
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  address text not null,
  address_key text not null generated as lower(address),
  verified_at timestamp with time zone,
  verified_by text,
  created_at timestamp with time zone not null default now()
)
--   constraint addresses_once_each: UNIQUE (person_id, address_key)
--   constraint addresses_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint addresses_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint addresses_pkey: PRIMARY KEY (id)
--   constraint addresses_verified_by_known: CHECK ((verified_by = ANY (ARRAY['staff'::text, 'directory'::text, 'link'::text, 'message'::text])))
--   constraint addresses_verified_how: CHECK (((verified_at IS NULL) = (verified_by IS NULL)))
--   index addresses_by_address: CREATE INDEX addresses_by_address ON people.addresses USING btree (address_key)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

table people.api_tokens (
  id uuid not null,
  person_id uuid not null,
  name text not null,
  token_hash text not null,
  scopes text[] not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone
)
--   constraint api_tokens_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint api_tokens_pkey: PRIMARY KEY (id)
--   constraint api_tokens_token_hash_unique: UNIQUE (token_hash)
--   index api_tokens_by_person: CREATE INDEX api_tokens_by_person ON people.api_tokens USING btree (person_id)

-- row-level security
table people.authenticators (
  person_id uuid not null,
  organisation_id uuid not null,
  sealed_secret text,
  offered_secret text,
  confirmed_at timestamp with time zone,
  last_step bigint not null default 0
)
--   constraint authenticators_confirmed: CHECK (((sealed_secret IS NULL) = (confirmed_at IS NULL)))
--   constraint authenticators_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint authenticators_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint authenticators_pkey: PRIMARY KEY (person_id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

table people.bank_holidays (
  nation text not null,
  date date not null,
  name text not null,
  source text not null,
  imported_at timestamp with time zone not null default now()
)
--   constraint bank_holidays_name_present: CHECK ((name <> ''::text))
--   constraint bank_holidays_nation_known: CHECK ((nation = ANY (ARRAY['england_and_wales'::text, 'scotland'::text, 'northern_ireland'::text])))
--   constraint bank_holidays_pkey: PRIMARY KEY (nation, date)

-- row-level security
table people.calendar_versions (
  id uuid not null,
  organisation_id uuid not null,
  calendar_id uuid not null,
  number integer not null,
  effective_from timestamp with time zone not null,
  zone text not null default 'Europe/London'::text,
  hours jsonb not null,
  nation text not null default 'none'::text,
  holidays jsonb not null default '[]'::jsonb,
  openings jsonb not null default '{}'::jsonb,
  closures jsonb not null default '{}'::jsonb,
  reasons jsonb not null default '{}'::jsonb,
  because text not null default ''::text,
  made_by uuid,
  made_by_name text not null default 'Moothall'::text,
  made_at timestamp with time zone not null default now(),
  withdrawn_at timestamp with time zone
)
--   constraint calendar_versions_calendar_id_fkey: FOREIGN KEY (calendar_id) REFERENCES people.calendars(id) ON DELETE CASCADE
--   constraint calendar_versions_made_by_fkey: FOREIGN KEY (made_by) REFERENCES people.persons(id)
--   constraint calendar_versions_nation_known: CHECK ((nation = ANY (ARRAY['england_and_wales'::text, 'scotland'::text, 'northern_ireland'::text, 'none'::text])))
--   constraint calendar_versions_number_positive: CHECK ((number > 0))
--   constraint calendar_versions_number_unique: UNIQUE (calendar_id, number)
--   constraint calendar_versions_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint calendar_versions_pkey: PRIMARY KEY (id)
--   constraint calendar_versions_withdrawn_in_time: CHECK (((withdrawn_at IS NULL) OR (withdrawn_at < effective_from)))
--   index calendar_versions_in_force: CREATE INDEX calendar_versions_in_force ON people.calendar_versions USING btree (calendar_id, effective_from DESC, number DESC) WHERE (withdrawn_at IS NULL)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table people.calendars (
  id uuid not null,
  organisation_id uuid not null,
  name text not null,
  cover_calendar_id uuid
)
--   constraint calendars_cover_calendar_id_fkey: FOREIGN KEY (cover_calendar_id) REFERENCES people.calendars(id)
--   constraint calendars_cover_is_another: CHECK ((cover_calendar_id <> id))
--   constraint calendars_name_unique: UNIQUE (organisation_id, name)
--   constraint calendars_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint calendars_pkey: PRIMARY KEY (id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table people.change_proposals (
  id uuid not null,
  organisation_id uuid not null,
  kind text not null,
  subject_id uuid not null,
  base text not null,
  content json not null,
  impact json not null,
  proposed_by uuid,
  proposed_by_name text not null,
  proposed_at timestamp with time zone not null,
  looked_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  decision text
)
--   constraint change_proposals_decided: CHECK (((decided_at IS NULL) = (decision IS NULL)))
--   constraint change_proposals_decision_known: CHECK ((decision = ANY (ARRAY['applied'::text, 'dropped'::text])))
--   constraint change_proposals_kind_known: CHECK ((kind = ANY (ARRAY['calendar'::text, 'targets'::text, 'policy'::text, 'people'::text])))
--   constraint change_proposals_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint change_proposals_pkey: PRIMARY KEY (id)
--   constraint change_proposals_proposed_by_fkey: FOREIGN KEY (proposed_by) REFERENCES people.persons(id)
--   index change_proposals_open: CREATE INDEX change_proposals_open ON people.change_proposals USING btree (subject_id, proposed_at) WHERE (decided_at IS NULL)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table people.directory_group_members (
  group_id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null
)
--   constraint directory_group_members_group_id_fkey: FOREIGN KEY (group_id) REFERENCES people.directory_groups(id) ON DELETE CASCADE
--   constraint directory_group_members_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint directory_group_members_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint directory_group_members_pkey: PRIMARY KEY (group_id, person_id)
--   index directory_group_members_by_person: CREATE INDEX directory_group_members_by_person ON people.directory_group_members USING btree (person_id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table people.directory_groups (
  id uuid not null,
  organisation_id uuid not null,
  name text not null,
  name_key text not null generated as lower(name),
  external_id text,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null
)
--   constraint directory_groups_name_present: CHECK ((name <> ''::text))
--   constraint directory_groups_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint directory_groups_pkey: PRIMARY KEY (id)
--   index directory_groups_name_unique: CREATE UNIQUE INDEX directory_groups_name_unique ON people.directory_groups USING btree (organisation_id, name_key)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table people.directory_tokens (
  id uuid not null,
  organisation_id uuid not null,
  name text not null,
  token_hash text not null,
  made_by_name text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  last_used_at timestamp with time zone
)
--   constraint directory_tokens_end: CHECK ((expires_at > created_at))
--   constraint directory_tokens_name_present: CHECK ((name <> ''::text))
--   constraint directory_tokens_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint directory_tokens_pkey: PRIMARY KEY (id)
--   constraint directory_tokens_token_hash_unique: UNIQUE (token_hash)
--   index directory_tokens_by_organisation: CREATE INDEX directory_tokens_by_organisation ON people.directory_tokens USING btree (organisation_id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table people.directory_users (
  person_id uuid not null,
  organisation_id uuid not null,
  user_name text not null,
  user_name_key text not null generated as lower(user_name),
  external_id text,
  attributes jsonb not null default '{}'::jsonb,
  removed_at timestamp with time zone,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null
)
--   constraint directory_users_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint directory_users_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint directory_users_pkey: PRIMARY KEY (person_id)
--   constraint directory_users_user_name_present: CHECK ((user_name <> ''::text))
--   index directory_users_user_name_unique: CREATE UNIQUE INDEX directory_users_user_name_unique ON people.directory_users USING btree (organisation_id, user_name_key) WHERE (removed_at IS NULL)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

table people.earlier_passwords (
  id bigint not null,
  person_id uuid not null,
  hash text not null,
  set_at timestamp with time zone not null default now()
)
--   constraint earlier_passwords_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint earlier_passwords_pkey: PRIMARY KEY (id)
--   index earlier_passwords_by_person: CREATE INDEX earlier_passwords_by_person ON people.earlier_passwords USING btree (person_id, id DESC)

-- row-level security
table people.email_domains (
  domain text not null,
  organisation_id uuid not null,
  provider_id uuid not null
)
--   constraint email_domains_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint email_domains_pkey: PRIMARY KEY (domain)
--   constraint email_domains_provider: FOREIGN KEY (provider_id, organisation_id) REFERENCES people.identity_providers(id, organisation_id) ON UPDATE CASCADE
--   constraint email_domains_small: CHECK ((domain = lower(domain)))
--   index email_domains_by_provider: CREATE INDEX email_domains_by_provider ON people.email_domains USING btree (provider_id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table people.group_grants (
  id uuid not null,
  organisation_id uuid not null,
  provider_id uuid not null,
  group_name text not null,
  role text,
  in_organisation_id uuid,
  team_id uuid
)
--   constraint group_grants_in_organisation_id_fkey: FOREIGN KEY (in_organisation_id) REFERENCES people.organisations(id)
--   constraint group_grants_once: UNIQUE NULLS NOT DISTINCT (provider_id, group_name, role, in_organisation_id, team_id)
--   constraint group_grants_one_thing: CHECK ((((role IS NOT NULL) AND (in_organisation_id IS NOT NULL) AND (team_id IS NULL)) OR ((role IS NULL) AND (in_organisation_id IS NULL) AND (team_id IS NOT NULL))))
--   constraint group_grants_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint group_grants_pkey: PRIMARY KEY (id)
--   constraint group_grants_provider: FOREIGN KEY (provider_id, organisation_id) REFERENCES people.identity_providers(id, organisation_id) ON UPDATE CASCADE
--   constraint group_grants_team_id_fkey: FOREIGN KEY (team_id) REFERENCES people.teams(id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

table people.half_sign_ins (
  token_hash text not null,
  person_id uuid not null,
  ends_at timestamp with time zone not null,
  tries integer not null default 0,
  provider_id uuid,
  provider_session text,
  sealed_id_token text
)
--   constraint half_sign_ins_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint half_sign_ins_pkey: PRIMARY KEY (token_hash)
--   constraint half_sign_ins_provider_id_fkey: FOREIGN KEY (provider_id) REFERENCES people.identity_providers(id)

table people.held_roles (
  person_id uuid,
  organisation_id uuid,
  role text
)


-- row-level security
table people.identities (
  organisation_id uuid not null,
  issuer text not null,
  subject text not null,
  provider_id uuid not null,
  person_id uuid not null,
  email text,
  linked_at timestamp with time zone not null,
  used_at timestamp with time zone not null
)
--   constraint identities_one_for_person: UNIQUE (person_id, issuer)
--   constraint identities_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint identities_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint identities_pkey: PRIMARY KEY (organisation_id, issuer, subject)
--   constraint identities_provider: FOREIGN KEY (provider_id, organisation_id) REFERENCES people.identity_providers(id, organisation_id) ON UPDATE CASCADE
--   index identities_by_provider: CREATE INDEX identities_by_provider ON people.identities USING btree (provider_id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table people.identity_providers (
  id uuid not null,
  organisation_id uuid not null,
  profile text not null,
  name text not null,
  issuer text not null,
  client_id text not null,
  proof text not null,
  sealed_secret text,
  public_key text,
  scopes text not null,
  groups_claim text,
  adds_people boolean not null default false,
  checks_second_factor boolean not null default false,
  only_way boolean not null default false,
  shown boolean not null default false,
  active boolean not null default false,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  next_sealed_secret text,
  next_public_key text,
  believes_second_factor boolean not null default false
)
--   constraint identity_providers_next_key: CHECK (((next_public_key IS NULL) OR (proof = 'key'::text)))
--   constraint identity_providers_next_whole: CHECK (((next_sealed_secret IS NULL) = (next_public_key IS NULL)))
--   constraint identity_providers_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint identity_providers_pkey: PRIMARY KEY (id)
--   constraint identity_providers_profile_known: CHECK ((profile = ANY (ARRAY['entra'::text, 'keycloak'::text, 'one_login'::text, 'oidc'::text])))
--   constraint identity_providers_proof_known: CHECK ((proof = ANY (ARRAY['secret'::text, 'key'::text, 'none'::text])))
--   constraint identity_providers_theirs: UNIQUE (id, organisation_id)
--   index identity_providers_by_organisation: CREATE INDEX identity_providers_by_organisation ON people.identity_providers USING btree (organisation_id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table people.last_visits (
  person_id uuid not null,
  organisation_id uuid not null,
  visited_at timestamp with time zone not null
)
--   constraint last_visits_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint last_visits_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint last_visits_pkey: PRIMARY KEY (person_id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table people.left_persons (
  organisation_id uuid not null,
  person_id uuid not null,
  name text not null,
  email text,
  left_at timestamp with time zone not null
)
--   constraint left_persons_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint left_persons_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint left_persons_pkey: PRIMARY KEY (person_id, organisation_id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy seen_where_they_are: for r using ((NOT people.is_seen(person_id))) with check ()

-- row-level security
table people.logos (
  organisation_id uuid not null,
  media_type text not null,
  hash text not null,
  bytes bytea not null
)
--   constraint logos_media_type_known: CHECK ((media_type = ANY (ARRAY['image/png'::text, 'image/jpeg'::text])))
--   constraint logos_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint logos_pkey: PRIMARY KEY (organisation_id)
--   constraint logos_small: CHECK ((length(bytes) <= 200000))
--   index logos_by_hash: CREATE INDEX logos_by_hash ON people.logos USING btree (hash)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

table people.logout_tokens (
  provider_id uuid not null,
  jti_hash text not null,
  ends_at timestamp with time zone not null
)
--   constraint logout_tokens_pkey: PRIMARY KEY (provider_id, jti_hash)
--   constraint logout_tokens_provider_id_fkey: FOREIGN KEY (provider_id) REFERENCES people.identity_providers(id)
--   index logout_tokens_by_end: CREATE INDEX logout_tokens_by_end ON people.logout_tokens USING btree (ends_at)

-- row-level security
table people.onboarding_steps (
  organisation_id uuid not null,
  step text not null,
  because text not null,
  decided_by_name text not null,
  decided_at timestamp with time zone not null
)
--   constraint onboarding_steps_because_present: CHECK ((because <> ''::text))
--   constraint onboarding_steps_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.onboardings(organisation_id)
--   constraint onboarding_steps_pkey: PRIMARY KEY (organisation_id, step)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table people.onboardings (
  organisation_id uuid not null,
  begun_at timestamp with time zone not null,
  proved_at timestamp with time zone,
  leaks bigint,
  live_at timestamp with time zone
)
--   constraint onboardings_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint onboardings_pkey: PRIMARY KEY (organisation_id)
--   constraint onboardings_proof_whole: CHECK (((proved_at IS NULL) = (leaks IS NULL)))
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table people.organisations (
  id uuid not null,
  kind text not null,
  name text not null,
  short_name text not null,
  accent text not null default 'teal'::text,
  logo text,
  zone text not null default 'Europe/London'::text,
  auto_close_days integer not null default 7,
  reopen_days integer not null default 7,
  created_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  succeeded_by_id uuid,
  kept_until date,
  left_words text
)
--   constraint organisations_auto_close_days_positive: CHECK ((auto_close_days > 0))
--   constraint organisations_kind_known: CHECK ((kind = ANY (ARRAY['shared_service'::text, 'partner'::text, 'customer'::text])))
--   constraint organisations_pkey: PRIMARY KEY (id)
--   constraint organisations_reopen_days_positive: CHECK ((reopen_days >= 0))
--   constraint organisations_short_name_unique: UNIQUE (short_name)
--   constraint organisations_succeeded_by_id_fkey: FOREIGN KEY (succeeded_by_id) REFERENCES people.organisations(id)
--   constraint organisations_successor_of_ended: CHECK (((succeeded_by_id IS NULL) OR (ended_at IS NOT NULL)))
--   policy organisation_isolation: for * using ((id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table people.parted_organisations (
  organisation_id uuid not null,
  other_id uuid not null,
  parted_at timestamp with time zone not null
)
--   constraint parted_organisations_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint parted_organisations_other_id_fkey: FOREIGN KEY (other_id) REFERENCES people.organisations(id)
--   constraint parted_organisations_pkey: PRIMARY KEY (organisation_id, other_id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

table people.passkey_challenges (
  challenge_hash text not null,
  person_id uuid,
  ends_at timestamp with time zone not null
)
--   constraint passkey_challenges_pkey: PRIMARY KEY (challenge_hash)

-- row-level security
table people.passkeys (
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  name text not null,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null default 0,
  transports text[] not null default '{}'::text[],
  made_at timestamp with time zone not null,
  used_at timestamp with time zone
)
--   constraint passkeys_credential_unique: UNIQUE (credential_id)
--   constraint passkeys_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint passkeys_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint passkeys_pkey: PRIMARY KEY (id)
--   index passkeys_by_person: CREATE INDEX passkeys_by_person ON people.passkeys USING btree (person_id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table people.password_letters (
  id uuid not null,
  organisation_id uuid not null,
  person_id uuid not null,
  kind text not null,
  made_for text not null,
  made_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  used_at timestamp with time zone
)
--   constraint password_letters_kind_known: CHECK ((kind = ANY (ARRAY['reset'::text, 'invitation'::text])))
--   constraint password_letters_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint password_letters_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint password_letters_pkey: PRIMARY KEY (id)
--   index password_letters_by_person: CREATE INDEX password_letters_by_person ON people.password_letters USING btree (person_id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table people.password_rules (
  organisation_id uuid not null,
  least_length integer not null default 12,
  banned_words text[] not null default '{}'::text[],
  remembered integer not null default 0
)
--   constraint password_rules_length: CHECK (((least_length >= 12) AND (least_length <= 64)))
--   constraint password_rules_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint password_rules_pkey: PRIMARY KEY (organisation_id)
--   constraint password_rules_remembered: CHECK (((remembered >= 0) AND (remembered <= 10)))
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

table people.passwords (
  person_id uuid not null,
  hash text not null,
  changed_at timestamp with time zone not null default now()
)
--   constraint passwords_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint passwords_pkey: PRIMARY KEY (person_id)

-- row-level security
table people.persons (
  id uuid not null,
  organisation_id uuid not null,
  name text not null,
  email text,
  phone text,
  job_title text,
  department text,
  location text,
  assistance text,
  desk_staff boolean not null default false,
  active boolean not null default true,
  external_reference text,
  created_at timestamp with time zone not null default now(),
  email_key text generated as lower(email),
  name_key text generated as lower(name),
  contact_by text,
  changed_at timestamp with time zone not null default now(),
  employee_number text,
  manager_id uuid
)
--   constraint persons_contact_by_known: CHECK ((contact_by = ANY (ARRAY['email'::text, 'telephone'::text, 'letter'::text, 'none'::text])))
--   constraint persons_manager_id_fkey: FOREIGN KEY (manager_id) REFERENCES people.persons(id)
--   constraint persons_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint persons_pkey: PRIMARY KEY (id)
--   index persons_by_email: CREATE INDEX persons_by_email ON people.persons USING btree (email_key) WHERE (email IS NOT NULL)
--   index persons_by_employee_number: CREATE INDEX persons_by_employee_number ON people.persons USING btree (organisation_id, employee_number) WHERE (employee_number IS NOT NULL)
--   index persons_by_manager: CREATE INDEX persons_by_manager ON people.persons USING btree (manager_id) WHERE (manager_id IS NOT NULL)
--   index persons_by_name: CREATE INDEX persons_by_name ON people.persons USING btree (organisation_id, name_key text_pattern_ops)
--   index persons_email_unique: CREATE UNIQUE INDEX persons_email_unique ON people.persons USING btree (organisation_id, email_key) WHERE (email IS NOT NULL)
--   index persons_external_reference_unique: CREATE UNIQUE INDEX persons_external_reference_unique ON people.persons USING btree (organisation_id, external_reference) WHERE (external_reference IS NOT NULL)
--   policy desk_staff_are_seen: for r using ((desk_staff AND (cardinality(( SELECT platform.visible_organisations() AS visible_organisations)) > 0))) with check ()
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

table people.published_addresses (
  person_id uuid,
  organisation_id uuid,
  address text,
  address_key text,
  verified_at timestamp with time zone
)


table people.published_bank_holidays (
  nation text,
  date date,
  name text
)


table people.published_calendar_versions (
  id uuid,
  organisation_id uuid,
  calendar_id uuid,
  number integer,
  effective_from timestamp with time zone,
  effective_until timestamp with time zone,
  zone text,
  hours jsonb,
  holidays jsonb,
  openings jsonb,
  closures jsonb,
  made_at timestamp with time zone
)


table people.published_calendars (
  id uuid,
  organisation_id uuid,
  name text,
  zone text,
  hours jsonb,
  holidays jsonb,
  openings jsonb,
  closures jsonb,
  version integer,
  cover_calendar_id uuid
)


table people.published_contact_preferences (
  person_id uuid,
  organisation_id uuid,
  contact_by text
)


table people.published_organisations (
  id uuid,
  kind text,
  name text,
  short_name text,
  accent text,
  zone text,
  ended_at timestamp with time zone,
  succeeded_by_id uuid
)


table people.published_persons (
  id uuid,
  organisation_id uuid,
  name text,
  email text,
  phone text,
  job_title text,
  department text,
  location text,
  assistance text,
  active boolean,
  desk_staff boolean,
  manager_id uuid
)


table people.published_preparing (
  organisation_id uuid
)


table people.published_team_members (
  team_id uuid,
  person_id uuid,
  organisation_id uuid,
  leads boolean
)


table people.published_teams (
  id uuid,
  organisation_id uuid,
  name text,
  slug text,
  shared boolean,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  stands boolean
)


-- row-level security
table people.recovery_codes (
  person_id uuid not null,
  organisation_id uuid not null,
  code_hash text not null
)
--   constraint recovery_codes_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint recovery_codes_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint recovery_codes_pkey: PRIMARY KEY (person_id, code_hash)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table people.role_assignments (
  person_id uuid not null,
  organisation_id uuid not null,
  role text not null,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  provider_id uuid
)
--   constraint role_assignments_dates_in_order: CHECK ((ends_at > starts_at))
--   constraint role_assignments_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint role_assignments_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint role_assignments_pkey: PRIMARY KEY (person_id, organisation_id, role)
--   constraint role_assignments_provider_id_fkey: FOREIGN KEY (provider_id) REFERENCES people.identity_providers(id)
--   constraint role_assignments_role_known: CHECK ((role = ANY (ARRAY['requester'::text, 'analyst'::text, 'team_lead'::text, 'major_incident_manager'::text, 'manager'::text, 'service_owner'::text, 'partner_officer'::text, 'board_member'::text, 'auditor'::text, 'administrator'::text, 'operator'::text])))
--   index role_assignments_by_provider: CREATE INDEX role_assignments_by_provider ON people.role_assignments USING btree (provider_id) WHERE (provider_id IS NOT NULL)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table people.role_permissions (
  organisation_id uuid not null,
  role text not null,
  permission text not null,
  granted boolean not null
)
--   constraint role_permissions_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint role_permissions_pkey: PRIMARY KEY (organisation_id, role, permission)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table people.rota_overrides (
  id uuid not null,
  organisation_id uuid not null,
  rota_id uuid not null,
  person_id uuid,
  from_time timestamp with time zone not null,
  until_time timestamp with time zone not null,
  because text not null,
  made_by_name text not null,
  made_at timestamp with time zone not null
)
--   constraint rota_overrides_in_order: CHECK ((until_time > from_time))
--   constraint rota_overrides_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint rota_overrides_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint rota_overrides_pkey: PRIMARY KEY (id)
--   constraint rota_overrides_rota_id_fkey: FOREIGN KEY (rota_id) REFERENCES people.rotas(id) ON DELETE CASCADE
--   index rota_overrides_by_rota: CREATE INDEX rota_overrides_by_rota ON people.rota_overrides USING btree (rota_id, until_time)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table people.rotas (
  id uuid not null,
  organisation_id uuid not null,
  team_id uuid not null,
  name text not null,
  zone text not null,
  starts_on date not null,
  handover text not null,
  turn_days integer not null,
  persons uuid[] not null,
  hours jsonb not null,
  changed_at timestamp with time zone not null
)
--   constraint rotas_handover_is_time: CHECK ((handover ~ '^([01]\d|2[0-3]):[0-5]\d$'::text))
--   constraint rotas_name_present: CHECK ((name <> ''::text))
--   constraint rotas_name_unique: UNIQUE (team_id, name)
--   constraint rotas_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint rotas_pkey: PRIMARY KEY (id)
--   constraint rotas_team_id_fkey: FOREIGN KEY (team_id) REFERENCES people.teams(id)
--   constraint rotas_turn_days_range: CHECK (((turn_days >= 1) AND (turn_days <= 28)))
--   index rotas_by_team: CREATE INDEX rotas_by_team ON people.rotas USING btree (team_id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table people.second_factor_roles (
  organisation_id uuid not null,
  role text not null
)
--   constraint second_factor_roles_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint second_factor_roles_pkey: PRIMARY KEY (organisation_id, role)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

table people.sessions (
  token_hash text not null,
  person_id uuid not null,
  started_at timestamp with time zone not null default now(),
  ends_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  address text,
  browser text,
  provider_id uuid,
  provider_session text,
  sealed_id_token text,
  second_factor text,
  renew boolean not null default false,
  proved_at timestamp with time zone default now()
)
--   constraint sessions_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint sessions_pkey: PRIMARY KEY (token_hash)
--   constraint sessions_provider_id_fkey: FOREIGN KEY (provider_id) REFERENCES people.identity_providers(id)
--   constraint sessions_second_factor_known: CHECK ((second_factor = ANY (ARRAY['authenticator'::text, 'recovery_code'::text, 'passkey'::text, 'provider'::text])))
--   index sessions_by_person: CREATE INDEX sessions_by_person ON people.sessions USING btree (person_id)
--   index sessions_by_provider: CREATE INDEX sessions_by_provider ON people.sessions USING btree (provider_id) WHERE (provider_id IS NOT NULL)

table people.sign_in_attempts (
  state_hash text not null,
  browser_hash text not null,
  provider_id uuid not null,
  nonce text not null,
  verifier text not null,
  return_to text not null,
  started_at timestamp with time zone not null default now(),
  proves uuid
)
--   constraint sign_in_attempts_pkey: PRIMARY KEY (state_hash)
--   constraint sign_in_attempts_proves_fkey: FOREIGN KEY (proves) REFERENCES people.persons(id)
--   constraint sign_in_attempts_provider_id_fkey: FOREIGN KEY (provider_id) REFERENCES people.identity_providers(id)
--   index sign_in_attempts_by_time: CREATE INDEX sign_in_attempts_by_time ON people.sign_in_attempts USING btree (started_at)

-- row-level security
table people.team_members (
  team_id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  leads boolean not null default false,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  provider_id uuid,
  leads_from timestamp with time zone,
  leads_until timestamp with time zone
)
--   constraint team_members_dates_in_order: CHECK ((ends_at > starts_at))
--   constraint team_members_leads_in_order: CHECK ((leads_until > leads_from))
--   constraint team_members_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint team_members_person_id_fkey: FOREIGN KEY (person_id) REFERENCES people.persons(id)
--   constraint team_members_pkey: PRIMARY KEY (team_id, person_id)
--   constraint team_members_provider_id_fkey: FOREIGN KEY (provider_id) REFERENCES people.identity_providers(id)
--   constraint team_members_team_id_fkey: FOREIGN KEY (team_id) REFERENCES people.teams(id)
--   index team_members_by_person: CREATE INDEX team_members_by_person ON people.team_members USING btree (person_id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table people.teams (
  id uuid not null,
  organisation_id uuid not null,
  name text not null,
  slug text not null,
  calendar_id uuid,
  shared boolean not null default false,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone
)
--   constraint teams_calendar_id_fkey: FOREIGN KEY (calendar_id) REFERENCES people.calendars(id)
--   constraint teams_dates_in_order: CHECK ((ends_at > starts_at))
--   constraint teams_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint teams_pkey: PRIMARY KEY (id)
--   constraint teams_slug_unique: UNIQUE (slug)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy shared_teams_are_seen: for r using ((shared AND (cardinality(( SELECT platform.visible_organisations() AS visible_organisations)) > 0))) with check ()

-- row-level security
table people.viewings (
  id uuid not null,
  organisation_id uuid not null,
  viewer_id uuid not null,
  viewed_id uuid not null,
  session_hash text not null,
  secret_hash text not null,
  reason text not null,
  started_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  ended_at timestamp with time zone
)
--   constraint viewings_of_somebody_else: CHECK ((viewed_id <> viewer_id))
--   constraint viewings_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint viewings_pkey: PRIMARY KEY (id)
--   constraint viewings_secret_hash_unique: UNIQUE (secret_hash)
--   constraint viewings_viewed_id_fkey: FOREIGN KEY (viewed_id) REFERENCES people.persons(id)
--   constraint viewings_viewer_id_fkey: FOREIGN KEY (viewer_id) REFERENCES people.persons(id)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table platform.answered_posts (
  organisation_id uuid not null,
  person_id uuid not null,
  key text not null,
  request_hash text not null,
  status integer not null,
  headers json not null,
  body text not null,
  answered_at timestamp with time zone not null default now()
)
--   constraint answered_posts_pkey: PRIMARY KEY (person_id, key)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table platform.events (
  id bigint not null,
  organisation_id uuid not null,
  subject_type text not null,
  subject_id uuid not null,
  position integer not null,
  name text not null,
  actor_id uuid,
  actor_name text not null,
  shown_to text not null,
  payload json not null,
  happened_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null default now(),
  hash bytea not null,
  salt uuid,
  digest bytea,
  replaced_at timestamp with time zone
)
--   constraint events_pkey: PRIMARY KEY (id)
--   constraint events_position_unique: UNIQUE (subject_id, "position")
--   constraint events_shown_to_known: CHECK ((shown_to = ANY (ARRAY['everyone'::text, 'staff'::text])))
--   index events_by_organisation: CREATE INDEX events_by_organisation ON platform.events USING btree (organisation_id, recorded_at)
--   index events_by_time: CREATE INDEX events_by_time ON platform.events USING brin (recorded_at)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using (((NOT (EXISTS ( SELECT
   FROM cases.restricted_cases x
  WHERE (x.case_id = events.subject_id)))) OR cases.may_read(subject_id))) with check ()

-- row-level security
table platform.file_pieces (
  file_id uuid not null,
  organisation_id uuid not null,
  position integer not null,
  bytes bytea not null
)
--   constraint file_pieces_file_id_fkey: FOREIGN KEY (file_id) REFERENCES platform.files(id) ON DELETE CASCADE
--   constraint file_pieces_pkey: PRIMARY KEY (file_id, "position")
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using ((NOT cases.hides_file(file_id))) with check ()

-- row-level security
table platform.files (
  id uuid not null,
  organisation_id uuid not null,
  name text not null,
  media_type text not null,
  size bigint not null default 0,
  sha256 text,
  uploaded_by uuid,
  uploaded_at timestamp with time zone not null default now(),
  state text not null default 'arriving'::text
)
--   constraint files_pkey: PRIMARY KEY (id)
--   constraint files_state_known: CHECK ((state = ANY (ARRAY['arriving'::text, 'kept'::text, 'refused'::text])))
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))
--   policy restricted_cases: for * using ((NOT cases.hides_file(id))) with check ()

table platform.installation (
  only_one boolean not null default true,
  fingerprint jsonb not null,
  noted_at timestamp with time zone not null default now(),
  alive_at timestamp with time zone not null default now(),
  restored_at timestamp with time zone,
  catching_up_since timestamp with time zone
)
--   constraint installation_only_one_check: CHECK (only_one)
--   constraint installation_pkey: PRIMARY KEY (only_one)

table platform.kept_forms (
  token_hash text not null,
  path text not null,
  fields json not null,
  kept_at timestamp with time zone not null default now()
)
--   constraint kept_forms_pkey: PRIMARY KEY (token_hash)

table platform.keys (
  name text not null,
  secret text not null
)
--   constraint keys_pkey: PRIMARY KEY (name)

table platform.outbox (
  event_id bigint not null
)
--   constraint outbox_pkey: PRIMARY KEY (event_id)

table platform.rate_limits (
  key text not null,
  tokens double precision not null,
  at timestamp with time zone not null default now()
)
--   constraint rate_limits_pkey: PRIMARY KEY (key)

table platform.seals (
  id bigint not null,
  from_time timestamp with time zone not null,
  until_time timestamp with time zone not null,
  events bigint not null,
  hash bytea not null,
  sealed_at timestamp with time zone not null default now()
)
--   constraint seals_pkey: PRIMARY KEY (id)
--   constraint seals_until_unique: UNIQUE (until_time)

-- row-level security
table platform.search_entries (
  subject_id uuid not null,
  part text not null,
  organisation_id uuid not null,
  subject_type text not null,
  shown_to text not null,
  person_id uuid,
  content text not null,
  words tsvector not null,
  happened_at timestamp with time zone not null
)
--   constraint search_entries_pkey: PRIMARY KEY (subject_id, part)
--   constraint search_entries_shown_to_known: CHECK ((shown_to = ANY (ARRAY['everyone'::text, 'staff'::text])))
--   index search_entries_newest: CREATE INDEX search_entries_newest ON platform.search_entries USING btree (happened_at DESC)
--   index search_entries_newest_of: CREATE INDEX search_entries_newest_of ON platform.search_entries USING btree (organisation_id, happened_at DESC)
--   index search_entries_words: CREATE INDEX search_entries_words ON platform.search_entries USING gin (words)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

table platform.successions (
  successor_id uuid not null,
  predecessor_id uuid not null
)
--   constraint successions_not_of_itself: CHECK ((successor_id <> predecessor_id))
--   constraint successions_pkey: PRIMARY KEY (predecessor_id, successor_id)
--   index successions_by_successor: CREATE INDEX successions_by_successor ON platform.successions USING btree (successor_id)

-- row-level security
table reports.final_reports (
  organisation_id uuid not null,
  month text not null,
  figures jsonb not null,
  breaches jsonb not null,
  made_by uuid,
  made_by_name text not null,
  made_at timestamp with time zone not null
)
--   constraint final_reports_made_by_fkey: FOREIGN KEY (made_by) REFERENCES people.persons(id)
--   constraint final_reports_month_shape: CHECK ((month ~ '^\d{4}-\d{2}$'::text))
--   constraint final_reports_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint final_reports_pkey: PRIMARY KEY (organisation_id, month)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table reports.goals (
  organisation_id uuid not null,
  metric text not null,
  priority text not null,
  percent smallint not null
)
--   constraint goals_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint goals_percent_range: CHECK (((percent >= 1) AND (percent <= 100)))
--   constraint goals_pkey: PRIMARY KEY (organisation_id, metric, priority)
--   constraint goals_priority_known: CHECK ((priority = ANY (ARRAY['P1'::text, 'P2'::text, 'P3'::text, 'P4'::text])))
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table reports.hygiene_limits (
  organisation_id uuid not null,
  what text not null,
  hours integer not null
)
--   constraint hygiene_limits_hours_range: CHECK (((hours >= 1) AND (hours <= 8760)))
--   constraint hygiene_limits_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint hygiene_limits_pkey: PRIMARY KEY (organisation_id, what)
--   constraint hygiene_limits_what_known: CHECK ((what = ANY (ARRAY['requester'::text, 'supplier'::text, 'development'::text, 'planned'::text, 'unassigned'::text, 'untriaged'::text])))
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

-- row-level security
table reports.verifications (
  id uuid not null,
  organisation_id uuid not null,
  asked_by uuid not null,
  asked_by_name text not null,
  asked_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  events bigint,
  seals bigint,
  faults json
)
--   constraint verifications_asked_by_fkey: FOREIGN KEY (asked_by) REFERENCES people.persons(id)
--   constraint verifications_organisation_id_fkey: FOREIGN KEY (organisation_id) REFERENCES people.organisations(id)
--   constraint verifications_pkey: PRIMARY KEY (id)
--   index verifications_by_organisation: CREATE INDEX verifications_by_organisation ON reports.verifications USING btree (organisation_id, asked_at DESC)
--   policy organisation_isolation: for * using ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[]))) with check ((organisation_id = ANY (( SELECT platform.visible_organisations() AS visible_organisations)::uuid[])))

CREATE OR REPLACE FUNCTION cases.accept_files(held uuid, said uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  update cases.attachments a set message_id = m.id, case_id = m.case_id, shown_to = 'everyone'
  from cases.message_sources s, cases.messages m
  where s.message_id = held and s.standing = 'held' and a.message_id = held
    and m.id = said and m.organisation_id = a.organisation_id and m.kind in ('request', 'reply')
    and a.organisation_id = any (platform.visible_organisations())
$function$;

CREATE OR REPLACE FUNCTION cases.free_cases_of_major()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  update cases.major_incident_cases set over = true where major_id = new.id;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION cases.hide_restricted(hidden regclass, subject text, more text DEFAULT ''::text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('create policy restricted_cases%s on %s as restrictive using
    (not exists (select from cases.restricted_cases x where x.case_id = %s.%I) or cases.may_read(%I %s))',
    case subject when 'case_id' then '' when 'subject_id' then '' else '_by_' || subject end, hidden, hidden, subject, subject, more);
end
$function$;

CREATE OR REPLACE FUNCTION cases.hides_clock(id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ begin return exists (select from cases.case_clocks k join cases.restricted_cases x on x.case_id = k.case_id
  where k.id = hides_clock.id and not cases.may_read(k.case_id)); end $function$;

CREATE OR REPLACE FUNCTION cases.hides_escalation(id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ begin return exists (select from cases.escalations e join cases.restricted_cases x on x.case_id = e.case_id
  where e.id = hides_escalation.id and not cases.may_read(e.case_id)); end $function$;

CREATE OR REPLACE FUNCTION cases.hides_file(id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ begin return exists (select from cases.attachments a join cases.restricted_cases x on x.case_id = a.case_id
  where a.file_id = hides_file.id and not cases.may_read(a.case_id)); end $function$;

CREATE OR REPLACE FUNCTION cases.hides_message(id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ begin return exists (select from cases.messages m join cases.restricted_cases x on x.case_id = m.case_id
  where m.id = hides_message.id and not cases.may_read(m.case_id)); end $function$;

CREATE OR REPLACE FUNCTION cases.hides_notification(id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ begin return exists (select from channels.notifications n join cases.restricted_cases x on x.case_id = n.subject_id
  where n.id = hides_notification.id and not cases.may_read(n.subject_id, n.side = 'requester')); end $function$;

CREATE OR REPLACE FUNCTION cases.hides_received(id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ begin return exists (select from channels.received_messages m join cases.restricted_cases x on x.case_id = m.subject_id
  where m.id = hides_received.id and not cases.may_read(m.subject_id)); end $function$;

CREATE OR REPLACE FUNCTION cases.hides_sent(id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ begin return exists (select from channels.sent_messages m join cases.restricted_cases x on x.case_id = m.subject_id
  where m.id = hides_sent.id and not cases.may_read(m.subject_id)); end $function$;

CREATE OR REPLACE FUNCTION cases.is_named(case_id uuid, person_id uuid, asks boolean)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  return exists (select from cases.case_readers r where r.case_id = is_named.case_id
      and (r.person_id = is_named.person_id
        or r.team_id in (select m.team_id from people.team_members m where m.person_id = is_named.person_id
          and (m.starts_at is null or m.starts_at <= now()) and (m.ends_at is null or m.ends_at > now()))))
    or asks and exists (select from cases.restricted_cases x join cases.cases c on c.id = x.case_id
      where x.case_id = is_named.case_id and x.shown_to_requester and c.requester_id = is_named.person_id);
end
$function$;

CREATE OR REPLACE FUNCTION cases.lift_restriction(case_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not exists (select from cases.cases c where c.id = lift_restriction.case_id
      and c.organisation_id = any (platform.visible_organisations()) and cases.may_read(c.id))
  then raise 'there is no such case' using errcode = 'check_violation'; end if;
  delete from cases.restricted_cases x where x.case_id = lift_restriction.case_id;
  delete from cases.case_readers r where r.case_id = lift_restriction.case_id;
  update cases.cases c set restricted = false where c.id = lift_restriction.case_id;
end
$function$;

CREATE OR REPLACE FUNCTION cases.may_read(case_id uuid, asks boolean DEFAULT platform.asks_for_oneself())
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  if platform.current_person() is null then return true; end if;
  return cases.is_named(case_id, platform.current_person(), asks and platform.current_viewer() is null)
    and (platform.current_viewer() is null or cases.is_named(case_id, platform.current_viewer(), false));
end
$function$;

CREATE OR REPLACE FUNCTION cases.named_among(case_id uuid, persons uuid[], asks boolean)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
AS $function$ select p from unnest(persons) p
    where not exists (select from cases.restricted_cases x where x.case_id = named_among.case_id) or cases.is_named(case_id, p, asks) $function$;

CREATE OR REPLACE FUNCTION cases.organisations_gathering_for(person uuid)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce(array_agg(distinct e.organisation_id), '{}') from cases.escalation_persons e where e.person_id = person and e.gathers
$function$;

CREATE OR REPLACE FUNCTION cases.organisations_of_major(major_id uuid)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce(array_agg(distinct k.organisation_id), '{}') from cases.major_incident_cases k
  where k.major_id = organisations_of_major.major_id
    and exists (select from cases.major_incidents m where m.id = k.major_id and m.organisation_id = any (platform.visible_organisations()))
$function$;

CREATE OR REPLACE FUNCTION cases.plan_escalation_again()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  new.escalate_at := case when new.state = 'running' or (new.state = 'paused' and new.pinned_due_at is not null) then '-infinity'::timestamptz end;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION cases.published_names_hidden(name text, payload json)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  if name <> all ('{case.linked,case.unlinked,case.split,case.messageMoved,case.tookIn,case.gaveBack,case.merged,case.unmerged}'::text[])
  then return false; end if;
  return exists (select from cases.restricted_cases x
    where x.case_id = any (array[payload->>'other_id', payload->>'to_id', payload->>'into_id', payload->>'from_id']::uuid[])
      and not cases.may_read(x.case_id));
end
$function$;

CREATE OR REPLACE FUNCTION cases.reference_of(number bigint)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO 'pg_catalog'
AS $function$
declare
  quasigroup constant text := '0317598642709215486342068713591750983426612304597836742095815869720134894536201794386172052581436790';
  digits text := number::text;
  interim integer := 0;
begin
  for i in 1 .. length(digits) loop
    interim := substr(quasigroup, interim * 10 + substr(digits, i, 1)::integer + 1, 1)::integer;
  end loop;
  return 'C-' || digits || interim;
end
$function$;

CREATE OR REPLACE FUNCTION cases.refuse_notes()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  about record;
begin
  if new.about_id is null then return new; end if;
  select m.kind, m.organisation_id, c.requester_id, m.case_id into about
    from cases.messages m join cases.cases c on c.id = m.case_id where m.id = new.about_id;
  if not found then return new; end if;
  if about.organisation_id <> new.organisation_id then
    raise 'a message of another organisation is not sent' using errcode = 'check_violation';
  end if;
  if about.kind = 'note' and (new.kind <> 'notification' or new.person_id is null or new.person_id = about.requester_id
      or new.cc <> '[]'
      or exists (select from cases.participants p where p.case_id = about.case_id and p.person_id = new.person_id)) then
    raise 'an internal note is never sent' using errcode = 'check_violation', constraint = 'sent_messages_never_a_note';
  end if;
  if about.kind = 'forward' and new.person_id = about.requester_id then
    raise 'a forwarded message is not for the requester' using errcode = 'check_violation';
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION cases.restrict_case(case_id uuid, shown_to_requester boolean)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not exists (select from cases.cases c where c.id = restrict_case.case_id
      and c.organisation_id = any (platform.visible_organisations()) and (not c.restricted or cases.may_read(c.id)))
    or not exists (select from cases.case_readers r where r.case_id = restrict_case.case_id)
  then raise 'nobody could read this case' using errcode = 'check_violation'; end if;
  insert into cases.restricted_cases values (restrict_case.case_id, restrict_case.shown_to_requester)
    on conflict on constraint restricted_cases_pkey do update set shown_to_requester = excluded.shown_to_requester;
  update cases.cases c set restricted = true where c.id = restrict_case.case_id;
end
$function$;

CREATE OR REPLACE FUNCTION cases.resume_recomputes(at timestamp with time zone)
 RETURNS bigint
 LANGUAGE sql
 SET search_path TO 'pg_catalog'
AS $function$
  select (
    select count(graphile_worker.add_job('cases.recomputeClocks',
      json_build_object('organisation_id', organisation_id, 'payload', json_build_object('what', what, 'subject_id', subject_id)),
      job_key => 'recompute:' || what || ':' || subject_id))
    from cases.recomputes where finished_at is null and progressed_at < at - interval '2 minutes') + (
    select count(graphile_worker.add_job('cases.previewChange',
      json_build_object('organisation_id', organisation_id, 'payload', json_build_object('proposal_id', proposal_id)),
      job_key => 'preview:' || proposal_id))
    from cases.previews where progressed_at < at - interval '2 minutes')
$function$;

CREATE OR REPLACE FUNCTION cases.served_by(team uuid)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select array_agg(distinct o.id) from (
    select t.organisation_id as id from people.teams t where t.id = team
    union select c.organisation_id from cases.cases c where c.team_id = team and c.is_open
    union select k.organisation_id from cases.tasks k where k.team_id = team and k.state = 'to_do'
    union select r.organisation_id from catalogue.categories r where r.team_id = team
    union select m.organisation_id from channels.mailboxes m where m.team_id = team
    union select h.organisation_id from channels.hooks h where h.team_id = team
    union select p.organisation_id from content.templates p where p.team_id = team
    union select v.organisation_id from cases.saved_views v where v.team_id = team
    union select g.organisation_id from people.group_grants g where g.team_id = team
    union select w.organisation_id from people.team_members w where w.team_id = team) o
  where (select t.organisation_id from people.teams t where t.id = team) = any (platform.visible_organisations())
$function$;

CREATE OR REPLACE FUNCTION cases.set_escalation_timers(until timestamp with time zone)
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  perform graphile_worker.add_job('cases.planEscalations',
    json_build_object('organisation_id', o.id, 'payload', json_build_object()), run_at => 'epoch'::timestamptz, job_key => 'plan-escalations:' || o.id)
  from people.organisations o
  where exists (select from cases.case_clocks k where k.escalate_at = '-infinity' and k.organisation_id = o.id);
  return (
    with soon as (
      select case_id, (array_agg(organisation_id))[1] as organisation_id, min(at) as at
      from (
        (select case_id, organisation_id, escalate_at as at from cases.case_clocks
          where escalate_at > '-infinity' and escalate_at <= until order by escalate_at limit 2000)
        union all
        (select case_id, organisation_id, repeat_at from cases.escalations where repeat_at <= until order by repeat_at limit 2000)) due
      group by case_id)
    select count(graphile_worker.add_job('cases.escalateCase',
      json_build_object('organisation_id', organisation_id, 'payload', json_build_object('case_id', case_id)),
      run_at => at, job_key => 'escalate:' || case_id))
    from soon);
end
$function$;

CREATE OR REPLACE FUNCTION cases.set_timers(until timestamp with time zone)
 RETURNS bigint
 LANGUAGE sql
 SET search_path TO 'pg_catalog'
AS $function$
  with soon as (
    select case_id, (array_agg(organisation_id))[1] as organisation_id, min(look_at) as look_at
    from cases.case_clocks where look_at <= until group by case_id limit 2000)
  select count(graphile_worker.add_job('cases.checkClocks',
    json_build_object('organisation_id', organisation_id, 'payload', json_build_object('case_id', case_id)),
    run_at => look_at, job_key => 'clock:' || case_id))
  from soon
$function$;

CREATE OR REPLACE FUNCTION cases.signature_of(team_id uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select s.body from cases.team_signatures s where s.team_id = signature_of.team_id $function$;

CREATE OR REPLACE FUNCTION cases.story_of(case_id uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  with recursive merged as (
    select story_of.case_id as id
    union
    select m.from_case_id from cases.merges m join merged on m.into_case_id = merged.id where m.undone_at is null)
  select id from merged
$function$;

CREATE OR REPLACE FUNCTION catalogue.target_of_first_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare agreement uuid;
begin
  if new.version_id is not null then return new; end if;
  select id into agreement from catalogue.agreements where organisation_id = new.organisation_id and kind = 'sla';
  if agreement is null then
    agreement := gen_random_uuid();
    insert into catalogue.agreements (id, organisation_id, kind, name)
      values (agreement, new.organisation_id, 'sla', 'Service level agreement');
    insert into catalogue.agreement_versions (id, organisation_id, agreement_id, number, effective_from)
      values (gen_random_uuid(), new.organisation_id, agreement, 1, 'epoch');
  end if;
  select id into new.version_id from catalogue.agreement_versions where agreement_id = agreement and number = 1;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION channels.count_answer(keys text[], spans integer[], mosts integer[], at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  one text;
  place integer;
begin
  for one in select distinct k from unnest(keys) k order by k loop
    perform pg_advisory_xact_lock(7304, hashtext(one));
  end loop;
  for place in 1 .. cardinality(keys) loop
    if (select count(*) from channels.automatic_answers a
        where a.key = keys[place] and a.at > count_answer.at - make_interval(mins => spans[place])) >= mosts[place] then
      return false;
    end if;
  end loop;
  insert into channels.automatic_answers (key, at) select distinct k, count_answer.at from unnest(keys) k;
  return true;
end
$function$;

CREATE OR REPLACE FUNCTION channels.home_of_hook(hook uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select h.organisation_id from channels.hooks h where h.id = home_of_hook.hook $function$;

CREATE OR REPLACE FUNCTION channels.hooks_for(organisation uuid, team uuid, kind text)
 RETURNS TABLE(id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select h.id from channels.hooks h
  where h.active and h.person_id is null and hooks_for.kind = any (h.kinds)
    and ((h.team_id is null and (h.organisation_id = hooks_for.organisation or exists (
        select from platform.successions s where s.predecessor_id = hooks_for.organisation and s.successor_id = h.organisation_id)))
      or h.team_id = hooks_for.team)
$function$;

CREATE OR REPLACE FUNCTION channels.is_ours(address text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from channels.mailboxes m
    where m.address_key in (lower(is_ours.address), lower(regexp_replace(is_ours.address, '\+[^@]*@', '@'))))
$function$;

CREATE OR REPLACE FUNCTION channels.mailbox_at(address text)
 RETURNS TABLE(id uuid, organisation_id uuid, address text, most_bytes bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select m.id, m.organisation_id, m.address, m.most_bytes from channels.mailboxes m
  where m.active and (m.address_key = lower(mailbox_at.address)
    or (m.takes_tags and m.address_key = lower(regexp_replace(mailbox_at.address, '\+[^@]*@', '@'))))
  order by m.address_key = lower(mailbox_at.address) desc limit 1
$function$;

CREATE OR REPLACE FUNCTION channels.sender_for(organisation_id uuid, mailbox_id uuid)
 RETURNS TABLE(id uuid, address text, takes_tags boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with own as (
    select sender_for.organisation_id as id
    union select s.successor_id from platform.successions s where s.predecessor_id = sender_for.organisation_id)
  select m.id, m.address, m.takes_tags from channels.mailboxes m
    left join lateral (select true as serves from channels.mailbox_organisations s
      where s.mailbox_id = m.id and s.serves_id in (select o.id from own o) limit 1) x on true
  where m.active and sender_for.organisation_id = any (platform.visible_organisations())
    and (m.organisation_id in (select o.id from own o) or x.serves)
    and (m.id = sender_for.mailbox_id or m.sends_by_default)
  order by m.id = sender_for.mailbox_id desc nulls last, m.organisation_id in (select o.id from own o) desc, m.created_at
  limit 1
$function$;

CREATE OR REPLACE FUNCTION channels.serve_successor(successor uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with gone as (
    delete from channels.mailbox_organisations m using platform.successions s
    where s.successor_id = serve_successor.successor and m.serves_id = s.predecessor_id
      and serve_successor.successor = any (platform.visible_organisations())
    returning m.mailbox_id, m.organisation_id)
  insert into channels.mailbox_organisations (mailbox_id, organisation_id, serves_id)
  select distinct mailbox_id, organisation_id, serve_successor.successor from gone on conflict do nothing
$function$;

CREATE OR REPLACE FUNCTION channels.sweep_raw_messages()
 RETURNS bigint
 LANGUAGE sql
 SET search_path TO 'pg_catalog'
AS $function$
  with gone as (
    delete from channels.raw_messages r where r.begun_at < now() - interval '1 day'
      and not exists (select from channels.received_messages m where m.id = r.id) returning 1)
  select count(*) from gone
$function$;

CREATE OR REPLACE FUNCTION channels.take_fetch(at timestamp with time zone, until timestamp with time zone)
 RETURNS TABLE(mailbox_id uuid, organisation_id uuid)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  update channels.fetches f set held_until = take_fetch.until
  where f.mailbox_id = (
    select due.mailbox_id from channels.fetches due join channels.mailboxes m on m.id = due.mailbox_id
    where m.active and m.imap is not null and due.next_at <= take_fetch.at
      and (due.held_until is null or due.held_until <= take_fetch.at)
    order by due.next_at limit 1 for update of due skip locked)
  returning f.mailbox_id, f.organisation_id
$function$;

CREATE OR REPLACE FUNCTION jobs.enqueue(task text, payload json, run_at timestamp with time zone DEFAULT NULL::timestamp with time zone, job_key text DEFAULT NULL::text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select graphile_worker.add_job(task, payload, run_at => run_at, job_key => job_key) $function$;

CREATE OR REPLACE FUNCTION jobs.remove(job_key text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select graphile_worker.remove_job(job_key) $function$;

CREATE OR REPLACE FUNCTION people.assignments_of(person_id uuid)
 RETURNS json
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce(json_agg(json_build_object('organisation_id', h.organisation_id, 'role', h.role, 'changed',
    (select json_object_agg(d.permission, d.granted) from people.role_permissions d
      where d.organisation_id = h.organisation_id and d.role = h.role))), '[]')
  from people.held_roles h where h.person_id = assignments_of.person_id
$function$;

CREATE OR REPLACE FUNCTION people.begin_attempt(state_hash text, browser_hash text, provider_id uuid, nonce text, verifier text, return_to text, proves uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  delete from people.sign_in_attempts a where a.started_at < now() - interval '20 minutes';
  insert into people.sign_in_attempts (state_hash, browser_hash, provider_id, nonce, verifier, return_to, proves)
  values (state_hash, browser_hash, provider_id, nonce, verifier, return_to, proves)
$function$;

CREATE OR REPLACE FUNCTION people.begin_half_sign_in(token_hash text, person_id uuid, ends_at timestamp with time zone, provider_id uuid, provider_session text, sealed_id_token text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  insert into people.half_sign_ins (token_hash, person_id, ends_at, provider_id, provider_session, sealed_id_token)
  values (token_hash, person_id, ends_at, provider_id, provider_session, sealed_id_token)
$function$;

CREATE OR REPLACE FUNCTION people.begin_passkey(challenge_hash text, person_id uuid, ends_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ insert into people.passkey_challenges (challenge_hash, person_id, ends_at) values (challenge_hash, person_id, ends_at) $function$;

CREATE OR REPLACE FUNCTION people.create_token(id uuid, person_id uuid, name text, token_hash text, scopes text[], expires_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  insert into people.api_tokens (id, person_id, name, token_hash, scopes, expires_at)
  values (id, person_id, name, token_hash, scopes, expires_at)
$function$;

CREATE OR REPLACE FUNCTION people.directory_token_of(token_hash text)
 RETURNS TABLE(id uuid, name text, organisation_id uuid, last_used_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select t.id, t.name, t.organisation_id, t.last_used_at from people.directory_tokens t
  where t.token_hash = directory_token_of.token_hash and t.revoked_at is null and t.expires_at > now()
    and platform.restored_at() is null
$function$;

CREATE OR REPLACE FUNCTION people.earlier_passwords_of(person_id uuid, most integer)
 RETURNS TABLE(hash text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select e.hash from people.earlier_passwords e where e.person_id = earlier_passwords_of.person_id order by e.id desc limit most
$function$;

CREATE OR REPLACE FUNCTION people.end_half_sign_in(token_hash text)
 RETURNS TABLE(provider_id uuid, provider_session text, sealed_id_token text)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  delete from people.half_sign_ins h where h.token_hash = end_half_sign_in.token_hash
  returning h.provider_id, h.provider_session, h.sealed_id_token
$function$;

CREATE OR REPLACE FUNCTION people.end_provider_sessions(provider_id uuid, subject text, provider_session text)
 RETURNS TABLE(person_id uuid, sessions integer)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with theirs as (
    select i.person_id from people.identities i
    where i.provider_id = end_provider_sessions.provider_id and i.subject = end_provider_sessions.subject),
  half as (
    delete from people.half_sign_ins h
    where h.provider_id = end_provider_sessions.provider_id
      and case when end_provider_sessions.provider_session is not null
        then h.provider_session = end_provider_sessions.provider_session else h.person_id in (select t.person_id from theirs t) end),
  ended as (
    update people.sessions s set revoked_at = now()
    where s.provider_id = end_provider_sessions.provider_id and s.revoked_at is null and s.ends_at > now()
      and case when end_provider_sessions.provider_session is not null
        then s.provider_session = end_provider_sessions.provider_session else s.person_id in (select t.person_id from theirs t) end
    returning s.person_id)
  select e.person_id, count(*)::integer from ended e group by e.person_id
$function$;

CREATE OR REPLACE FUNCTION people.end_session(token_hash text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ update people.sessions s set revoked_at = now() where s.token_hash = end_session.token_hash and s.revoked_at is null $function$;

CREATE OR REPLACE FUNCTION people.end_session_of_leaver()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not (select p.active from people.persons p where p.id = new.person_id for share) then new.revoked_at := now(); end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION people.end_sessions_of(person_id uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ update people.sessions s set revoked_at = now() where s.person_id = end_sessions_of.person_id and s.revoked_at is null $function$;

CREATE OR REPLACE FUNCTION people.end_tokens_of(person_id uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ update people.api_tokens t set revoked_at = now() where t.person_id = end_tokens_of.person_id and t.revoked_at is null $function$;

CREATE OR REPLACE FUNCTION people.end_ways_in(organisation_id uuid, at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with theirs as (select p.id from people.persons p where p.organisation_id = end_ways_in.organisation_id
      and end_ways_in.organisation_id = any (platform.visible_organisations())),
    sessions as (update people.sessions s set revoked_at = at from theirs t where s.person_id = t.id and s.revoked_at is null),
    tokens as (update people.api_tokens k set revoked_at = at from theirs t where k.person_id = t.id and k.revoked_at is null),
    halves as (delete from people.half_sign_ins h using theirs t where h.person_id = t.id),
    letters as (update people.password_letters l set ends_at = at from theirs t
      where l.person_id = t.id and l.used_at is null and l.ends_at > at),
    viewings as (update people.viewings v set ended_at = at from theirs t
      where (v.viewer_id = t.id or v.viewed_id = t.id) and v.ended_at is null),
    directories as (update people.directory_tokens d set revoked_at = at
      where d.organisation_id = end_ways_in.organisation_id and d.revoked_at is null
        and end_ways_in.organisation_id = any (platform.visible_organisations()))
  update people.identity_providers i set active = false
  where i.organisation_id = end_ways_in.organisation_id and end_ways_in.organisation_id = any (platform.visible_organisations())
$function$;

CREATE OR REPLACE FUNCTION people.forget_left(left_organisation uuid, persons uuid[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  delete from people.left_persons l where l.organisation_id = left_organisation and l.person_id = any (persons)
    and l.organisation_id = any (platform.visible_organisations())
$function$;

CREATE OR REPLACE FUNCTION people.give_in_successor(successor uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with gone as (
    delete from people.group_grants g using platform.successions s
    where s.successor_id = give_in_successor.successor and g.in_organisation_id = s.predecessor_id
      and give_in_successor.successor = any (platform.visible_organisations())
    returning g.id, g.organisation_id, g.provider_id, g.group_name, g.role)
  insert into people.group_grants (id, organisation_id, provider_id, group_name, role, in_organisation_id)
  select (array_agg(id order by id))[1], organisation_id, provider_id, group_name, role, give_in_successor.successor
  from gone group by organisation_id, provider_id, group_name, role on conflict do nothing
$function$;

CREATE OR REPLACE FUNCTION people.half_sign_in_of(token_hash text, at timestamp with time zone)
 RETURNS TABLE(person_id uuid, organisation_id uuid, name text, email text, has boolean, tries integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select h.person_id, f.organisation_id, f.name, f.email, f.has, h.tries
  from people.half_sign_ins h, people.second_factor_standing(h.person_id) f
  where h.token_hash = half_sign_in_of.token_hash and h.ends_at > at
$function$;

CREATE OR REPLACE FUNCTION people.has_password(person_id uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select exists (select from people.passwords w where w.person_id = has_password.person_id) $function$;

CREATE OR REPLACE FUNCTION people.held_api_tokens()
 RETURNS TABLE(id uuid, person_id uuid, name text, scopes text[], created_at timestamp with time zone, expires_at timestamp with time zone, revoked_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select t.id, t.person_id, t.name, t.scopes, t.created_at, t.expires_at, t.revoked_at
  from people.api_tokens t join people.persons p on p.id = t.person_id
  where p.organisation_id = any (platform.visible_organisations())
$function$;

CREATE OR REPLACE FUNCTION people.held_sessions()
 RETURNS TABLE(id uuid, person_id uuid, started_at timestamp with time zone, ends_at timestamp with time zone, revoked_at timestamp with time zone, address text, browser text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select md5(s.token_hash)::uuid, s.person_id, s.started_at, s.ends_at, s.revoked_at, s.address, s.browser
  from people.sessions s join people.persons p on p.id = s.person_id
  where p.organisation_id = any (platform.visible_organisations())
$function$;

CREATE OR REPLACE FUNCTION people.home_of(person uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select p.organisation_id from people.persons p where p.id = home_of.person $function$;

CREATE OR REPLACE FUNCTION people.home_of_provider(provider_id uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select p.organisation_id from people.identity_providers p where p.id = home_of_provider.provider_id and p.active $function$;

CREATE OR REPLACE FUNCTION people.home_of_team(team uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select t.organisation_id from people.teams t where t.id = home_of_team.team $function$;

CREATE OR REPLACE FUNCTION people.is_known_address(person uuid, address text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from people.addresses a
    where a.person_id = is_known_address.person and a.address_key = lower(is_known_address.address)
      and a.verified_at is not null and a.verified_by <> 'message')
$function$;

CREATE OR REPLACE FUNCTION people.is_last_manager(person uuid, usually text[])
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with managers as (
    select r.person_id, r.organisation_id from people.held_roles r join people.persons p on p.id = r.person_id and p.active
    where coalesce((select d.granted from people.role_permissions d
        where d.organisation_id = r.organisation_id and d.role = r.role and d.permission = 'people.manage'),
      r.role = any (usually)))
  select exists (
    select from managers mine where mine.person_id = person and not exists (
      select from managers other where other.organisation_id = mine.organisation_id and other.person_id <> person))
$function$;

CREATE OR REPLACE FUNCTION people.is_seen(person_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
AS $function$ begin return exists (select from people.persons p where p.id = is_seen.person_id); end $function$;

CREATE OR REPLACE FUNCTION people.keep_own_address()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if tg_op = 'UPDATE' and old.email is not distinct from new.email then return new; end if;
  -- An address corrected was somebody else's all along.
  if tg_op = 'UPDATE' then
    delete from people.addresses a
    where a.person_id = new.id and a.address_key = lower(old.email) and a.verified_by = 'directory';
  end if;
  if new.email is not null then
    insert into people.addresses (id, person_id, organisation_id, address, verified_at, verified_by)
    values (gen_random_uuid(), new.id, new.organisation_id, new.email, now(), 'directory')
    on conflict on constraint addresses_once_each do nothing;
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION people.keeper_of_bank_holidays(of uuid[])
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select id from people.organisations
  where id = any (keeper_of_bank_holidays.of) and id = any ((select platform.visible_organisations())::uuid[])
    and (kind = 'shared_service' or not exists (select from people.organisations where kind = 'shared_service'))
  order by kind = 'shared_service' desc, id limit 1
$function$;

CREATE OR REPLACE FUNCTION people.keys_of_provider(provider_id uuid)
 RETURNS TABLE(public_key text, next_public_key text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select p.public_key, p.next_public_key from people.identity_providers p
  where p.id = keys_of_provider.provider_id and p.proof = 'key' and p.public_key is not null
$function$;

CREATE OR REPLACE FUNCTION people.local_administrators(organisation_id uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select p.id from people.role_assignments r join people.persons p on p.id = r.person_id and p.active
    join people.passwords w on w.person_id = p.id
  where r.organisation_id = local_administrators.organisation_id and p.organisation_id = local_administrators.organisation_id
    and r.role = 'administrator' and r.provider_id is null and (r.starts_at is null or r.starts_at <= now()) and r.ends_at is null
$function$;

CREATE OR REPLACE FUNCTION people.logo_with(hash text)
 RETURNS TABLE(media_type text, bytes bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select l.media_type, l.bytes from people.logos l where l.hash = logo_with.hash limit 1 $function$;

CREATE OR REPLACE FUNCTION people.may_enter(person_id uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select not exists (select from people.onboardings o join people.persons p on p.organisation_id = o.organisation_id
      where p.id = may_enter.person_id and o.live_at is null)
    or exists (select from people.held_roles r join people.persons p on p.id = r.person_id and p.organisation_id = r.organisation_id
      where r.person_id = may_enter.person_id and r.role = 'administrator')
$function$;

CREATE OR REPLACE FUNCTION people.must_use_provider(person_id uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (
    select from people.persons p
      join people.email_domains d on d.organisation_id = p.organisation_id and d.domain = split_part(p.email_key, '@', 2)
      join people.identity_providers i on i.id = d.provider_id and i.active and i.only_way
    where p.id = must_use_provider.person_id
      and not exists (select from people.local_administrators(p.organisation_id) a where a = p.id))
$function$;

CREATE OR REPLACE FUNCTION people.needs_second_factor(person_id uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from people.held_roles r
    join people.second_factor_roles f on f.organisation_id = r.organisation_id and f.role = r.role
    where r.person_id = needs_second_factor.person_id)
$function$;

CREATE OR REPLACE FUNCTION people.note_proof(token_hash text, at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ update people.sessions s set proved_at = at where s.token_hash = note_proof.token_hash $function$;

CREATE OR REPLACE FUNCTION people.note_provider_session(token_hash text, provider_id uuid, provider_session text, sealed_id_token text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  update people.sessions s set provider_id = note_provider_session.provider_id,
    provider_session = note_provider_session.provider_session, sealed_id_token = note_provider_session.sealed_id_token
  where s.token_hash = note_provider_session.token_hash
$function$;

CREATE OR REPLACE FUNCTION people.note_second_factor(token_hash text, second_factor text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ update people.sessions s set second_factor = note_second_factor.second_factor where s.token_hash = note_second_factor.token_hash $function$;

CREATE OR REPLACE FUNCTION people.passkey_of(credential_id text)
 RETURNS TABLE(id uuid, person_id uuid, organisation_id uuid, credential_id text, public_key bytea, counter bigint, transports text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select k.id, k.person_id, k.organisation_id, k.credential_id, k.public_key, k.counter, k.transports
  from people.passkeys k join people.persons p on p.id = k.person_id
  where k.credential_id = passkey_of.credential_id and p.active
$function$;

CREATE OR REPLACE FUNCTION people.password_letter_of(id uuid, at timestamp with time zone)
 RETURNS TABLE(id uuid, kind text, person_id uuid, organisation_id uuid, name text, email text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select l.id, l.kind, p.id, p.organisation_id, p.name, p.email
  from people.password_letters l join people.persons p on p.id = l.person_id
  where l.id = password_letter_of.id and l.used_at is null and l.ends_at > at and p.active
    and l.made_for = people.standing_for(p.id, l.kind)
$function$;

CREATE OR REPLACE FUNCTION people.password_of(email text)
 RETURNS TABLE(person_id uuid, hash text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select p.id, w.hash from people.persons p join people.passwords w on w.person_id = p.id
  where p.email_key = lower(password_of.email) and p.active
$function$;

CREATE OR REPLACE FUNCTION people.person_left()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  update people.password_letters l set used_at = now() where l.person_id = new.id and l.used_at is null;
  delete from people.half_sign_ins h where h.person_id = new.id;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION people.proved_at(token_hash text)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select s.proved_at from people.sessions s where s.token_hash = proved_at.token_hash $function$;

CREATE OR REPLACE FUNCTION people.provider_of_domain(domain text)
 RETURNS TABLE(id uuid, organisation_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select p.id, p.organisation_id from people.email_domains d join people.identity_providers p on p.id = d.provider_id and p.active
  where d.domain = lower(provider_of_domain.domain)
$function$;

CREATE OR REPLACE FUNCTION people.provider_session_of(token_hash text)
 RETURNS TABLE(provider_id uuid, organisation_id uuid, sealed_id_token text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select s.provider_id, p.organisation_id, s.sealed_id_token
  from people.sessions s join people.identity_providers p on p.id = s.provider_id and p.active
  where s.token_hash = provider_session_of.token_hash and s.revoked_at is null
$function$;

CREATE OR REPLACE FUNCTION people.published_working_time(calendar_id uuid, since timestamp with time zone)
 RETURNS json
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select json_agg(json_build_object('from', (extract(epoch from v.effective_from) * 1000)::bigint, 'name', 'version ' || v.number,
    'known_from', (extract(epoch from v.made_at) * 1000)::bigint,
    'calendar', json_build_object('zone', v.zone, 'hours', v.hours, 'holidays', v.holidays, 'openings', v.openings, 'closures', v.closures))
    order by v.effective_from, v.number)
  from people.published_calendar_versions v
  where v.calendar_id = published_working_time.calendar_id and (v.effective_until is null or v.effective_until > since)
$function$;

CREATE OR REPLACE FUNCTION people.reach_of_provider(provider_id uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select g.in_organisation_id from people.group_grants g
  where g.provider_id = reach_of_provider.provider_id and g.in_organisation_id is not null
  union select r.organisation_id from people.role_assignments r where r.provider_id = reach_of_provider.provider_id
$function$;

CREATE OR REPLACE FUNCTION people.refuse_of_left()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from people.organisations o where o.id = new.organisation_id and o.ended_at is not null and o.succeeded_by_id is null) then
    raise exception 'That organisation has left.' using errcode = '23514', constraint = 'persons_not_of_left';
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION people.renew_session(token_hash text, new_hash text, new_sealed_id_token text)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with renewed as (
    update people.sessions s set token_hash = new_hash, renew = false, sealed_id_token = new_sealed_id_token
    where s.token_hash = renew_session.token_hash and s.revoked_at is null and s.ends_at > now() returning 1),
  -- Who sees as another goes on doing so, and writes nothing.
  viewing as (update people.viewings v set session_hash = new_hash where v.session_hash = renew_session.token_hash)
  select exists (select from renewed)
$function$;

CREATE OR REPLACE FUNCTION people.revoke_token(id uuid, person_id uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  update people.api_tokens t set revoked_at = now()
  where t.id = revoke_token.id and t.person_id = revoke_token.person_id and t.revoked_at is null
$function$;

CREATE OR REPLACE FUNCTION people.roles_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  update people.sessions s set renew = true
    where s.person_id = coalesce(new.person_id, old.person_id) and s.revoked_at is null and s.ends_at > now();
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION people.say_when_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new is distinct from old then new.changed_at := now(); end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION people.second_factor_standing(person_id uuid)
 RETURNS TABLE(organisation_id uuid, name text, email text, has boolean, needs boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select p.organisation_id, p.name, p.email,
    exists (select from people.authenticators a where a.person_id = p.id and a.confirmed_at is not null)
      or exists (select from people.passkeys k where k.person_id = p.id),
    people.needs_second_factor(p.id)
  from people.persons p where p.id = second_factor_standing.person_id and p.active
$function$;

CREATE OR REPLACE FUNCTION people.session_of(token_hash text)
 RETURNS TABLE(person_id uuid, name text, email text, organisation_id uuid, ends_at timestamp with time zone, assignments json)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select p.id, p.name, p.email, p.organisation_id, s.ends_at, people.assignments_of(p.id)
  from people.sessions s join people.persons p on p.id = s.person_id
  where s.token_hash = session_of.token_hash and s.revoked_at is null and s.ends_at > now() and p.active
    and s.started_at >= coalesce(platform.restored_at(), '-infinity')
$function$;

CREATE OR REPLACE FUNCTION people.session_standing(token_hash text)
 RETURNS TABLE(is_enough boolean, renew boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select s.second_factor is not null or not people.needs_second_factor(s.person_id), s.renew
  from people.sessions s where s.token_hash = session_standing.token_hash
$function$;

CREATE OR REPLACE FUNCTION people.sessions_of(person_id uuid)
 RETURNS TABLE(token_hash text, started_at timestamp with time zone, ends_at timestamp with time zone, address text, browser text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select s.token_hash, s.started_at, s.ends_at, s.address, s.browser from people.sessions s
  where s.person_id = sessions_of.person_id and s.revoked_at is null and s.ends_at > now() order by s.started_at desc
$function$;

CREATE OR REPLACE FUNCTION people.set_password(person_id uuid, hash text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  insert into people.passwords (person_id, hash) values (person_id, hash)
    on conflict on constraint passwords_pkey do update set hash = excluded.hash, changed_at = now();
  insert into people.earlier_passwords (person_id, hash) values (person_id, hash);
  delete from people.earlier_passwords e where e.person_id = set_password.person_id and e.id not in (
    select k.id from people.earlier_passwords k where k.person_id = set_password.person_id order by k.id desc limit 10)
$function$;

CREATE OR REPLACE FUNCTION people.shown_providers()
 RETURNS TABLE(id uuid, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select p.id, p.name from people.identity_providers p where p.active and p.shown order by p.name $function$;

CREATE OR REPLACE FUNCTION people.standing_for(person_id uuid, kind text)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select encode(sha256(convert_to(concat_ws(E'\x1f', p.id, coalesce(p.email_key, '-'), coalesce(w.hash, '-'),
    case when standing_for.kind = 'invitation' then
      (select string_agg(r.organisation_id || r.role, ',' order by r.organisation_id, r.role) from people.held_roles r where r.person_id = p.id)
    end), 'UTF8')), 'hex')
  from people.persons p left join people.passwords w on w.person_id = p.id where p.id = standing_for.person_id
$function$;

CREATE OR REPLACE FUNCTION people.start_session(token_hash text, person_id uuid, ends_at timestamp with time zone, address text, browser text, second_factor text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  insert into people.sessions (token_hash, person_id, ends_at, address, browser, second_factor)
  values (token_hash, person_id, ends_at, address, browser, second_factor)
$function$;

CREATE OR REPLACE FUNCTION people.take_attempt(state_hash text, browser_hash text, provider_id uuid)
 RETURNS TABLE(nonce text, verifier text, return_to text, proves uuid)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  delete from people.sign_in_attempts a
  where a.state_hash = take_attempt.state_hash and a.browser_hash = take_attempt.browser_hash
    and a.provider_id = take_attempt.provider_id and a.started_at > now() - interval '20 minutes'
  returning a.nonce, a.verifier, a.return_to, a.proves
$function$;

CREATE OR REPLACE FUNCTION people.take_logout_token(provider_id uuid, jti_hash text, ends_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  delete from people.logout_tokens t where t.ends_at < now();
  with taken as (
    insert into people.logout_tokens (provider_id, jti_hash, ends_at)
    values (take_logout_token.provider_id, take_logout_token.jti_hash, take_logout_token.ends_at)
    on conflict do nothing returning 1)
  select exists (select from taken)
$function$;

CREATE OR REPLACE FUNCTION people.take_passkey_challenge(challenge_hash text, person_id uuid, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with taken as (
    delete from people.passkey_challenges c where c.challenge_hash = take_passkey_challenge.challenge_hash
      and c.person_id is not distinct from take_passkey_challenge.person_id returning c.ends_at)
  select coalesce((select ends_at > at from taken), false)
$function$;

CREATE OR REPLACE FUNCTION people.token_of(token_hash text)
 RETURNS TABLE(person_id uuid, name text, email text, organisation_id uuid, scopes text[], assignments json)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select p.id, p.name, p.email, p.organisation_id, t.scopes, people.assignments_of(p.id)
  from people.api_tokens t join people.persons p on p.id = t.person_id
  where t.token_hash = token_of.token_hash and t.revoked_at is null and (t.expires_at is null or t.expires_at > now()) and p.active
    and platform.restored_at() is null
$function$;

CREATE OR REPLACE FUNCTION people.tokens_of(person_id uuid)
 RETURNS TABLE(id uuid, name text, scopes text[], created_at timestamp with time zone, expires_at timestamp with time zone, revoked_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select t.id, t.name, t.scopes, t.created_at, t.expires_at, t.revoked_at from people.api_tokens t
  where t.person_id = tokens_of.person_id order by t.created_at desc
$function$;

CREATE OR REPLACE FUNCTION people.try_second_step(token_hash text)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ update people.half_sign_ins h set tries = h.tries + 1 where h.token_hash = try_second_step.token_hash returning h.tries $function$;

CREATE OR REPLACE FUNCTION people.viewing_of(secret_hash text, session_hash text)
 RETURNS TABLE(id uuid, person_id uuid, name text, email text, organisation_id uuid, ends_at timestamp with time zone, over boolean, assignments json)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select v.id, p.id, p.name, p.email, p.organisation_id, v.ends_at, v.ends_at <= now() or not p.active, people.assignments_of(p.id)
  from people.viewings v join people.persons p on p.id = v.viewed_id
  where v.secret_hash = viewing_of.secret_hash and v.session_hash = viewing_of.session_hash and v.ended_at is null
$function$;

CREATE OR REPLACE FUNCTION people.ways_in(organisation_id uuid, at timestamp with time zone)
 RETURNS TABLE(sessions bigint, tokens bigint, letters bigint, directory_tokens bigint, providers bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select (select count(*) from people.sessions s join people.persons p on p.id = s.person_id
      where p.organisation_id = ways_in.organisation_id and s.revoked_at is null and s.ends_at > at),
    (select count(*) from people.api_tokens t join people.persons p on p.id = t.person_id
      where p.organisation_id = ways_in.organisation_id and t.revoked_at is null and (t.expires_at is null or t.expires_at > at)),
    (select count(*) from people.password_letters l
      where l.organisation_id = ways_in.organisation_id and l.used_at is null and l.ends_at > at),
    (select count(*) from people.directory_tokens d
      where d.organisation_id = ways_in.organisation_id and d.revoked_at is null and d.expires_at > at),
    (select count(*) from people.identity_providers i where i.organisation_id = ways_in.organisation_id and i.active)
  where ways_in.organisation_id = any (platform.visible_organisations())
$function$;

CREATE OR REPLACE FUNCTION people.who_signs_in_as(email text)
 RETURNS TABLE(person_id uuid, organisation_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select (array_agg(p.id))[1], (array_agg(p.organisation_id))[1] from people.persons p join people.passwords w on w.person_id = p.id
  where p.email_key = lower(who_signs_in_as.email) and p.active and not people.must_use_provider(p.id) having count(*) = 1
$function$;

CREATE OR REPLACE FUNCTION people.workers_of(team uuid)
 RETURNS TABLE(person_id uuid, leads boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select m.person_id, m.leads and (m.leads_from is null or m.leads_from <= now()) and (m.leads_until is null or m.leads_until > now())
  from people.team_members m join people.persons p on p.id = m.person_id and p.active
  where m.team_id = workers_of.team and (m.starts_at is null or m.starts_at <= now()) and (m.ends_at is null or m.ends_at > now())
$function$;

CREATE OR REPLACE FUNCTION platform.asks_for_oneself()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NOT (current_setting('app.asks'::text, true) IS DISTINCT FROM 'yes'::text));

CREATE OR REPLACE FUNCTION platform.current_person()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('app.person'::text, true), ''::text))::uuid;

CREATE OR REPLACE FUNCTION platform.current_viewer()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('app.viewer'::text, true), ''::text))::uuid;

CREATE OR REPLACE FUNCTION platform.event_hash(previous bytea, organisation_id uuid, subject_type text, subject_id uuid, "position" integer, name text, actor_id uuid, actor_name text, shown_to text, payload json, happened_at timestamp with time zone)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN sha256(convert_to(concat_ws(''::text, COALESCE(encode(previous, 'hex'::text), '-'::text), organisation_id, subject_type, subject_id, "position", name, COALESCE((actor_id)::text, '-'::text), actor_name, shown_to, EXTRACT(epoch FROM happened_at), payload), 'UTF8'::name));

CREATE OR REPLACE FUNCTION platform.event_hash(previous bytea, organisation_id uuid, subject_type text, subject_id uuid, "position" integer, name text, actor_id uuid, shown_to text, happened_at timestamp with time zone, digest bytea)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN sha256(convert_to(concat_ws(''::text, COALESCE(encode(previous, 'hex'::text), '-'::text), organisation_id, subject_type, subject_id, "position", name, COALESCE((actor_id)::text, '-'::text), shown_to, EXTRACT(epoch FROM happened_at), encode(digest, 'hex'::text)), 'UTF8'::name));

CREATE OR REPLACE FUNCTION platform.find_indexed(wanted tsquery, organisations uuid[], subject_type text, sees_staff boolean, only_person uuid)
 RETURNS SETOF platform.finding
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog'
 SET plan_cache_mode TO 'force_custom_plan'
 SET enable_seqscan TO 'off'
 SET enable_indexscan TO 'off'
AS $function$
begin
  return query select e.subject_id, e.part, e.happened_at from platform.search_entries e
    where e.words @@ wanted and platform.may_find(e, organisations, find_indexed.subject_type, sees_staff, only_person);
end
$function$;

CREATE OR REPLACE FUNCTION platform.find_newest(wanted tsquery, organisations uuid[], subject_type text, sees_staff boolean, only_person uuid)
 RETURNS SETOF platform.finding
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
declare
  newest constant integer := 1500;
begin
  if cardinality(organisations) = 1 then
    return query select e.subject_id, e.part, e.happened_at
      from (select s.* from platform.search_entries s where s.organisation_id = organisations[1] order by s.happened_at desc limit newest) e
      where e.words @@ wanted and platform.may_find(e, organisations, find_newest.subject_type, sees_staff, only_person);
  else
    return query select e.subject_id, e.part, e.happened_at
      from (select s.* from platform.search_entries s order by s.happened_at desc limit newest) e
      where e.words @@ wanted and platform.may_find(e, organisations, find_newest.subject_type, sees_staff, only_person);
  end if;
end
$function$;

CREATE OR REPLACE FUNCTION platform.find_words(phrase text, subject_type text, sees_staff boolean, only_person uuid, before timestamp with time zone, most integer)
 RETURNS TABLE(subject_id uuid, part text, happened_at timestamp with time zone, snippet text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  organisations uuid[] := platform.visible_organisations();
  wanted tsquery := websearch_to_tsquery('english', phrase);
  found platform.finding[];
begin
  if numnode(wanted) = 0 or cardinality(organisations) = 0 then return; end if;
  if before is null then
    select array_agg(f) into found from platform.find_newest(wanted, organisations, find_words.subject_type, sees_staff, only_person) f
      where not exists (select from cases.restricted_cases x where x.case_id = f.subject_id) or cases.may_read(f.subject_id);
  end if;
  if coalesce((select count(distinct f.subject_id) from unnest(found) f), 0) < most then
    select array_agg(f) into found from platform.find_indexed(wanted, organisations, find_words.subject_type, sees_staff, only_person) f
      where not exists (select from cases.restricted_cases x where x.case_id = f.subject_id) or cases.may_read(f.subject_id);
  end if;
  return query
    with best as (
      select distinct on (f.subject_id) f.* from unnest(found) f order by f.subject_id, f.happened_at desc),
    page as (
      select b.* from best b where before is null or b.happened_at < before order by b.happened_at desc limit most)
    select p.subject_id, p.part, p.happened_at,
      ts_headline('english', left(e.content, 4000), wanted,
        'StartSel=' || chr(57344) || ', StopSel=' || chr(57345) || ', MaxWords=32, MinWords=14, MaxFragments=1')
    from page p join platform.search_entries e on e.subject_id = p.subject_id and e.part = p.part
    order by p.happened_at desc;
end
$function$;

CREATE OR REPLACE FUNCTION platform.guard(guarded regclass, rights text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('alter table %s enable row level security', guarded);
  execute format('alter table %s force row level security', guarded);
  execute format('create policy organisation_isolation on %s
    using      (organisation_id = any ((select platform.visible_organisations())::uuid[]))
    with check (organisation_id = any ((select platform.visible_organisations())::uuid[]))', guarded);
  execute format('grant %s on %s to moothall_app', rights, guarded);
end
$function$;

CREATE OR REPLACE FUNCTION platform.hidden_among(subjects uuid[])
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
AS $function$ select x.case_id from cases.restricted_cases x where x.case_id = any (subjects)
    and not cases.may_read(x.case_id, false) and not cases.may_read(x.case_id, true) $function$;

CREATE OR REPLACE FUNCTION platform.index_many_words(entries json)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  insert into platform.search_entries as e (subject_id, part, organisation_id, subject_type, shown_to, person_id, content, words, happened_at)
  select n.subject_id, n.part, n.organisation_id, n.subject_type, n.shown_to, n.person_id, n.content,
    to_tsvector('english', left(n.content, 100000)), n.happened_at
  from json_to_recordset(entries) as n(subject_id uuid, part text, organisation_id uuid, subject_type text, shown_to text,
    person_id uuid, content text, happened_at timestamptz)
  where n.organisation_id = any (platform.visible_organisations())
  on conflict on constraint search_entries_pkey
  do update set shown_to = excluded.shown_to, person_id = excluded.person_id, content = excluded.content, words = excluded.words
  where e.organisation_id = excluded.organisation_id
$function$;

CREATE OR REPLACE FUNCTION platform.index_words(subject_id uuid, part text, organisation_id uuid, subject_type text, shown_to text, person_id uuid, content text, happened_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  insert into platform.search_entries as e (subject_id, part, organisation_id, subject_type, shown_to, person_id, content, words, happened_at)
  select index_words.subject_id, index_words.part, index_words.organisation_id, index_words.subject_type, index_words.shown_to,
    index_words.person_id, index_words.content, to_tsvector('english', left(index_words.content, 100000)), index_words.happened_at
  where index_words.organisation_id = any (platform.visible_organisations())
  on conflict on constraint search_entries_pkey
  do update set shown_to = excluded.shown_to, person_id = excluded.person_id, content = excluded.content, words = excluded.words
  where e.organisation_id = excluded.organisation_id
$function$;

CREATE OR REPLACE FUNCTION platform.is_catching_up()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select i.catching_up_since is not null from platform.installation i $function$;

CREATE OR REPLACE FUNCTION platform.key_named(name text)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select k.secret from platform.keys k where k.name = key_named.name $function$;

CREATE OR REPLACE FUNCTION platform.living_fingerprint()
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  cluster text;
  history text;
begin
  begin
    select c.system_identifier::text into cluster from pg_control_system() c;
  exception when insufficient_privilege then cluster := null;
  end;
  begin
    history := left(pg_walfile_name(pg_current_wal_lsn()), 8);
  exception when insufficient_privilege or object_not_in_prerequisite_state then history := null;
  end;
  return jsonb_build_object('cluster', cluster, 'history', history,
    'database', (select d.oid::bigint from pg_database d where d.datname = current_database()),
    'table', 'platform.events'::regclass::oid::bigint);
end
$function$;

CREATE OR REPLACE FUNCTION platform.may_find(entry platform.search_entries, organisations uuid[], subject_type text, sees_staff boolean, only_person uuid)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (((entry).organisation_id = ANY (organisations)) AND ((entry).subject_type = subject_type) AND (sees_staff OR ((entry).shown_to = 'everyone'::text)) AND ((only_person IS NULL) OR ((entry).person_id = only_person)));

CREATE OR REPLACE FUNCTION platform.personal_digest(salt uuid, actor_name text, payload json)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN sha256(convert_to(concat_ws(''::text, salt, actor_name, payload), 'UTF8'::name));

CREATE OR REPLACE FUNCTION platform.record_event(organisation_id uuid, subject_type text, subject_id uuid, name text, actor_id uuid, actor_name text, shown_to text, payload json, happened_at timestamp with time zone, deliver boolean)
 RETURNS bigint
 LANGUAGE plpgsql
AS $function$
declare
  last_position integer;
  last_hash bytea;
  written bigint;
  grain constant uuid := gen_random_uuid();
begin
  select e.position, e.hash into last_position, last_hash from platform.events e
    where e.subject_id = record_event.subject_id order by e.position desc limit 1;
  last_position := coalesce(last_position, 0) + 1;
  insert into platform.events (organisation_id, subject_type, subject_id, position, name, actor_id, actor_name, shown_to, payload, happened_at, salt, hash)
  values (record_event.organisation_id, record_event.subject_type, record_event.subject_id, last_position, record_event.name,
    record_event.actor_id, record_event.actor_name, record_event.shown_to, record_event.payload, record_event.happened_at, grain,
    platform.event_hash(last_hash, record_event.organisation_id, record_event.subject_type, record_event.subject_id, last_position,
      record_event.name, record_event.actor_id, record_event.shown_to, record_event.happened_at,
      platform.personal_digest(grain, record_event.actor_name, record_event.payload)))
  returning id into written;
  if deliver then insert into platform.outbox values (written); end if;
  return written;
end
$function$;

CREATE OR REPLACE FUNCTION platform.record_history(history json)
 RETURNS bigint
 LANGUAGE sql
AS $function$
  with given as materialized (
    select h.*, gen_random_uuid() as salt
    from json_to_recordset(history) as h(organisation_id uuid, subject_type text, subject_id uuid, "position" integer, name text,
      actor_id uuid, actor_name text, shown_to text, payload json, happened_at timestamptz)),
  written as (
    insert into platform.events (organisation_id, subject_type, subject_id, position, name, actor_id, actor_name, shown_to, payload, happened_at, salt, hash)
    select h.organisation_id, h.subject_type, h.subject_id, h.position, h.name, h.actor_id, h.actor_name, h.shown_to, h.payload, h.happened_at, h.salt,
      platform.event_chain(h.organisation_id, h.subject_type, h.subject_id, h.position, h.name, h.actor_id, h.shown_to, h.happened_at,
        platform.personal_digest(h.salt, h.actor_name, h.payload)) over (partition by h.subject_id order by h.position)
    from given h
    returning 1)
  select count(*) from written
$function$;

CREATE OR REPLACE FUNCTION platform.replace_in_events(changes json, erasure_id uuid, actor_id uuid, actor_name text, at timestamp with time zone)
 RETURNS bigint
 LANGUAGE plpgsql
AS $function$
declare
  subject record;
  replaced bigint := 0;
begin
  update platform.events e set actor_name = c.actor_name, payload = c.payload, replaced_at = at, salt = null,
    digest = case when e.salt is null then e.digest else platform.personal_digest(e.salt, e.actor_name, e.payload) end
  from json_to_recordset(changes) as c(id bigint, actor_name text, payload json) where e.id = c.id;
  get diagnostics replaced = row_count;
  for subject in
    select e.organisation_id, e.subject_type, e.subject_id, json_object_agg(e.position, encode(platform.event_hash(null::bytea, e.organisation_id,
        e.subject_type, e.subject_id, e.position, e.name, e.actor_id, e.actor_name, e.shown_to, e.payload, e.happened_at), 'hex')) as hashes
    from platform.events e where e.id in (select c.id from json_to_recordset(changes) as c(id bigint)) group by 1, 2, 3 order by 3
  loop
    perform platform.record_event(subject.organisation_id, subject.subject_type, subject.subject_id, subject.subject_type || '.detailsErased',
      replace_in_events.actor_id, replace_in_events.actor_name, 'staff',
      json_build_object('erasure_id', erasure_id, 'replaced', subject.hashes), at, false);
  end loop;
  return replaced;
end
$function$;

CREATE OR REPLACE FUNCTION platform.restored_at()
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select i.restored_at from platform.installation i $function$;

CREATE OR REPLACE FUNCTION platform.seal_hash(previous bytea, from_time timestamp with time zone, until_time timestamp with time zone)
 RETURNS TABLE(events bigint, hash bytea)
 LANGUAGE sql
 STABLE
AS $function$
  select count(*), sha256(coalesce(previous, ''::bytea) || coalesce(string_agg(e.hash, ''::bytea order by e.id), ''::bytea))
  from platform.events e where e.recorded_at >= from_time and e.recorded_at < until_time
$function$;

CREATE OR REPLACE FUNCTION platform.standing_for(named uuid[], of_service boolean)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION platform.visible_organisations()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE((NULLIF(current_setting('app.organisations'::text, true), ''::text))::uuid[], '{}'::uuid[]);
