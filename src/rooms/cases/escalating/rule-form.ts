/** The form of one rule of escalation: what was typed, checked. */
import { z } from 'zod'
import { type Entered, listOf } from '#platform/http/form.ts'
import { MARKS, type Rule, WHO, type Who } from './escalation.rules.ts'

export const PRIORITIES = ['P1', 'P2', 'P3', 'P4'] as const

export type RuleFields = Omit<Rule, 'id' | 'since'>

const MOST_MINUTES = 14_400
const wholeOr = <Empty>(empty: Empty, wrong: string) =>
  z
    .string()
    .default('')
    .transform((text, context): number | Empty => {
      if (text.trim() === '') return empty
      const found = /^\s*(\d{1,6})\s*%?\s*$/.exec(text)
      if (found) return Number(found[1])
      context.addIssue({ code: 'custom', message: wrong })
      return z.NEVER
    })
const choice = z
  .string()
  .default('')
  .transform(text => (text === '' ? null : text))
const several = <T extends string>(names: readonly T[]) =>
  z
    .string()
    .default('')
    .transform(text => names.filter(name => listOf(text).includes(name)))

const fields = z.object({
  under: choice,
  metric: choice,
  priorities: several(PRIORITIES),
  category_id: choice,
  mark: z.enum(MARKS, 'Choose when'),
  amount: wholeOr(0, 'Write a whole number, such as 75'),
  tells: several(WHO),
  person_id: choice,
  wakes: several(['yes']).transform(chosen => chosen.length > 0),
  repeat_minutes: wholeOr(null, 'Write how many minutes, such as 15; or nothing'),
  repeat_most: wholeOr(0, 'Write how often at most, such as 3'),
})

interface Wrong {
  readonly field: keyof RuleFields
  readonly message: string
}

const mayWake = ({ tells, priorities }: RuleFields) =>
  tells.includes('on_call') || (priorities.length === 1 && priorities[0] === 'P1')

/** What is wrong with a rule as a whole, beside its first field. */
function* wrongWith(rule: RuleFields): Generator<Wrong> {
  const { mark, amount, tells, person_id, wakes, repeat_minutes, repeat_most } = rule
  if (mark === 'percent' && (amount < 1 || amount > 100))
    yield { field: 'amount', message: 'Write a share between 1 and 100; for later, choose minutes after it was due' }
  if (mark !== 'percent' && (amount < 1 || amount > MOST_MINUTES))
    yield { field: 'amount', message: 'Write between 1 and 14,400 working minutes' }
  if (tells.length === 0) yield { field: 'tells', message: 'Choose who is told' }
  if (tells.includes('person') && !person_id) yield { field: 'person_id', message: 'Choose which person' }
  if (wakes && !mayWake(rule))
    yield { field: 'wakes', message: 'Only a rule for P1 alone, or for whoever is on call, may disturb quiet hours' }
  if (repeat_minutes !== null && (repeat_minutes < 5 || repeat_minutes > 1440))
    yield { field: 'repeat_minutes', message: 'Tell again after 5 minutes or more, and within a day' }
  if (repeat_minutes !== null && (repeat_most < 1 || repeat_most > 20))
    yield { field: 'repeat_most', message: 'Say how often at most: between 1 and 20 times' }
}

export const ruleForm = fields.superRefine((rule, context) => {
  for (const { field, message } of wrongWith(rule)) context.addIssue({ code: 'custom', path: [field], message })
})

/** A rule as its form is filled. */
export const asTyped = (rule: Rule): Entered => ({
  ...{
    under: rule.under ?? '',
    metric: rule.metric ?? '',
    priorities: rule.priorities.join('\n'),
    category_id: rule.category_id ?? '',
  },
  ...{ mark: rule.mark, amount: String(rule.amount), tells: rule.tells.join('\n'), person_id: rule.person_id ?? '' },
  ...{
    wakes: rule.wakes ? 'yes' : '',
    repeat_minutes: rule.repeat_minutes === null ? '' : String(rule.repeat_minutes),
  },
  repeat_most: rule.repeat_minutes === null ? '' : String(rule.repeat_most),
})

export const WHO_NAMES: Record<Who, string> = {
  assignee: 'Whoever has the case, or leads its team if nobody has',
  on_call: 'Whoever is on call for its team',
  leads: 'Those who lead its team',
  managers: 'Managers',
  officers: 'Partnership officers of the council',
  person: 'A person',
  hooks: 'The team’s and the council’s conversations (Teams, Slack, programs)',
}
