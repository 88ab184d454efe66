import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import type { Organisation } from '../organisations/organisation.queries.ts'
import { ADMINISTRATION, peoplePaths } from '../paths.ts'
import type { FormState } from '../persons/manage-persons.pages.tsx'
import { standing, type Term } from '../roles/term.rules.ts'
import { sayTerm } from '../roles/term.ts'
import type { Candidate, TeamWhole } from './team.queries.ts'

export interface TeamsFacts {
  organisation: Organisation
  teams: readonly TeamWhole[]
  calendars: readonly { id: string; name: string }[]
  now: Date
}

type Calendars = Pick<TeamsFacts, 'calendars'>

export const TeamsPage = ({ chrome, facts, ...form }: FormState & { chrome: Chrome; facts: TeamsFacts }) => (
  <SettingsPage
    chrome={chrome}
    title={`Teams of ${facts.organisation.name}`}
    above={[ADMINISTRATION]}
    errors={form.errors}
  >
    {facts.teams.length === 0 && (
      <EmptyState title="No teams">Add the first below, then say who works in it.</EmptyState>
    )}
    <ul class="entries">
      {facts.teams.map(({ id, name, members, ...term }) => (
        <li class="entries__entry">
          <a class="govuk-link" href={peoplePaths.team({ id })}>
            {name}
          </a>
          <span class="entries__note">
            {[sayTerm(term, facts.organisation.zone, facts.now), members === 1 ? '1 person' : `${members} people`]
              .filter(Boolean)
              .join(', ')}
          </span>
        </li>
      ))}
    </ul>
    <Form action={peoplePaths.teams({ organisation: facts.organisation.id })} class="settings__form">
      <h2 class="govuk-heading-m">Add a team</h2>
      <TeamFields calendars={facts.calendars} {...form} />
      <Input
        {...fieldsOf(form.entered, form.errors)('from')}
        label="First day"
        hint="Empty for now. Until then nothing can be given to it"
        type="date"
        class="govuk-input--width-10"
      />
      <Button>Add team</Button>
    </Form>
  </SettingsPage>
)

function TeamFields({ calendars, entered, errors }: FormState & Calendars) {
  const field = fieldsOf(entered, errors)
  return (
    <>
      <Input {...field('name')} label="Name" />
      <Select
        {...field('calendar_id')}
        label="Working hours"
        options={[
          { value: '', text: 'None of its own' },
          ...calendars.map(({ id, name }) => ({ value: id, text: name })),
        ]}
      />
    </>
  )
}

interface TeamProps extends FormState {
  chrome: Chrome
  facts: Calendars & {
    organisation: Organisation
    team: Term & { id: string; name: string; calendar_id: string | null }
    candidates: readonly Candidate[]
  }
  /** What was entered to place somebody with dates, and what is wrong with it. */
  place?: FormState | undefined
  now: Date
}

function PlaceForm({ team, candidates, ...form }: FormState & Pick<TeamProps['facts'], 'team' | 'candidates'>) {
  const field = fieldsOf(form.entered, form.errors)
  return (
    <Form action={peoplePaths.teamPlaces({ id: team.id })} class="settings__form">
      <h2 class="govuk-heading-m">Somebody for a time</h2>
      <p class="govuk-body">
        Their work in the team begins and ends by itself. Who is in it already gets these dates: leave both empty for no
        end.
      </p>
      <Select
        {...field('person')}
        label="Who"
        options={[{ value: '', text: 'Choose' }, ...candidates.map(({ id, name }) => ({ value: id, text: name }))]}
      />
      <Select
        {...field('leads')}
        label="As"
        options={[
          { value: '', text: 'Somebody who works in it' },
          { value: 'yes', text: 'Its lead' },
          { value: 'days', text: 'Its lead on these days, working in it before and after' },
        ]}
      />
      <Input {...field('from')} label="First day" hint="Empty for now" type="date" class="govuk-input--width-10" />
      <Input {...field('until')} label="Last day" hint="Empty for no end" type="date" class="govuk-input--width-10" />
      <Button variant="secondary">Save these dates</Button>
    </Form>
  )
}

export function TeamPage({ chrome, facts, place, now, entered, errors }: TeamProps) {
  const { organisation, team, candidates, calendars } = facts
  const teams = {
    href: peoplePaths.teams({ organisation: organisation.id }),
    text: `Teams of ${organisation.short_name}`,
  }
  const kept = { name: team.name, calendar_id: team.calendar_id ?? '' }
  return (
    <SettingsPage chrome={chrome} title={team.name} above={[ADMINISTRATION, teams]} errors={errors ?? place?.errors}>
      <WhenItStands team={team} zone={organisation.zone} now={now} />
      <Form action={peoplePaths.team({ id: team.id })}>
        <TeamFields calendars={calendars} entered={entered ?? kept} errors={errors} />
        <Button>Save</Button>
      </Form>
      <Form action={peoplePaths.teamMembers({ id: team.id })} class="settings__form">
        <h2 class="govuk-heading-m">Who works in it</h2>
        <p class="govuk-body">
          Anyone who may work on cases for {organisation.name} can. Give people roles on their own page.
        </p>
        <Scroll label="Who works in the team">
          <Table
            caption="Who works in the team"
            captionClass="govuk-visually-hidden"
            head={['Name', 'Job', 'In the team', 'Leads it']}
            rows={candidates.map(candidate => [
              candidate.name,
              candidate.job_title ?? '',
              {
                content: (
                  <>
                    <Box name="member" candidate={candidate} checked={candidate.member} says="is in the team" />{' '}
                    {candidate.member && sayTerm(candidate, organisation.zone, now)}
                  </>
                ),
              },
              {
                content: (
                  <>
                    <Box name="leads" candidate={candidate} checked={candidate.leads} says="leads the team" />{' '}
                    {candidate.leads && sayTerm(leading(candidate), organisation.zone, now)}
                  </>
                ),
              },
            ])}
            firstCellIsHeader
          />
        </Scroll>
        <Button>Save who works in it</Button>
      </Form>
      <PlaceForm team={team} candidates={candidates} {...place} />
    </SettingsPage>
  )
}

const leading = ({ leads_from, leads_until }: Candidate): Term => ({ starts_at: leads_from, ends_at: leads_until })

/** From when until when there is such a team, and where else something of it is set. */
const WhenItStands = ({ team, zone, now }: { team: TeamProps['facts']['team']; zone: string; now: Date }) => {
  const over = standing(team, now) === 'over'
  const term = sayTerm(team, zone, now)
  return (
    <>
      {term && (
        <p class="govuk-inset-text">
          {over
            ? `This team ${term}. Its past cases and reports stay under its name, and nothing can be given to it.`
            : `There is this team ${term}.`}
        </p>
      )}
      <ul class="govuk-list">
        <li>
          <a class="govuk-link" href={peoplePaths.rotas({ id: team.id })}>
            Rotas: who is on call when
          </a>
        </li>
        <li>
          <a class="govuk-link" href={peoplePaths.reorganiseTeam({ id: team.id })}>
            {over ? 'What came in its place' : 'Re-organise: from a day on another team comes in its place'}
          </a>
        </li>
      </ul>
    </>
  )
}

const Box = ({
  name,
  candidate,
  checked,
  says,
}: {
  name: string
  candidate: Candidate
  checked: boolean
  says: string
}) => (
  <input
    class="tick"
    type="checkbox"
    name={name}
    value={candidate.id}
    checked={checked}
    aria-label={`${candidate.name} ${says}`}
  />
)
