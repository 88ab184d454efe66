import { Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { parseLocal } from '#platform/time/say.ts'
import { type Act, actRoutes } from '../acting/act.routes.tsx'
import { getCase } from '../case.queries.ts'
import type { HoldReason } from '../case.rules.ts'
import { caseProblems } from '../problems.ts'
import { holdCase, resumeCase } from './hold-case.actions.ts'
import { HoldForm, ResumeForm } from './hold-case.pages.tsx'

const REASONS = ['requester', 'supplier', 'development', 'planned'] as const satisfies readonly HoldReason[]

const holdForm = z
  .object({
    reason: z.enum(REASONS, 'Choose why the clock stops'),
    until_date: z.string().trim().default(''),
    until_time: z.string().trim().default(''),
    note: z.string().trim().max(1000, 'Keep the note under 1,000 characters').default(''),
  })
  .superRefine((form, context) => {
    // A planned date is one that was agreed, so it is named (requirement S-34).
    if (form.reason === 'planned' && form.until_date === '')
      context.addIssue({ code: 'custom', path: ['until_date'], message: 'Enter the date that was agreed' })
    if (form.until_date !== '' && !parseLocal(form.until_date, form.until_time || '09:00', 'UTC'))
      context.addIssue({ code: 'custom', path: ['until_date'], message: 'Enter a real date, and a time like 14:30' })
  })

const hold: Act<z.infer<typeof holdForm>> = {
  name: 'hold',
  schema: holdForm,
  draw: async (_, form) => <HoldForm {...form} />,
  async run(tx, author, { value, ...target }, now) {
    const { reason, until_date, until_time, note } = value
    const { zone } = await getCase(tx, target.reference)
    const until = until_date ? parseLocal(until_date, until_time || '09:00', zone) : undefined
    if (until_date && (!until || until <= now)) caseProblems.raise('until-is-past')
    await holdCase(tx, author, { ...target, reason, until, note: note || undefined }, now)
  },
}

const resumeForm = z.object({ because: z.string().trim().max(500, 'Say why in at most 500 characters').default('') })

const resume: Act<z.infer<typeof resumeForm>> = {
  name: 'resume',
  schema: resumeForm,
  draw: async (_, form) => <ResumeForm {...form} />,
  async run(tx, author, { value, reference }, now) {
    await resumeCase(tx, author, { reference, ...value }, now)
  },
}

export const holdCaseRoutes = new Hono<Env>().route('/', actRoutes(hold)).route('/', actRoutes(resume))
