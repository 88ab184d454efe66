import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { changesBetween } from '#platform/events/changes.ts'
import { type Author, record } from '#platform/events/record.ts'
import { enqueue } from '#platform/jobs/enqueue.ts'
import { findCategory } from '#rooms/catalogue/index.ts'
import { lockOrganisation, mayNow } from '#rooms/people/index.ts'
import { escalationRulesChanged } from '../events.ts'
import { caseProblems } from '../problems.ts'
import { type Rule, sayRule } from './escalation.rules.ts'
import { replanJob, replanKey } from './replan-escalations.jobs.ts'
import type { RuleFields } from './rule-form.ts'
import { getPlan, listAgreementsOf, type Plan } from './rules.queries.ts'

const MOST_RULES = 50

interface OfOrganisation {
  readonly organisation_id: string
}

const isKind = (under: string) => ['sla', 'ola', 'supplier'].includes(under)

const asRecord = (rules: readonly Rule[]) => Object.fromEntries(rules.map(rule => [rule.id, sayRule(rule)]))

/** Keeps an organisation's rules, and has every running clock of theirs planned anew. What passed before is not told by a new rule. */
async function keep(
  tx: Write,
  author: Author,
  { organisation_id, before, rules }: OfOrganisation & { before: Plan; rules: readonly Rule[] | null },
  now: Date,
) {
  const changes = changesBetween(asRecord(before.rules), asRecord(rules ?? []))
  if (rules === null)
    await tx.deleteFrom('cases.escalation_plans').where('organisation_id', '=', organisation_id).execute()
  else {
    const row = { rules: JSON.stringify(rules), version: before.version + 1, changed_at: now }
    await tx
      .insertInto('cases.escalation_plans')
      .values({ organisation_id, ...row })
      .onConflict(conflict => conflict.column('organisation_id').doUpdateSet(row))
      .execute()
  }
  await enqueue(tx, replanJob, organisation_id, {}, { at: now, key: replanKey(organisation_id) })
  await record(tx, author, escalationRulesChanged, { id: organisation_id, organisation_id }, { changes }, now)
}

/** A category of theirs, and a person who may read their cases: nobody else's. Raises `cases.category-elsewhere`, `cases.person-cannot-read`. */
async function check(tx: Write, organisation_id: string, { under, category_id, person_id, tells }: RuleFields) {
  if (
    under &&
    !isKind(under) &&
    !(await listAgreementsOf(tx, organisation_id)).some(({ id, kind }) => id === under && kind !== 'sla')
  )
    caseProblems.raise('agreement-elsewhere')
  if (category_id && !(await findCategory(tx, organisation_id, category_id))) caseProblems.raise('category-elsewhere')
  if (tells.includes('person') && person_id && !(await mayNow(tx, person_id, organisation_id, 'cases.read')))
    caseProblems.raise('person-cannot-read')
}

/** Adds a rule, or changes one. A changed rule counts from now on; what it told before it does not tell again. */
export async function saveRule(
  tx: Write,
  author: Author,
  command: OfOrganisation & { readonly rule_id: string | undefined; readonly fields: RuleFields },
  now: Date,
): Promise<void> {
  const { organisation_id, rule_id, fields } = command
  await lockOrganisation(tx, organisation_id)
  await check(tx, organisation_id, fields)
  const before = await getPlan(tx, organisation_id)
  const person_id = fields.tells.includes('person') ? fields.person_id : null
  const rule: Rule = { ...fields, person_id, id: rule_id ?? newId(), since: now.toISOString() }
  if (rule_id && !before.rules.some(({ id }) => id === rule_id)) caseProblems.raise('rule-not-found')
  if (!rule_id && before.rules.length >= MOST_RULES) caseProblems.raise('too-many-rules')
  const rules = rule_id ? before.rules.map(one => (one.id === rule_id ? rule : one)) : [...before.rules, rule]
  await keep(tx, author, { organisation_id, before, rules }, now)
}

export async function removeRule(
  tx: Write,
  author: Author,
  command: OfOrganisation & { readonly rule_id: string },
  now: Date,
): Promise<void> {
  const { organisation_id, rule_id } = command
  await lockOrganisation(tx, organisation_id)
  const before = await getPlan(tx, organisation_id)
  const rules = before.rules.filter(({ id }) => id !== rule_id)
  if (rules.length === before.rules.length) caseProblems.raise('rule-not-found')
  await keep(tx, author, { organisation_id, before, rules }, now)
}

/** Goes back to what is usual. */
export async function useUsualRules(
  tx: Write,
  author: Author,
  { organisation_id }: OfOrganisation,
  now: Date,
): Promise<void> {
  await lockOrganisation(tx, organisation_id)
  const before = await getPlan(tx, organisation_id)
  if (before.version > 0) await keep(tx, author, { organisation_id, before, rules: null }, now)
}
