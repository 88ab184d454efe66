import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { channelPaths } from '../paths.ts'
import type { Hook } from './hook.queries.ts'
import { FORMAT_NAMES, HookFields } from './hooks.pages.tsx'
import type { Settings } from './settings.queries.ts'

export interface ReachProps {
  readonly settings: Settings
  /** Whether their organisation sends text messages. */
  readonly texts: boolean
  /** Undefined for whoever has no use for them. */
  readonly hooks: readonly Hook[] | undefined
  readonly entered?: Entered | undefined
  readonly errors?: readonly Mistake[] | undefined
}

function Phone({ settings, entered, errors }: ReachProps) {
  const { phone, phone_confirmed_at, phone_code_until } = settings
  const field = fieldsOf(entered ?? { phone: phone ?? '' }, errors)
  return (
    <>
      <h2 class="govuk-heading-m">Text messages</h2>
      {phone && phone_confirmed_at ? (
        <p class="govuk-body">Text messages go to {phone}.</p>
      ) : (
        phone_code_until && (
          <Form action={channelPaths.confirmPhone()}>
            <p class="govuk-body">We sent a code to {phone}. It is good for 15 minutes.</p>
            <Input
              {...field('code')}
              label="Code"
              inputmode="numeric"
              autocomplete="one-time-code"
              class="govuk-input--width-5"
            />
            <Button>Confirm</Button>
          </Form>
        )
      )}
      <Form action={channelPaths.phone()}>
        <Input
          {...field('phone')}
          label={phone ? 'Another mobile number' : 'Mobile number'}
          hint="We send a code to it, so that nobody else gets your messages."
          type="tel"
          autocomplete="tel"
          class="govuk-input--width-20"
        />
        <Button variant="secondary" name="do" value="send">
          Send me a code
        </Button>{' '}
        {phone && (
          <Button variant="secondary" name="do" value="forget">
            Send no text messages
          </Button>
        )}
      </Form>
    </>
  )
}

const Hooks = ({ hooks, entered, errors }: ReachProps & { hooks: readonly Hook[] }) => (
  <>
    <h2 class="govuk-heading-m">My own webhooks</h2>
    <ul class="entries">
      {hooks.map(({ id, name, format, address_start, last_answer }) => (
        <li class="entries__entry">
          <div>
            {name}
            <p class="entries__note">
              {[FORMAT_NAMES[format], address_start, last_answer].filter(Boolean).join(' · ')}
            </p>
          </div>
          <Form action={channelPaths.ownHook({ id })}>
            <Button variant="secondary">
              Remove<span class="govuk-visually-hidden"> {name}</span>
            </Button>
          </Form>
        </li>
      ))}
    </ul>
    <details class="govuk-details" open={entered?.format !== undefined || entered?.name !== undefined}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">Add a webhook of my own</span>
      </summary>
      <Form action={channelPaths.ownHooks()}>
        <HookFields {...{ entered, errors }} known={false} kinds={false} />
        <Button variant="secondary">Add webhook</Button>
      </Form>
    </details>
  </>
)

/** Where else somebody can be reached: their telephone, and a conversation of their own. */
export const Reach = (props: ReachProps) => (
  <div class="settings__form">
    {props.texts && <Phone {...props} />}
    {props.hooks && <Hooks {...props} hooks={props.hooks} />}
  </div>
)
