import { Checkboxes } from '#platform/ui/govuk/checkboxes.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import type { Entered } from '#platform/ui/pieces/form.tsx'
import { Typeahead } from '#platform/ui/pieces/typeahead.tsx'
import type { Case } from '../case.queries.ts'
import { getsReplies, ROLE_NAMES, ROLES } from '../participants/participant.rules.ts'
import { participantPaths } from '../paths.ts'
import type { Addressees } from './addressees.queries.ts'

interface Props {
  readonly theCase: Case
  readonly addressees: Addressees
  readonly entered?: Entered | undefined
  readonly error?: string | undefined
}

interface Box {
  readonly value: string
  readonly name: string
  readonly address: string
  readonly role: string
  readonly checked: boolean
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** Those who can be ticked: the requester first, if we are sure of an address of theirs. */
function boxesFor({ theCase, addressees, entered }: Props): Box[] {
  const said = entered?.addressed === 'yes' ? new Set((entered.to ?? '').split('\n')) : undefined
  const { address, participants, contact_by } = addressees
  return [
    ...(address === null
      ? []
      : [
          {
            ...{ value: 'requester', name: theCase.requester, address, role: ROLE_NAMES.requester },
            checked: said?.has('requester') ?? (contact_by === null || contact_by === 'email'),
          },
        ]),
    ...participants.map(({ id, name, address, role }) => ({
      ...{ value: id, name: name ?? address, address, role: ROLE_NAMES[role] },
      checked: said?.has(id) ?? getsReplies(role),
    })),
  ]
}

/** Everybody but the requester whom the reply goes to as the form now stands. */
export function othersOf(props: Props): string[] {
  const ticked = boxesFor(props).filter(({ checked, value }) => checked && value !== 'requester')
  const typed = (props.entered?.cc ?? '').split(/[,;\n]/).map(part => part.trim())
  return [...ticked.map(({ name }) => name), ...typed.filter(part => part !== '')]
}

/** Who a reply goes to, in one line that opens: ticks for those who take part, and a field for more. */
export function Recipients(props: Props) {
  const { theCase, addressees, entered, error } = props
  const boxes = boxesFor(props)
  const byMail = boxes.some(({ checked, value }) => checked && value === 'requester')
  const others = othersOf(props)
  return (
    <details
      class="composer__to"
      data-module="recipients"
      data-requester={theCase.requester}
      open={!!error || !!entered?.cc}
    >
      <summary>
        <span class="composer__to-label">To</span>{' '}
        <span data-recipients>
          {theCase.requester} {byMail ? 'by e-mail' : 'on the portal only'}
          {others.length > 0 && `, ${others.join(', ')}`}
        </span>
      </summary>
      <input type="hidden" name="addressed" value="yes" />
      {addressees.address === null && (
        <p class="composer__hint">
          We are not sure of any e-mail address of {theCase.requester}, so this will be on the portal only.
        </p>
      )}
      {boxes.length > 0 && (
        <Checkboxes
          name="to"
          idPrefix="reply-to"
          legend="Send by e-mail to"
          legendClass="govuk-visually-hidden"
          class="govuk-checkboxes--small"
          items={boxes.map(({ value, name, address, role, checked }) => ({
            ...{ value, checked },
            label: (
              <>
                {name} <span class="quiet">{[name === address ? '' : address, role].filter(Boolean).join(', ')}</span>
              </>
            ),
            attributes: { 'data-name': name },
          }))}
        />
      )}
      <div class="composer__cc">
        <Typeahead
          src={participantPaths.find({ reference: theCase.reference })}
          name="cc"
          id="cc"
          many
          label="Copy to"
          hint="Names or addresses, with commas. They take part from then on."
          value={entered?.cc}
          error={error}
        />
        <Select
          name="cc_role"
          id="cc-role"
          label="As"
          value={entered?.cc_role ?? 'copied'}
          options={ROLES.map(role => ({ value: role, text: capital(ROLE_NAMES[role]) }))}
        />
      </div>
    </details>
  )
}
