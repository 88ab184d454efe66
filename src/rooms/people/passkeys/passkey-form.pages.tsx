import type { ComponentChildren } from 'preact'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'

interface Props {
  action: string
  /** Where the browser asks what to sign. */
  options: string
  kind: 'create' | 'get'
  submit: string
  /** Asks for a name for the new passkey. */
  naming?: boolean
  error?: string | undefined
  children?: ComponentChildren
}

/** A form that a passkey answers. A browser that cannot leaves it hidden: there is another way on every page that has it. */
export const PasskeyForm = ({ action, options, kind, submit, naming, error, children }: Props) => (
  <Form
    action={action}
    attributes={{ hidden: true, 'data-module': 'passkey', 'data-options': options, 'data-kind': kind }}
  >
    {children}
    {naming && (
      <Input
        name="name"
        id="passkey-name"
        label="A name for it"
        hint="To tell it from others later, such as “work laptop”"
        error={error}
        class="govuk-input--width-20"
      />
    )}
    <input type="hidden" name="credential" />
    <p class="govuk-error-message" data-passkey-trouble hidden />
    <Button variant={kind === 'get' ? 'secondary' : undefined}>{submit}</Button>
  </Form>
)
