import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import type { DeskTeam } from '../queue/desk.queries.ts'
import { savedViewPaths } from './paths.ts'

export interface SavedViewFacts {
  /** What the view shows, as a sentence. */
  readonly sentence: string
  /** The address of the view. */
  readonly href: string
  /** The teams it may be shared with. */
  readonly teams: readonly DeskTeam[]
  readonly entered: Entered
  readonly errors: readonly Mistake[]
  /** The view as it is saved; undefined for a new one. */
  readonly saved: { readonly id: string; readonly name: string } | undefined
}

/** A name for a view, and who else sees it. */
export function SavedViewPage({ chrome, facts }: { chrome: Chrome; facts: SavedViewFacts }) {
  const { saved, entered, errors, href } = facts
  const field = fieldsOf(entered, errors)
  const title = saved ? `Change “${saved.name}”` : 'Save this view'
  const teams = facts.teams.map(({ id, name }) => ({ value: id, text: `${name} and me` }))
  return (
    <WorkspacePage {...chrome} title={title} errors={errors}>
      <Toolbar title={title} note={facts.sentence} />
      <Form action={saved ? savedViewPaths.change({ id: saved.id }) : savedViewPaths.save()} class="narrow-form">
        <Input {...field('name')} label="Name" hint="As it will stand in the menu." autocomplete="off" />
        {teams.length > 0 && (
          <Select {...field('team')} label="Who sees it" options={[{ value: '', text: 'Only me' }, ...teams]} />
        )}
        {!saved && <input type="hidden" name="query" value={entered.query} />}
        <div class="govuk-button-group">
          <Button>{saved ? 'Save changes' : 'Save view'}</Button>
          {saved && (
            <Button href={savedViewPaths.remove({ id: saved.id })} variant="secondary">
              Delete this view
            </Button>
          )}
          <a class="govuk-link" href={href}>
            Cancel
          </a>
        </div>
      </Form>
    </WorkspacePage>
  )
}

interface DeleteProps {
  chrome: Chrome
  saved: { id: string; name: string }
  /** The team that will no longer see it. */
  team: string | undefined
  href: string
}

/** Says exactly what deleting will do. */
export function DeleteViewPage({ chrome, saved, team, href }: DeleteProps) {
  const title = `Delete “${saved.name}”?`
  return (
    <WorkspacePage {...chrome} title={title}>
      <Toolbar title={title} />
      <p>
        The view goes from your menu{team && `, and from that of everybody in ${team}`}. The cases in it are not
        changed.
      </p>
      <Form action={savedViewPaths.remove({ id: saved.id })}>
        <div class="govuk-button-group">
          <Button variant="warning">Delete view</Button>
          <a class="govuk-link" href={href}>
            Keep it
          </a>
        </div>
      </Form>
    </WorkspacePage>
  )
}
