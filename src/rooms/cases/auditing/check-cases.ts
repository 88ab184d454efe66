import type { RecordCheck } from '#platform/audit/seal.ts'

// Each message is in the record by its hash (events.ts); each case by its logging. The record cannot be changed unseen, so what
// differs from it was changed behind the product's back.
const MESSAGES = `
  with said as (
    select e.subject_id as case_id, (e.payload ->> 'message_id')::uuid as message_id, e.payload ->> 'sha256' as sha256
    from platform.events e
    where e.name in ('case.logged', 'case.replied', 'case.noted', 'case.forwarded') and ($1::uuid is null or e.organisation_id = $1))
  select coalesce(c.reference, said.case_id::text) as "case", said.message_id, m.id is null as gone
  from said left join cases.messages m on m.id = said.message_id left join cases.cases c on c.id = said.case_id
  where m.id is null or encode(sha256(convert_to(m.body, 'UTF8')), 'hex') <> said.sha256
  order by said.message_id limit 100`

const UNRECORDED = `
  select c.reference, m.id from cases.messages m join cases.cases c on c.id = m.case_id
    left join (
      select (e.payload ->> 'message_id')::uuid as message_id from platform.events e
      where e.name in ('case.logged', 'case.replied', 'case.noted', 'case.forwarded') and ($1::uuid is null or e.organisation_id = $1)
    ) said on said.message_id = m.id
  where ($1::uuid is null or m.organisation_id = $1) and said.message_id is null
  order by m.id limit 100`

const CASES_GONE = `
  select e.subject_id, e.payload ->> 'reference' as reference from platform.events e
  where e.name = 'case.logged' and ($1::uuid is null or e.organisation_id = $1)
    and not exists (select from cases.cases c where c.id = e.subject_id)
  order by e.id limit 100`

const CASES_UNRECORDED = `
  select c.reference from cases.cases c
  where ($1::uuid is null or c.organisation_id = $1)
    and not exists (select from platform.events e where e.subject_id = c.id and e.position = 1)
  order by c.id limit 100`

/** Whether every case and every message is there, and reads as the record says; what does not, in words. */
export const checkCases: RecordCheck = async (owner, organisation_id) => {
  const rowsOf = async (text: string) => (await owner.query(text, [organisation_id ?? null])).rows
  return [
    ...(await rowsOf(CASES_GONE)).map(
      row => `case ${row.reference ?? row.subject_id}: was logged, and is not there any more`,
    ),
    ...(await rowsOf(CASES_UNRECORDED)).map(
      row => `case ${row.reference}: is there, and the record does not know of it`,
    ),
    ...(await rowsOf(MESSAGES)).map(row =>
      row.gone
        ? `case ${row.case}: message ${row.message_id} was recorded, and is not there any more`
        : `case ${row.case}: message ${row.message_id} does not say what was recorded`,
    ),
    ...(await rowsOf(UNRECORDED)).map(
      row => `case ${row.reference}: message ${row.id} is there, and the record does not know of it`,
    ),
  ]
}
