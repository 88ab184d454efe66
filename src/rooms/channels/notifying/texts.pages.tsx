import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Checkboxes } from '#platform/ui/govuk/checkboxes.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import type { Organisation } from '#rooms/people/index.ts'
import { channelPaths } from '../paths.ts'
import type { TextSettings } from './text-service.queries.ts'
import { aboveFor } from './usual.pages.tsx'

interface Props {
  readonly chrome: Chrome
  readonly organisation: Organisation
  readonly settings: TextSettings | undefined
  readonly entered: Entered
  readonly errors?: readonly Mistake[] | undefined
}

/** How an organisation sends text messages. */
export function TextsPage({ chrome, organisation, settings, entered, errors }: Props) {
  const field = fieldsOf(entered, errors)
  const { value: active, ...box } = field('active')
  const here = channelPaths.texts({ organisation: organisation.id })
  return (
    <SettingsPage
      chrome={chrome}
      title={`Text messages of ${organisation.name}`}
      above={aboveFor(organisation)}
      errors={errors}
    >
      <p class="govuk-body">
        Text messages go by your own service at GOV.UK Notify. Make a template there whose whole text is{' '}
        <code>((body))</code>, and an API key.
      </p>
      <Form action={here}>
        <Input
          {...field('key')}
          value={undefined}
          label="API key"
          autocomplete="off"
          hint={
            settings
              ? `Leave it empty to keep “${settings.key_start}”. It is kept sealed, and not shown again.`
              : 'It is kept sealed, and not shown again.'
          }
        />
        <Input {...field('template_id')} label="Template" hint="Its identifier" />
        <Input {...field('sender_id')} label="Text message sender (optional)" hint="Its identifier" />
        <Checkboxes
          {...box}
          values={active ? ['yes'] : []}
          items={[{ value: 'yes', label: 'Send text messages to those who chose them' }]}
        />
        <Button name="do" value="save">
          Save
        </Button>
        {settings && (
          <>
            <Input
              {...field('phone')}
              label="Try it"
              hint="A mobile number to send a test to"
              type="tel"
              class="govuk-input--width-20"
            />
            <Button name="do" value="test" variant="secondary">
              Send a test
            </Button>
          </>
        )}
      </Form>
    </SettingsPage>
  )
}
