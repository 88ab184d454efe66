import type { Chrome } from '#platform/http/env.ts'
import { sayFull, sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import { peoplePaths } from '../paths.ts'
import type { FormState } from '../persons/manage-persons.pages.tsx'
import type { OnCall, Rota, RotaOverride } from './rota.queries.ts'
import type { Stretch } from './rota.rules.ts'

export const ON_CALL = { href: peoplePaths.onCall(), text: 'On call' }

interface NowProps {
  chrome: Chrome
  rotas: readonly Rota[]
  onCall: readonly OnCall[]
  now: Date
}

const whoOf = (rota: Rota, onCall: readonly OnCall[], now: Date) => {
  const one = onCall.find(({ rota_id }) => rota_id === rota.id)
  if (!one) return 'Nobody now: outside its hours'
  const until = sayWhen(one.until, rota.zone, now)
  return one.person ? `${one.person}, until ${until}` : `Nobody until ${until}: a gap`
}

export const OnCallPage = ({ chrome, rotas, onCall, now }: NowProps) => (
  <SettingsPage chrome={chrome} title="On call now" above={[]} wide>
    {rotas.length === 0 ? (
      <EmptyState title="No rotas">A team’s rota is made on the team’s page in administration.</EmptyState>
    ) : (
      <Scroll label="Who is on call now">
        <Table
          caption="Who is on call now"
          captionClass="govuk-visually-hidden"
          head={['Team', 'Rota', 'On call']}
          rows={rotas.map(rota => [
            rota.team,
            {
              content: (
                <a class="govuk-link" href={peoplePaths.onCallRota({ rota: rota.id })}>
                  {rota.name}
                </a>
              ),
            },
            whoOf(rota, onCall, now),
          ])}
        />
      </Scroll>
    )}
  </SettingsPage>
)

export interface WeeksProps extends FormState {
  chrome: Chrome
  rota: Rota
  stretches: readonly Stretch[]
  overrides: readonly RotaOverride[]
  /** By identifier: whoever is not among them has left. */
  names: ReadonlyMap<string, string>
  /** Who may stand in; undefined for those who only look. */
  members: readonly { id: string; name: string }[] | undefined
  now: Date
}

/** The next four weeks of a rota: whose turn, who stands in, and where nobody is. */
export function RotaWeeksPage({ chrome, rota, stretches, overrides, names, members, now, ...form }: WeeksProps) {
  const gaps = stretches.filter(({ person_id }) => person_id === null || !names.has(person_id))
  return (
    <SettingsPage chrome={chrome} title={`${rota.team}: ${rota.name}`} above={[ON_CALL]} errors={form.errors} wide>
      {gaps.length > 0 && (
        <p class="govuk-body">
          <strong>{gaps.length === 1 ? 'One gap' : `${gaps.length} gaps`}</strong> in the next four weeks: nobody is on
          call then.
        </p>
      )}
      <Scroll label="The next four weeks">
        <Table
          caption={`The next four weeks, in ${rota.zone}`}
          captionClass="govuk-table__caption--s"
          head={['From', 'Until', 'On call', 'Because']}
          rows={stretches.map(stretch => [
            sayFull(new Date(stretch.from), rota.zone),
            sayFull(new Date(stretch.to), rota.zone),
            (stretch.person_id && names.get(stretch.person_id)) || 'Nobody: a gap',
            whyOf(stretch, overrides, names),
          ])}
        />
      </Scroll>
      {overrides.length > 0 && <StandIns rota={rota} overrides={overrides} mayChange={!!members} />}
      {members && <StandInForm rota={rota} members={members} {...form} />}
    </SettingsPage>
  )
}

function whyOf(
  { override_id, person_id }: Stretch,
  overrides: readonly RotaOverride[],
  names: ReadonlyMap<string, string>,
) {
  const override = overrides.find(({ id }) => id === override_id)
  if (override) return `${override.because} (${override.made_by_name})`
  if (person_id === null) return 'Nobody takes turns'
  return names.has(person_id) ? 'Their turn' : 'Whose turn it is has left'
}

const StandIns = ({
  rota,
  overrides,
  mayChange,
}: {
  rota: Rota
  overrides: readonly RotaOverride[]
  mayChange: boolean
}) => (
  <>
    <h2 class="govuk-heading-m">Stand-ins</h2>
    <ul class="entries">
      {overrides.map(({ id, person, from_time, until_time, because, made_by_name }) => (
        <li class="entries__entry">
          <div>
            {person ?? 'Nobody'}
            <p class="entries__note">
              {sayFull(from_time, rota.zone)} to {sayFull(until_time, rota.zone)}. {because} ({made_by_name})
            </p>
          </div>
          {mayChange && (
            <Form action={peoplePaths.takeBackStandIn({ rota: rota.id, stand_in: id })}>
              <Button variant="secondary">
                Take back<span class="govuk-visually-hidden"> {person ?? 'nobody'}</span>
              </Button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  </>
)

function StandInForm({
  rota,
  members,
  entered,
  errors,
}: FormState & { rota: Rota; members: readonly { id: string; name: string }[] }) {
  const field = fieldsOf(entered, errors)
  return (
    <Form action={peoplePaths.standIn({ rota: rota.id })} class="settings__form">
      <h2 class="govuk-heading-m">Put somebody in for a time</h2>
      <Select
        {...field('person_id')}
        label="Who"
        options={[
          { value: '', text: 'Choose' },
          ...members.map(({ id, name }) => ({ value: id, text: name })),
          { value: 'nobody', text: 'Nobody: a gap that is known' },
        ]}
      />
      <Input {...field('from')} type="datetime-local" label={`From, in ${rota.zone}`} class="govuk-input--width-20" />
      <Input {...field('until')} type="datetime-local" label={`Until, in ${rota.zone}`} class="govuk-input--width-20" />
      <Input {...field('because')} label="Why" hint="Such as a swap, leave, or sickness" />
      <Button>Put in</Button>
    </Form>
  )
}
