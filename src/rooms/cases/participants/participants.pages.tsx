import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Radios } from '#platform/ui/govuk/radios.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { type Entered, Form } from '#platform/ui/pieces/form.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import { Typeahead } from '#platform/ui/pieces/typeahead.tsx'
import type { Case } from '../case.queries.ts'
import { casePaths, participantPaths } from '../paths.ts'
import type { Participant } from './participant.queries.ts'
import { type ParticipantRole, ROLE_NAMES, ROLES } from './participant.rules.ts'

interface Props {
  readonly chrome: Chrome
  readonly theCase: Case
  readonly participants: readonly Participant[]
  readonly entered?: Entered | undefined
  readonly errors?: readonly Mistake[] | undefined
}

const ABOUT: Record<ParticipantRole, string> = {
  copied: 'Gets replies unless somebody unticks them. Of this organisation, they also follow it on the portal.',
  representative: 'Speaks for the requester: a carer, an assistant, a councillor. Gets replies, and may answer.',
  third_party: 'Somebody else whom it concerns. Gets only what is sent to them.',
  supplier: 'Does work for us. Gets only what is sent to them.',
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** Who takes part in a case besides its requester, each with their role, and a place to add more. */
export function ParticipantsPage({ chrome, theCase, participants, entered, errors }: Props) {
  const { reference, subject } = theCase
  return (
    <WorkspacePage {...chrome} title={`Taking part in ${reference}`} errors={errors}>
      <Toolbar
        title="Also taking part"
        note={
          <a href={casePaths.show({ reference })}>
            {reference} {subject}
          </a>
        }
      />
      <div class="two-columns">
        {participants.length > 0 ? (
          <ul class="entries">
            {participants.map(participant => (
              <Entry participant={participant} reference={reference} />
            ))}
          </ul>
        ) : (
          <EmptyState title="Nobody else takes part">
            Whoever is copied into a reply is listed here, with the role they have. They never read internal notes.
          </EmptyState>
        )}
        <Form action={participantPaths.list({ reference })} class="narrow-form">
          <h2 class="govuk-heading-m">Add somebody</h2>
          <Typeahead
            src={participantPaths.find({ reference })}
            name="who"
            many
            label="Name or e-mail address"
            hint="Several with commas between them. They get what is sent from now on, and never internal notes."
            value={entered?.who}
            error={errors?.find(({ field }) => field === 'who')?.message}
          />
          <Radios
            name="role"
            legend="What is their part?"
            class="govuk-radios--small"
            items={ROLES.map(role => ({
              ...{ value: role, label: capital(ROLE_NAMES[role]), hint: ABOUT[role] },
              checked: (entered?.role ?? 'copied') === role,
            }))}
          />
          <Button>Add to the case</Button>
        </Form>
      </div>
    </WorkspacePage>
  )
}

const Entry = ({ participant, reference }: { participant: Participant; reference: string }) => {
  const { id, name, address, role, person_id } = participant
  return (
    <li class="entries__entry">
      <div>
        <span dir="auto">{name ?? address}</span>
        <p class="entries__note">
          {[capital(ROLE_NAMES[role]), name && address, person_id ? null : 'not somebody we know']
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <Form action={participantPaths.remove({ reference })}>
        <Button name="participant" value={id} variant="secondary">
          Remove<span class="govuk-visually-hidden"> {name ?? address}</span>
        </Button>
      </Form>
    </li>
  )
}
