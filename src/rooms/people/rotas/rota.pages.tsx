import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Fieldset } from '#platform/ui/govuk/fieldset.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { DAY_NAMES, WEEKDAYS } from '../calendars/calendar-form.rules.ts'
import { ADMINISTRATION, peoplePaths } from '../paths.ts'
import type { FormState } from '../persons/manage-persons.pages.tsx'
import type { Rota } from './rota.queries.ts'

export interface Member {
  readonly id: string
  readonly name: string
}

interface ListProps extends FormState {
  chrome: Chrome
  team: { id: string; name: string }
  rotas: readonly Rota[]
  members: readonly Member[]
}

const aboveOf = (team: { id: string; name: string }) => [
  ADMINISTRATION,
  { href: peoplePaths.team({ id: team.id }), text: team.name },
]

export const RotasPage = ({ chrome, team, rotas, members, ...form }: ListProps) => (
  <SettingsPage chrome={chrome} title={`Rotas of ${team.name}`} above={aboveOf(team)} errors={form.errors}>
    {rotas.length === 0 && <EmptyState title="No rotas">Say below who is on call when.</EmptyState>}
    <ul class="entries">
      {rotas.map(({ id, name, persons, turn_days, handover }) => (
        <li class="entries__entry">
          <div>
            <a class="govuk-link" href={peoplePaths.rota({ rota: id })}>
              {name}
            </a>
            <p class="entries__note">
              {persons.length} in turn, {turn_days === 1 ? 'a day' : `${turn_days} days`} each, handed over at{' '}
              {handover}.{' '}
              <a class="govuk-link" href={peoplePaths.onCallRota({ rota: id })}>
                The next four weeks<span class="govuk-visually-hidden"> of {name}</span>
              </a>
            </p>
          </div>
        </li>
      ))}
    </ul>
    <Form action={peoplePaths.rotas({ id: team.id })} class="settings__form">
      <h2 class="govuk-heading-m">Add a rota</h2>
      <RotaFormFields members={members} {...form} />
      <Button>Add rota</Button>
    </Form>
  </SettingsPage>
)

interface OneProps extends FormState {
  chrome: Chrome
  rota: Rota
  members: readonly Member[]
}

export const RotaPage = ({ chrome, rota, members, ...form }: OneProps) => (
  <SettingsPage
    chrome={chrome}
    title={rota.name}
    above={[
      ...aboveOf({ id: rota.team_id, name: rota.team }),
      { href: peoplePaths.rotas({ id: rota.team_id }), text: 'Rotas' },
    ]}
    errors={form.errors}
  >
    <p class="govuk-body">
      <a class="govuk-link" href={peoplePaths.onCallRota({ rota: rota.id })}>
        The next four weeks, and stand-ins
      </a>
    </p>
    <Form action={peoplePaths.rota({ rota: rota.id })}>
      <RotaFormFields members={members} {...form} />
      <Button>Save</Button>
    </Form>
    <Form action={peoplePaths.removeRota({ rota: rota.id })} class="settings__form">
      <h2 class="govuk-heading-m">Remove this rota</h2>
      <p class="govuk-body">Nobody will be on call by it. That it was there stays in the record.</p>
      <Button variant="warning">Remove rota</Button>
    </Form>
  </SettingsPage>
)

const LENGTHS = [
  { value: '1', text: 'A day' },
  { value: '7', text: 'A week' },
  { value: '14', text: 'Two weeks' },
  { value: '28', text: 'Four weeks' },
]

function RotaFormFields({ members, entered = {}, errors }: FormState & { members: readonly Member[] }) {
  const field = fieldsOf(entered, errors)
  const filled = Object.keys(entered).filter(name => name.startsWith('person_') && entered[name]).length
  const turns = Math.min(12, Math.max(filled, members.length) + 2)
  const lengths = LENGTHS.some(({ value }) => value === entered.turn_days)
    ? LENGTHS
    : [...LENGTHS, ...(entered.turn_days ? [{ value: entered.turn_days, text: `${entered.turn_days} days` }] : [])]
  return (
    <>
      <Input {...field('name')} label="Name" hint="Such as Evenings and weekends" />
      <Input {...field('zone')} label="Time zone" class="govuk-input--width-20" spellcheck={false} />
      <Input {...field('starts_on')} type="date" label="The first turn begins on" class="govuk-input--width-10" />
      <Input {...field('handover')} type="time" label="Handed over at" class="govuk-input--width-10" />
      <Select {...field('turn_days')} label="A turn lasts" options={lengths} />
      <Fieldset legend="In turn">
        {Array.from({ length: turns }, (_, n) => (
          <Select
            {...field(`person_${n + 1}`)}
            label={`Turn ${n + 1}`}
            options={[{ value: '', text: 'Nobody' }, ...members.map(({ id, name }) => ({ value: id, text: name }))]}
          />
        ))}
      </Fieldset>
      <Fieldset legend="On call" describedBy="hours-hint">
        <p class="govuk-hint" id="hours-hint">
          Such as 00:00 to 24:00, or 17:00 to 09:00 next day. Empty is nobody that day.
        </p>
        {WEEKDAYS.map(day => (
          <Input {...field(day)} label={DAY_NAMES[day]} class="govuk-input--width-20" />
        ))}
      </Fieldset>
    </>
  )
}
