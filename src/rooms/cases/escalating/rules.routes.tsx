import { type Context, Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { Problem } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { listCategories } from '#rooms/catalogue/index.ts'
import { getOrganisation, listHolders, namesOf } from '#rooms/people/index.ts'
import { escalationPaths } from '../paths.ts'
import { caseProblems } from '../problems.ts'
import { removeRule, saveRule, useUsualRules } from './change-rules.actions.ts'
import { EscalationRulePage } from './rule.pages.tsx'
import { asTyped, ruleForm } from './rule-form.ts'
import { EscalationRulesPage } from './rules.pages.tsx'
import { getPlan, listAgreementsOf } from './rules.queries.ts'

const SAID = {
  saved: 'The rule is saved.',
  removed: 'The rule is removed.',
  usual: 'The usual rules hold again.',
}

const toList = (c: Context<Env>, done: keyof typeof SAID) =>
  c.redirect(escalationPaths.rules({ organisation: c.req.param('organisation') ?? '' }, { done }), 303)

async function rulePage(c: Context<Env>, entered?: Entered, errors?: readonly FormError[]) {
  const { organisation: id = '', rule: rule_id = '' } = c.req.param() as Record<string, string>
  const { rule, ...facts } = await c.var.read(async tx => {
    const organisation = await getOrganisation(tx, id)
    const plan = await getPlan(tx, organisation.id)
    const categories = await listCategories(tx, organisation.id)
    const people = await listHolders(tx, organisation.id, 'cases.read')
    const agreements = await listAgreementsOf(tx, organisation.id)
    return { organisation, agreements, categories, people, rule: plan.rules.find(one => one.id === rule_id) }
  })
  if (!rule && rule_id !== 'new') caseProblems.raise('rule-not-found')
  const under = facts.agreements.find(one => one.id === c.req.query('under'))?.id ?? 'sla'
  const shown = entered ?? (rule ? asTyped(rule) : { mark: 'percent', under })
  const page = (
    <EscalationRulePage chrome={await c.var.chrome()} {...facts} rule_id={rule_id} entered={shown} errors={errors} />
  )
  return c.html(html(page), errors ? 422 : 200)
}

const FIELD_OF: Readonly<Record<string, string>> = {
  'cases.category-elsewhere': 'category_id',
  'cases.agreement-elsewhere': 'under',
  'cases.person-cannot-read': 'person_id',
}

export const escalationRuleRoutes = new Hono<Env>()
  .get(escalationPaths.rules.pattern, may('catalogue.manage'), async c => {
    const facts = await c.var.read(async tx => {
      const organisation = await getOrganisation(tx, c.req.param('organisation'))
      const plan = await getPlan(tx, organisation.id)
      const persons = await namesOf(
        tx,
        plan.rules.map(({ person_id }) => person_id),
      )
      const agreements = await listAgreementsOf(tx, organisation.id)
      const of = agreements.find(({ id }) => id === c.req.query('under'))
      return { organisation, plan, persons, agreements, of }
    })
    const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
    return c.html(html(<EscalationRulesPage chrome={chrome} {...facts} />))
  })
  .post(escalationPaths.usual.pattern, may('catalogue.manage'), async c => {
    const organisation_id = c.req.param('organisation')
    await c.var.write(tx => useUsualRules(tx, c.var.actor, { organisation_id }, now()))
    return toList(c, 'usual')
  })
  .get(escalationPaths.rule.pattern, may('catalogue.manage'), c => rulePage(c))
  .post(escalationPaths.rule.pattern, may('catalogue.manage'), async c => {
    const { organisation: organisation_id, rule } = c.req.param()
    const parsed = await parseForm(ruleForm, c.req.raw)
    if (!parsed.ok) return rulePage(c, parsed.entered, parsed.errors)
    const command = { organisation_id, rule_id: rule === 'new' ? undefined : rule, fields: parsed.value }
    try {
      await c.var.write(tx => saveRule(tx, c.var.actor, command, now()))
    } catch (error) {
      const field = error instanceof Problem ? FIELD_OF[error.code] : undefined
      if (!field || !(error instanceof Problem)) throw error
      return rulePage(c, parsed.entered, [{ field, message: error.message }])
    }
    return toList(c, 'saved')
  })
  .post(escalationPaths.removeRule.pattern, may('catalogue.manage'), async c => {
    const { organisation: organisation_id, rule: rule_id } = c.req.param()
    await c.var.write(tx => removeRule(tx, c.var.actor, { organisation_id, rule_id }, now()))
    return toList(c, 'removed')
  })
