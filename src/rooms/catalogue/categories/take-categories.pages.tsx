import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Checkboxes } from '#platform/ui/govuk/checkboxes.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { ADMINISTRATION, type Organisation } from '#rooms/people/index.ts'
import { cataloguePaths } from '../paths.ts'
import type { Giver } from './take-categories.queries.ts'
import type { Branch } from './tree.queries.ts'

interface Props {
  chrome: Chrome
  organisation: Organisation
  givers: readonly Giver[]
  giver: Giver | undefined
  theirs: readonly Branch[]
  own: readonly Branch[]
}

/** Which of another's categories – the shared desk's, as a rule – an organisation has too. */
export function TakeCategoriesPage({ chrome, organisation, givers, giver, theirs, own }: Props) {
  const action = cataloguePaths.taken({ organisation: organisation.id })
  const above = {
    href: cataloguePaths.categories({ organisation: organisation.id }),
    text: `Categories of ${organisation.short_name}`,
  }
  const has = new Set(own.filter(({ active }) => active).map(({ path }) => path))
  const all = theirs.filter(({ active }) => active)
  return (
    <SettingsPage chrome={chrome} title={`What ${organisation.name} can ask for`} above={[ADMINISTRATION, above]}>
      {givers.length > 1 && (
        <Form action={action} method="get" class="filters">
          <Select
            name="from"
            label="Categories of"
            value={giver?.id}
            options={givers.map(({ id, name }) => ({ value: id, text: name }))}
          />
          <Button variant="secondary">Show</Button>
        </Form>
      )}
      {giver && all.length > 0 ? (
        <Form action={action}>
          <p class="govuk-body">
            Each that is ticked is made for {organisation.short_name}, with its team, impact and urgency, and can be
            changed there afterwards. What you take the tick from is retired: cases keep it, and new ones cannot choose
            it.
          </p>
          <input type="hidden" name="from" value={giver.id} />
          <Checkboxes
            name="paths"
            legend={`Categories of ${giver.name}`}
            class="govuk-checkboxes--small"
            values={all.filter(({ path }) => has.size === 0 || has.has(path)).map(({ path }) => path)}
            items={all.map(({ path }) => ({ value: path, label: path }))}
          />
          <Button>Save</Button>
        </Form>
      ) : (
        <EmptyState title="Nobody to take them from">
          No other organisation that you look after has categories. Add them one by one.
        </EmptyState>
      )}
    </SettingsPage>
  )
}
