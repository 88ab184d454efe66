import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Checkboxes } from '#platform/ui/govuk/checkboxes.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import { ADMINISTRATION, type Organisation } from '#rooms/people/index.ts'
import { cataloguePaths } from '../paths.ts'
import type { Branch } from './tree.queries.ts'

interface FormProps {
  tree: readonly Branch[]
  teams: readonly { id: string; name: string }[]
  entered?: Entered | undefined
  errors?: readonly Mistake[] | undefined
}

interface Props extends FormProps {
  chrome: Chrome
  organisation: Organisation
}

const KINDS = { incident: 'Something is wrong', service_request: 'Something is wanted' } as const
const LEVELS = { '': 'Not decided', 1: 'High', 2: 'Medium', 3: 'Low' } as const
const optionsOf = (names: object) => Object.entries(names).map(([value, text]) => ({ value, text: String(text) }))
// Numbers come first in an object, and nothing chosen belongs on top.
const levels = optionsOf(LEVELS).sort((a, b) => Number(a.value) - Number(b.value))

export function CategoriesPage({ chrome, organisation, tree, teams, entered, errors }: Props) {
  const teamOf = (id: string | null) => teams.find(team => team.id === id)?.name ?? ''
  return (
    <SettingsPage
      chrome={chrome}
      title={`Categories of ${organisation.name}`}
      above={[ADMINISTRATION]}
      errors={errors}
      wide
    >
      {tree.length === 0 ? (
        <EmptyState title="No categories">Add the first below: what people ask about most.</EmptyState>
      ) : (
        <Scroll label="Categories">
          <Table
            caption="Categories"
            captionClass="govuk-visually-hidden"
            head={['Category', 'For', 'Goes to', 'Impact', 'Urgency']}
            rows={tree.map(branch => [
              {
                content: <Name branch={branch} />,
                class: `tree tree--${Math.min(5, branch.path.split(' / ').length)}`,
              },
              branch.kind === 'incident' ? KINDS.incident : KINDS.service_request,
              teamOf(branch.team_id),
              branch.impact ? LEVELS[branch.impact] : '',
              branch.urgency ? LEVELS[branch.urgency] : '',
            ])}
          />
        </Scroll>
      )}
      <Form action={cataloguePaths.categories({ organisation: organisation.id })} class="settings__form">
        <h2 class="govuk-heading-m">Add a category</h2>
        <CategoryFields tree={tree} teams={teams} entered={entered} errors={errors} />
        <Button>Add category</Button>
      </Form>
    </SettingsPage>
  )
}

const Name = ({ branch }: { branch: Branch }) => (
  <>
    <a class="govuk-link" href={cataloguePaths.category({ id: branch.id })}>
      {branch.name}
    </a>
    {branch.restricted && ' (restricted)'}
    {!branch.active && ' (retired)'}
  </>
)

export function CategoryPage({ chrome, organisation, category, ...form }: Props & { category: Branch }) {
  const categories = {
    href: cataloguePaths.categories({ organisation: organisation.id }),
    text: `Categories of ${organisation.short_name}`,
  }
  const kept = Object.fromEntries(
    Object.entries(category).map(([name, value]) => [
      name,
      value === null ? '' : value === true ? 'yes' : String(value),
    ]),
  )
  const others = form.tree.filter(({ path }) => path !== category.path && !path.startsWith(`${category.path} / `))
  return (
    <SettingsPage chrome={chrome} title={category.path} above={[ADMINISTRATION, categories]} errors={form.errors}>
      <Form action={cataloguePaths.category({ id: category.id })}>
        <CategoryFields {...form} tree={others} entered={form.entered ?? kept} />
        <Button>Save</Button>
      </Form>
      <p class="govuk-body settings__more">
        <a class="govuk-link" href={cataloguePaths.plan({ id: category.id })}>
          Tasks that begin with it
        </a>
      </p>
      <Form action={cataloguePaths.categoryActive({ id: category.id })} class="settings__form">
        <p class="govuk-body">
          {category.active
            ? 'Nobody will be able to choose it, or what is inside it, for a new case. Cases that have it keep it.'
            : 'It is retired: cases that have it keep it, and new ones cannot choose it.'}
        </p>
        <input type="hidden" name="active" value={category.active ? 'no' : 'yes'} />
        <Button variant={category.active ? 'warning' : 'secondary'}>{category.active ? 'Retire' : 'Bring back'}</Button>
      </Form>
    </SettingsPage>
  )
}

function CategoryFields({ tree, teams, entered, errors }: FormProps) {
  const field = fieldsOf(entered, errors)
  const places = tree.filter(({ active }) => active).map(({ id, path }) => ({ value: id, text: path }))
  return (
    <>
      <Input {...field('name')} label="Name" />
      <Select
        {...field('parent_id')}
        label="Inside"
        options={[{ value: '', text: 'Nothing: at the top' }, ...places]}
      />
      <Select {...field('kind')} label="Used when" options={optionsOf(KINDS)} />
      <Select
        {...field('team_id')}
        label="Goes to"
        options={[
          { value: '', text: 'No team: to be sorted' },
          ...teams.map(({ id, name }) => ({ value: id, text: name })),
        ]}
      />
      <Select {...field('impact')} label="Usual impact" options={levels} />
      <Select {...field('urgency')} label="Usual urgency" options={levels} />
      <Checkboxes
        name="restricted"
        legend="Who may know of it"
        hint="For security, staffing or police matters. Cases logged before are not changed."
        values={entered?.restricted === 'yes' ? ['yes'] : []}
        items={[{ value: 'yes', label: 'Only the team above may know of cases logged here' }]}
      />
    </>
  )
}
