import { Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { getAgreement, listCategories } from '#rooms/catalogue/index.ts'
import type { Level } from '#rooms/clock/index.ts'
import { type Act, actRoutes } from '../acting/act.routes.tsx'
import { ClassifyForm, PrioritiseForm } from './assigning.pages.tsx'
import { classifyCase, prioritiseCase } from './prioritise-case.actions.ts'

// The list holds 1, 2 and 3 and nothing else.
const level = z.enum(['1', '2', '3'], 'Choose from the list').transform(text => Number(text) as Level)
const prioritiseForm = z.object({
  impact: level,
  urgency: level,
  because: z.string().trim().max(500, 'Say why in at most 500 characters').default(''),
})

const prioritise: Act<z.infer<typeof prioritiseForm>> = {
  name: 'prioritise',
  schema: prioritiseForm,
  async draw(tx, form) {
    return <PrioritiseForm {...form} agreement={await getAgreement(tx, form.facts.theCase.organisation_id)} />
  },
  async run(tx, author, { value, ...target }, now) {
    await prioritiseCase(tx, author, { ...target, ...value, because: value.because || undefined }, now)
  },
}

const classifyForm = z.object({ category_id: z.uuid('Choose a category') })

const classify: Act<z.infer<typeof classifyForm>> = {
  name: 'classify',
  schema: classifyForm,
  async draw(tx, form) {
    return <ClassifyForm {...form} categories={await listCategories(tx, form.facts.theCase.organisation_id)} />
  },
  async run(tx, author, { value, ...target }, now) {
    await classifyCase(tx, author, { ...target, ...value }, now)
  },
}

export const prioritiseCaseRoutes = new Hono<Env>().route('/', actRoutes(prioritise)).route('/', actRoutes(classify))
