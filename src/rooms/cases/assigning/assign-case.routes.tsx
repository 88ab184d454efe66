import { z } from 'zod'
import { listTeamMembers, listTeams } from '#rooms/people/index.ts'
import { type Act, actRoutes } from '../acting/act.routes.tsx'
import { assignCase } from './assign-case.actions.ts'
import { AssignForm } from './assigning.pages.tsx'

/** One choice says both: "team", or "team/person". */
const given = z.string().regex(/^([0-9a-f-]{36}(\/[0-9a-f-]{36})?)?$/, 'Choose a team or a person from the list')
const schema = z.object({ given: given.default('') })

const assign: Act<z.infer<typeof schema>> = {
  name: 'assign',
  schema,
  async draw(tx, form) {
    return <AssignForm {...form} teams={await listTeams(tx)} members={await listTeamMembers(tx)} />
  },
  async run(tx, author, { value, ...target }, now) {
    const [team_id = null, assignee_id = null] = value.given === '' ? [] : value.given.split('/')
    await assignCase(tx, author, { ...target, team_id, assignee_id }, now)
  },
}

export const assignCaseRoutes = actRoutes(assign)
