import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Checkboxes } from '#platform/ui/govuk/checkboxes.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Radios } from '#platform/ui/govuk/radios.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { PersonPage } from '#platform/ui/layout/person-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import { peoplePaths } from '#rooms/people/index.ts'
import { channelPaths } from '../paths.ts'
import type { Hook } from './hook.queries.ts'
import { type NoticeName, noticeOf, WAY_TITLES, type Way, waysOf } from './kinds.rules.ts'
import { Reach } from './reach.pages.tsx'
import type { Choices, Settings } from './settings.queries.ts'

const PACE_NAMES = { at_once: 'At once', hourly: 'Every hour', daily: 'Every day at 9:00' } as const

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const dayItems = DAYS.map((label, index) => ({ value: String((index + 1) % 7), label }))

export interface ChoicesProps {
  readonly chrome: Chrome
  readonly kinds: readonly NoticeName[]
  /** The ways that could reach this person at all. */
  readonly ways: readonly Way[]
  readonly choices: Choices
  readonly settings: Settings
  /** The fields of the form about times, as kept or as just typed. */
  readonly entered: Entered
  readonly errors?: readonly Mistake[] | undefined
  readonly texts: boolean
  readonly hooks: readonly Hook[] | undefined
  /** What was typed in the forms about where else they can be reached. */
  readonly reach?: Entered | undefined
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function Box({ kind, way, choices }: { kind: NoticeName; way: Way; choices: Choices }) {
  if (!waysOf(kind).includes(way)) return <span class="quiet">–</span>
  const owed = !noticeOf(kind).optional && way === 'email'
  return (
    <input
      class="tick"
      type="checkbox"
      name={`ways-${kind}`}
      value={way}
      checked={owed || choices[kind].ways.includes(way)}
      disabled={owed}
      aria-label={`${WAY_TITLES[way]}, when ${noticeOf(kind).title}${owed ? ' (always)' : ''}`}
    />
  )
}

const Pace = ({ kind, choices }: { kind: NoticeName; choices: Choices }) =>
  noticeOf(kind).optional ? (
    <select class="govuk-select" name={`pace-${kind}`} aria-label={`How often, when ${noticeOf(kind).title}`}>
      <option value="">As chosen below</option>
      {Object.entries(PACE_NAMES).map(([value, text]) => (
        <option value={value} selected={choices[kind].pace === value}>
          {text}
        </option>
      ))}
    </select>
  ) : (
    <>At once</>
  )

const Grid = ({ kinds, ways, choices }: Pick<ChoicesProps, 'kinds' | 'ways' | 'choices'>) => (
  <Scroll label="What you are told, and how">
    <Table
      caption="What you are told, and how"
      captionClass="govuk-visually-hidden"
      head={['Tell me when', ...ways.map(way => WAY_TITLES[way]), 'How often']}
      rows={kinds.map(kind => [
        capital(noticeOf(kind).title),
        ...ways.map(way => ({ content: <Box {...{ kind, way, choices }} /> })),
        { content: <Pace {...{ kind, choices }} /> },
      ])}
      firstCellIsHeader
    />
  </Scroll>
)

function QuietForm({ entered, errors }: Pick<ChoicesProps, 'entered' | 'errors'>) {
  const field = fieldsOf(entered, errors)
  const { value: pace, ...pacing } = field('pace')
  const days = (name: string) => {
    const { value, ...rest } = field(name)
    return { ...rest, values: value ? value.split('\n') : [] }
  }
  return (
    <Form action={channelPaths.quiet()} class="settings__form">
      <h2 class="govuk-heading-m">When</h2>
      <p class="govuk-body">
        This holds for e-mail, text messages and webhooks. What is said on screen waits for you there. Quiet hours do
        not hold for targets, and for the message that we have what you asked for.
      </p>
      <Radios
        {...pacing}
        value={pace}
        legend="How often?"
        items={Object.entries(PACE_NAMES).map(([value, label]) => ({ value, label }))}
      />
      <div class="side-by-side">
        <Input {...field('quiet_from')} label="Quiet from" type="time" class="govuk-input--width-5" />
        <Input {...field('quiet_until')} label="Quiet until" type="time" class="govuk-input--width-5" />
      </div>
      <Checkboxes
        {...days('quiet_days')}
        legend="Quiet hours begin on"
        class="govuk-checkboxes--small choices--row"
        items={dayItems}
      />
      <Checkboxes
        {...days('silent_days')}
        legend="Nothing at all on"
        class="govuk-checkboxes--small choices--row"
        items={dayItems}
      />
      <Input
        {...field('paused_until')}
        label="Tell me nothing until"
        hint="A day, such as the one you are back. Leave it empty to be told."
        type="date"
        class="govuk-input--width-10"
      />
      <Button>Save times</Button>
    </Form>
  )
}

/** How one person wants to be told: which kinds, by which ways, and when. */
export function ChoicesPage({ chrome, kinds, ways, choices, entered, errors, ...props }: ChoicesProps) {
  const { settings, texts, hooks, reach } = props
  return (
    <PersonPage chrome={chrome} title="Choose what you are told" back={peoplePaths.account()} errors={errors}>
      <div class="settings settings--wide">
        <h1 class="govuk-heading-l">Choose what you are told</h1>
        <Form action={channelPaths.choices()} class="notices__grid">
          <Grid {...{ kinds, ways, choices }} />
          <div class="govuk-button-group">
            <Button>Save choices</Button>
            <Button name="reset" value="yes" variant="secondary">
              Use what my organisation uses
            </Button>
          </div>
        </Form>
        <QuietForm entered={entered} errors={errors} />
        <Reach {...{ settings, texts, hooks, errors }} entered={reach} />
      </div>
    </PersonPage>
  )
}
