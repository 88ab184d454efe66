import { Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { type Act, actRoutes } from '../acting/act.routes.tsx'
import { CLOSURE_CODES, type ClosureCode } from '../case.rules.ts'
import { listRequiredLeft } from '../tasks/planned.actions.ts'
import { countOpenTasks } from '../tasks/task.queries.ts'
import { CloseForm, ReopenForm, ResolveForm } from './closing.pages.tsx'
import { reopenCase } from './reopen-case.actions.ts'
import { closeCase, resolveCase } from './resolve-case.actions.ts'

const isClosureCode = (text: string): text is ClosureCode => text in CLOSURE_CODES
const closure_code = z.string().refine(isClosureCode, 'Choose how it ended')
const because = z.string().trim().max(500, 'Say why in at most 500 characters')

const resolveForm = z.object({
  closure_code,
  resolution: z
    .string()
    .trim()
    .min(1, 'Say what was done, in words the requester can read')
    .max(4000, 'Keep it under 4,000 characters'),
})

const resolve: Act<z.infer<typeof resolveForm>> = {
  name: 'resolve',
  schema: resolveForm,
  draw: async (tx, form) => {
    const { id } = form.facts.theCase
    const [open, required] = await Promise.all([countOpenTasks(tx, id), listRequiredLeft(tx, id)])
    return <ResolveForm {...form} tasks={{ open, required }} />
  },
  async run(tx, author, { value, ...target }, now) {
    await resolveCase(tx, author, { ...target, ...value }, now)
  },
}

const closeForm = z.object({ closure_code, because: because.default('') })

const close: Act<z.infer<typeof closeForm>> = {
  name: 'close',
  schema: closeForm,
  draw: async (_, form) => <CloseForm {...form} />,
  async run(tx, author, { value, ...target }, now) {
    await closeCase(tx, author, { ...target, ...value, because: value.because || undefined }, now)
  },
}

const reopenForm = z.object({ because: because.min(1, 'Say why it is reopened') })

const reopen: Act<z.infer<typeof reopenForm>> = {
  name: 'reopen',
  schema: reopenForm,
  draw: async (_, form) => <ReopenForm {...form} />,
  async run(tx, author, { value, reference }, now) {
    await reopenCase(tx, author, { reference, ...value }, now)
  },
}

export const closingRoutes = new Hono<Env>()
  .route('/', actRoutes(resolve))
  .route('/', actRoutes(close))
  .route('/', actRoutes(reopen))
