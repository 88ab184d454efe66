import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { ADMINISTRATION, type Organisation } from '#rooms/people/index.ts'
import type { Branch } from '../categories/tree.queries.ts'
import { cataloguePaths } from '../paths.ts'

interface Props {
  readonly chrome: Chrome
  readonly organisation: Organisation
  readonly tree: readonly Branch[]
  readonly chosen: Partial<Record<string, string>>
  readonly entered?: Entered | undefined
  readonly errors?: readonly Mistake[] | undefined
}

/** Which case begins when somebody starts or leaves. */
export function LifeEventsPage({ chrome, organisation, tree, chosen, entered, errors }: Props) {
  const field = fieldsOf(entered ?? { started: chosen.started ?? '', left: chosen.left ?? '' }, errors)
  const inUse = tree.filter(({ active }) => active)
  const options = [{ value: '', text: 'No case' }, ...inUse.map(({ id, path }) => ({ value: id, text: path }))]
  return (
    <SettingsPage chrome={chrome} title="Starters and leavers" above={[ADMINISTRATION]} errors={errors}>
      <p class="govuk-body">
        When the directory or a file of people says that somebody starts at {organisation.name} or has left, a case is
        logged by itself, with the tasks that begin with its category. Their manager is the one who asks, when we know
        them.
      </p>
      <Form action={cataloguePaths.lifeEvents({ organisation: organisation.id })}>
        <Select
          {...field('started')}
          label="When somebody starts"
          hint="Choose one only once everybody who works there now is here: each person added after that is a starter"
          options={options}
        />
        <Select
          {...field('left')}
          label="When somebody leaves"
          hint="Also when an administrator deactivates them"
          options={options}
        />
        <Button>Save</Button>
      </Form>
      <Plans chosen={chosen} tree={tree} />
    </SettingsPage>
  )
}

const Plans = ({ chosen, tree }: Pick<Props, 'chosen' | 'tree'>) => (
  <ul class="govuk-list settings__more">
    {tree
      .filter(({ id }) => Object.values(chosen).includes(id))
      .map(({ id, path }) => (
        <li>
          <a class="govuk-link" href={cataloguePaths.plan({ id })}>
            Tasks that begin with {path}
          </a>
        </li>
      ))}
  </ul>
)
