import { Hono } from 'hono'
import { isId } from '#platform/database/id.ts'
import { holdsIn } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { fragment, html } from '#platform/ui/layout/render.ts'
import { TypeaheadOption } from '#platform/ui/pieces/typeahead.tsx'
import { getPerson, listPersonsLike } from '#rooms/people/index.ts'
import { listCasesOf } from '../finding/find-cases.queries.ts'
import { casePaths } from '../paths.ts'
import { caseProblems } from '../problems.ts'
import { RequesterPage } from './requester.pages.tsx'

export const requesterRoutes = new Hono<Env>()
  .get(casePaths.requester.pattern, may('cases.read'), async c => {
    const id = c.req.param('id')
    if (!isId(id)) return caseProblems.raise('requester-not-found')
    const { person, cases } = await c.var.read(async tx => {
      const person = await getPerson(tx, id)
      return { person, cases: await listCasesOf(tx, id, 50) }
    })
    const chrome = await c.var.chrome({ live: ['cases'] })
    const mayLog = holdsIn(c.var.actor, 'cases.work', person.organisation_id)
    return c.html(html(<RequesterPage chrome={chrome} person={person} cases={cases} mayLog={mayLog} now={now()} />))
  })
  /** Suggestions while a name is typed: choosing one goes to the form with that person. */
  .get(casePaths.callers.pattern, may('cases.work'), async c => {
    const persons = await c.var.read(tx => listPersonsLike(tx, c.var.organisations, c.req.query('q') ?? ''))
    const started = c.req.query('started')
    return c.html(
      fragment(
        <>
          {persons.map((person, index) => (
            <TypeaheadOption
              id={`caller-${index}`}
              value={person.id}
              text={person.name}
              href={casePaths.log({}, { requester: person.id, started })}
            >
              <strong>{person.name}</strong>{' '}
              <span class="quiet">
                {[person.job_title, person.department, person.phone].filter(Boolean).join(' · ')}
              </span>
            </TypeaheadOption>
          ))}
        </>,
      ),
    )
  })
