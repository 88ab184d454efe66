import { Hono } from 'hono'
import { z } from 'zod'
import { inPlaceOf } from '#platform/database/standing.ts'
import type { Read } from '#platform/database/transaction.ts'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { fragment } from '#platform/ui/layout/render.ts'
import { TypeaheadOption } from '#platform/ui/pieces/typeahead.tsx'
import { listPersonsLike } from '#rooms/people/index.ts'
import { type Act, actRoutes } from '../acting/act.routes.tsx'
import { getCase } from '../case.queries.ts'
import { casePaths } from '../paths.ts'
import { caseProblems } from '../problems.ts'
import { changeRequester } from './change-requester.actions.ts'
import { editCase } from './edit-case.actions.ts'
import { EditForm, RequesterForm } from './edit-case.pages.tsx'

const editForm = z.object({
  subject: z.string().trim().min(1, 'Enter a subject').max(200, 'Keep the subject under 200 characters'),
  kind: z.enum(['incident', 'service_request'], 'Choose a kind from the list'),
  location: z.string().trim().max(200, 'Keep the place under 200 characters').default(''),
})

const edit: Act<z.infer<typeof editForm>> = {
  name: 'edit',
  schema: editForm,
  draw: async (_, form) => <EditForm {...form} />,
  async run(tx, author, { value, ...target }, now) {
    await editCase(tx, author, { ...target, ...value, location: value.location || null }, now)
  },
}

const requesterForm = z.object({
  who: z.string().trim().min(1, 'Enter the name or e-mail address of the new requester'),
  requester_id: z.union([z.literal(''), z.uuid()]).default(''),
})

/** Without JavaScript nobody is chosen from a list: a name or address that fits one person alone will do. */
async function personMeant(tx: Read, reference: string, { who, requester_id }: z.infer<typeof requesterForm>) {
  if (requester_id) return requester_id
  const { organisation_id } = await getCase(tx, reference)
  const [person, another] = await listPersonsLike(tx, await inPlaceOf(tx, organisation_id), who, 2)
  if (!person) return caseProblems.raise('nobody-like-that')
  return another ? caseProblems.raise('several-like-that') : person.id
}

const requester: Act<z.infer<typeof requesterForm>> = {
  name: 'changeRequester',
  schema: requesterForm,
  draw: async (_, form) => <RequesterForm {...form} />,
  async run(tx, author, { value, ...target }, now) {
    const requester_id = await personMeant(tx, target.reference, value)
    await changeRequester(tx, author, { ...target, requester_id }, now)
  },
}

export const editCaseRoutes = new Hono<Env>()
  .route('/', actRoutes(edit))
  .route('/', actRoutes(requester))
  .get(casePaths.requesterOptions.pattern, may('cases.work'), async c => {
    const persons = await c.var.read(async tx => {
      const { organisation_id } = await getCase(tx, c.req.param('reference'))
      return listPersonsLike(tx, await inPlaceOf(tx, organisation_id), c.req.query('q') ?? '')
    })
    return c.html(
      persons
        .map(({ id, name, email, department }, index) =>
          fragment(
            <TypeaheadOption id={`requester-${index}`} value={id} text={name}>
              {[name, department, email].filter(Boolean).join(' · ')}
            </TypeaheadOption>,
          ),
        )
        .join(''),
    )
  })
