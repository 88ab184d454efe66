import type { Chrome } from '#platform/http/env.ts'
import { sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Details } from '#platform/ui/govuk/details.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { Tag } from '#platform/ui/govuk/tag.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import type { Organisation } from '../organisations/organisation.queries.ts'
import { ADMINISTRATION, peoplePaths } from '../paths.ts'
import type { Onboarding } from './onboarding.queries.ts'
import { mayBeLeftOut, STEP_NAMES, type Step, type StepName, stepsLeft, WHAT_FOR } from './steps.rules.ts'

interface Link {
  readonly href: string
  readonly text: string
}

interface Props {
  chrome: Chrome
  organisation: Organisation
  onboarding: Onboarding
  steps: readonly Step[]
  links: (step: StepName) => readonly Link[]
  calendars: readonly { id: string; name: string; organisation: string }[]
  /** Whether they may decide, or only look. */
  decides: boolean
  typed: { step: string; because: string } | undefined
  errors: readonly Mistake[]
  now: Date
}

const TAGS = {
  done: { text: 'Done', colour: 'green' },
  left: { text: 'To do', colour: 'blue' },
  not_needed: { text: 'Not needed', colour: 'grey' },
} as const

/** Where each step of this room is taken. */
export function ownLinks(step: StepName, organisation: string): readonly Link[] {
  const at = { organisation }
  if (step === 'details') return [{ href: peoplePaths.organisation(at), text: 'Details and colour' }]
  if (step === 'calendar') return [{ href: peoplePaths.calendars(at), text: 'Calendars' }]
  if (step === 'teams') return [{ href: peoplePaths.teams(at), text: 'Teams' }]
  if (step === 'people')
    return [
      { href: peoplePaths.joiners(at), text: 'From a file' },
      { href: peoplePaths.directory(at), text: 'From their directory (SCIM)' },
      { href: peoplePaths.persons(at), text: 'One by one' },
    ]
  if (step === 'branding') return [{ href: peoplePaths.organisationLogo(at), text: 'Logo' }]
  if (step === 'sign_in')
    return [
      { href: peoplePaths.providers(at), text: 'Single sign-on' },
      { href: peoplePaths.signInRules(at), text: 'Passwords and second factors' },
    ]
  if (step === 'boundary') return [{ href: peoplePaths.boundary(at), text: 'Ask the running rules' }]
  return []
}

export function OnboardingPage({ chrome, organisation, onboarding, steps, errors, ...more }: Props) {
  const over = steps.length - stepsLeft(steps).length
  const live = onboarding.live_at
  return (
    <SettingsPage chrome={chrome} title={`Setting up ${organisation.name}`} above={[ADMINISTRATION]} errors={errors}>
      <p class="govuk-body" id="how-far">
        {over} of {steps.length} steps are done or not needed.{' '}
        {live
          ? `Live since ${sayWhen(live, organisation.zone, more.now)}.`
          : 'Until it is live only its administrators can sign in, and no case can be logged for it.'}
      </p>
      {more.decides && !live && (
        <p class="govuk-body">
          <a class="govuk-link" href={peoplePaths.onboardingAlike({ organisation: organisation.id })}>
            Begin it like another, or with what is usual
          </a>
        </p>
      )}
      <progress class="setting-up__bar" max={steps.length} value={over} aria-labelledby="how-far" />
      <ol class="setting-up">
        {steps.map((step, index) => (
          <StepItem step={step} number={index + 1} {...{ organisation, live, errors, ...more }} />
        ))}
      </ol>
      <GoLive steps={steps} live={live} organisation={organisation} decides={more.decides} />
    </SettingsPage>
  )
}

type ItemProps = Pick<Props, 'organisation' | 'links' | 'calendars' | 'decides' | 'typed' | 'errors'> & {
  step: Step
  number: number
  live: Date | null
}

function StepItem({ step, number, organisation, links, live, decides, calendars, typed, errors }: ItemProps) {
  const { name, state, says, not_needed } = step
  const { text, colour } = TAGS[state]
  const open = decides && !live
  return (
    <li class="setting-up__step" id={`step-${name}`}>
      <div class="setting-up__head">
        <h2 class="govuk-heading-s">
          {number}. {STEP_NAMES[name]}
        </h2>
        <Tag colour={colour}>{text}</Tag>
      </div>
      <p class="govuk-body">{WHAT_FOR[name]}</p>
      <p class="govuk-body setting-up__says">
        {not_needed ? `${not_needed.because} (${not_needed.decided_by_name})` : `${says}.`}
      </p>
      <p class="govuk-body setting-up__links">
        {links(name).map(({ href, text }) => (
          <a class="govuk-link" href={href}>
            {text}
          </a>
        ))}
      </p>
      {open && name === 'calendar' && state !== 'done' && calendars.length > 0 && (
        <CopyCalendar organisation={organisation} calendars={calendars} />
      )}
      {open && state === 'left' && mayBeLeftOut(name) && (
        <NotNeededForm name={name} organisation={organisation} typed={typed} errors={errors} />
      )}
      {open && state === 'not_needed' && (
        <Form action={peoplePaths.onboardingStep({ organisation: organisation.id, step: name })}>
          <input type="hidden" name="needed" value="yes" />
          <Button variant="secondary">
            Needed after all<span class="govuk-visually-hidden">: {STEP_NAMES[name]}</span>
          </Button>
        </Form>
      )}
    </li>
  )
}

type FormProps = Pick<ItemProps, 'organisation' | 'typed' | 'errors'> & { name: StepName }

function NotNeededForm({ name, organisation, typed, errors }: FormProps) {
  const field = `because-${name}`
  const here = typed?.step === name
  const summary = (
    <>
      Not needed<span class="govuk-visually-hidden">: {STEP_NAMES[name]}</span>
    </>
  )
  return (
    <Details summary={summary} open={here}>
      <Form action={peoplePaths.onboardingStep({ organisation: organisation.id, step: name })}>
        <Input
          name="because"
          id={field}
          label="Why is it not needed?"
          value={here ? typed.because : undefined}
          error={errors.find(mistake => mistake.field === field)?.message}
        />
        <Button variant="secondary">Leave it out</Button>
      </Form>
    </Details>
  )
}

const CopyCalendar = ({ organisation, calendars }: Pick<Props, 'organisation' | 'calendars'>) => (
  <Form action={peoplePaths.onboardingCalendar({ organisation: organisation.id })} class="setting-up__copy">
    <Select
      name="calendar_id"
      label="Begin with a copy of"
      options={calendars.map(({ id, name, organisation }) => ({ value: id, text: `${name}, ${organisation}` }))}
    />
    <Button variant="secondary">Copy it</Button>
  </Form>
)

function GoLive({
  steps,
  live,
  organisation,
  decides,
}: Pick<Props, 'steps' | 'organisation' | 'decides'> & { live: Date | null }) {
  if (live) return null
  const left = stepsLeft(steps)
  return (
    <section class="settings__form" id="go-live">
      <h2 class="govuk-heading-m">Go live</h2>
      {left.length > 0 ? (
        <p class="govuk-body">
          Left before that: {left.map(({ name }) => STEP_NAMES[name]).join('; ')}. Take each, or say why it is not
          needed.
        </p>
      ) : decides ? (
        <Form action={peoplePaths.goLive({ organisation: organisation.id })}>
          <p class="govuk-body">
            Everybody of {organisation.name} can sign in from then on, and cases can be logged for them. This cannot be
            taken back.
          </p>
          <Button>Go live now</Button>
        </Form>
      ) : (
        <p class="govuk-body">All is ready. The shared service’s administrators decide when it goes live.</p>
      )}
    </section>
  )
}
