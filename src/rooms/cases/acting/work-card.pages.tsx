import { sayMoment } from '#platform/time/say.ts'
import type { Content } from '#platform/ui/govuk/element.ts'
import { Card } from '#platform/ui/pieces/card.tsx'
import { When } from '#platform/ui/pieces/when.tsx'
import { CHANNEL_NAMES, HOLD_REASONS, KIND_NAMES, type WhyNot, whyNot } from '../case.rules.ts'
import type { CaseFacts } from '../case-page.queries.ts'
import { casePaths } from '../paths.ts'
import { sentenceFor } from '../problems.ts'
import type { ActName } from './act-form.pages.tsx'

/** The act whose form stands open, and what somebody else did while it was being filled in. */
export interface Opened {
  readonly act: ActName
  readonly form: Content
  readonly meanwhile?: string
}

export interface WorkProps {
  readonly facts: CaseFacts
  readonly works: boolean
  readonly reopen_days: number
  readonly now: Date
  readonly opened?: Opened | undefined
}

interface Offered {
  readonly act: ActName
  readonly label: string
  readonly why: WhyNot
  readonly key?: string
}

/** What can be done with a case as it stands, and for the rest why not. */
function offersFor({ facts: { theCase }, reopen_days, now }: WorkProps): Offered[] {
  const done = theCase.state === 'resolved' || theCase.state === 'closed'
  const held = theCase.state === 'on_hold'
  return [
    { act: 'assign', label: 'Assign', why: whyNot.assign(theCase), key: 'a' },
    held
      ? { act: 'resume', label: 'Start clock', why: whyNot.resume(theCase), key: 'h' }
      : { act: 'hold', label: 'Stop clock', why: whyNot.hold(theCase), key: 'h' },
    { act: 'resolve', label: 'Resolve', why: whyNot.resolve(theCase), key: 'e' },
    { act: 'close', label: 'Close', why: whyNot.close(theCase) },
    ...(done ? [{ act: 'reopen' as const, label: 'Reopen', why: whyNot.reopen(theCase, reopen_days, now) }] : []),
  ]
}

function Acts(props: WorkProps) {
  const { reference } = props.facts.theCase
  const offers = offersFor(props)
  const reasons = [...new Set(offers.flatMap(({ why }) => (why ? [sentenceFor(why)] : [])))]
  const { opened } = props
  const isAct = offers.some(({ act }) => act === opened?.act) && opened?.act !== 'assign'
  return (
    <section class="acts" aria-label="What can be done">
      <ul class="acts__list">
        {offers.map(({ act, label, why, key }) => (
          <li>
            {why ? (
              <span class="act act--not" aria-disabled="true" title={sentenceFor(why)}>
                {label}
              </span>
            ) : (
              <a
                class="act"
                href={casePaths[act]({ reference })}
                data-key={key}
                title={label}
                aria-current={opened?.act === act ? 'true' : undefined}
              >
                {label}
              </a>
            )}
          </li>
        ))}
      </ul>
      {reasons.map(reason => (
        <p class="acts__why">{reason}</p>
      ))}
      {isAct && <OpenForm opened={opened} />}
    </section>
  )
}

/** The form that stands open, below what somebody else did meanwhile. */
export const OpenForm = ({ opened }: { opened: Opened | undefined }) => (
  <>
    {opened?.meanwhile && (
      <p class="act-form__meanwhile" role="alert">
        {opened.meanwhile}
      </p>
    )}
    {opened?.form}
  </>
)

interface Property {
  readonly name: string
  readonly value: Content
  readonly act?: ActName
  readonly why?: WhyNot
}

function propertiesOf({ facts: { theCase }, now }: WorkProps): Property[] {
  const at = (date: Date) => <When at={sayMoment(date, theCase.zone, now)} />
  const classified = whyNot.classify(theCase)
  return [
    {
      name: 'With',
      value: [theCase.assignee ?? 'Nobody yet', theCase.team].filter(Boolean).join(', '),
      act: 'assign',
      why: whyNot.assign(theCase),
    },
    {
      name: 'Priority',
      value: `${theCase.priority} (impact ${theCase.impact}, urgency ${theCase.urgency})`,
      act: 'prioritise',
      why: whyNot.prioritise(theCase),
    },
    { name: 'Category', value: theCase.category ?? 'None yet', act: 'classify', why: classified },
    {
      name: 'Kind and place',
      value: [KIND_NAMES[theCase.kind], theCase.location].filter(Boolean).join(', '),
      act: 'edit',
      why: classified,
    },
    {
      name: 'Logged',
      value: (
        <>
          {at(theCase.logged_at)}, {CHANNEL_NAMES[theCase.channel].toLowerCase()}
        </>
      ),
    },
    ...(theCase.hold_reason
      ? [
          {
            name: 'On hold',
            value: (
              <>
                {HOLD_REASONS[theCase.hold_reason]}
                {theCase.held_until && <>, until {at(theCase.held_until)}</>}
              </>
            ),
          },
        ]
      : []),
    ...(theCase.resolution ? [{ name: 'Resolution', value: theCase.resolution }] : []),
    ...(theCase.external_reference
      ? [{ name: theCase.external_system ?? 'Elsewhere', value: theCase.external_reference }]
      : []),
  ]
}

const IN_PLACE: readonly ActName[] = ['assign', 'prioritise', 'classify', 'edit']

function PropertyRow({ property, props }: { property: Property; props: WorkProps }) {
  const { name, value, act, why } = property
  const { opened, works, facts } = props
  const open = act && opened?.act === act && IN_PLACE.includes(act)
  return (
    <div class="property">
      <dt>{name}</dt>
      <dd>
        {open ? (
          <OpenForm opened={opened} />
        ) : (
          <span class="property__value" dir="auto">
            {value}
          </span>
        )}
        {works && act && !why && !open && (
          <a class="property__change govuk-link" href={casePaths[act]({ reference: facts.theCase.reference })}>
            Change<span class="govuk-visually-hidden"> {name.toLowerCase()}</span>
          </a>
        )}
      </dd>
    </div>
  )
}

/** What a case is and who has it, each to be changed where it stands; above that, what can be done with it now. */
export function WorkCard(props: WorkProps) {
  return (
    <Card title="This case" class="work">
      {props.works && <Acts {...props} />}
      <dl class="properties">
        {propertiesOf(props).map(property => (
          <PropertyRow property={property} props={props} />
        ))}
      </dl>
    </Card>
  )
}
