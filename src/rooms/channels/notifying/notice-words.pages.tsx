import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import type { Organisation } from '#rooms/people/index.ts'
import { channelPaths } from '../paths.ts'
import { GAPS, type NoticeName, noticeOf, type Words } from './kinds.rules.ts'
import { aboveFor } from './usual.pages.tsx'
import { measureText } from './words.rules.ts'

interface Props {
  readonly chrome: Chrome
  readonly organisation: Organisation
  readonly kind: NoticeName
  readonly own: boolean
  readonly version: number
  readonly entered: Entered
  readonly errors?: readonly Mistake[] | undefined
  /** As it would be sent, with sample facts. */
  readonly preview: Words & { readonly text: string }
}

const Gaps = ({ kind }: { kind: NoticeName }) => (
  <>
    <p class="govuk-body">Fields you can use, and what stands there for example:</p>
    <ul class="govuk-list gaps">
      {noticeOf(kind).gaps.map(gap => (
        <li>
          <code>{`{{${gap}}}`}</code> {GAPS[gap]}
        </li>
      ))}
    </ul>
    <p class="govuk-body">A line with a field that has nothing in it is left out.</p>
  </>
)

function Preview({ preview }: Pick<Props, 'preview'>) {
  const { length, parts } = measureText(preview.short)
  return (
    <section aria-labelledby="preview">
      <h2 class="govuk-heading-m" id="preview">
        As it will look
      </h2>
      <h3 class="govuk-heading-s">E-mail, as text</h3>
      <pre class="notice-preview">{`${preview.subject}\n\n${preview.text}`}</pre>
      <h3 class="govuk-heading-s">Text message, and on screen</h3>
      <pre class="notice-preview">{preview.short}</pre>
      <p class="govuk-body">
        {length} characters, {parts === 1 ? 'one text message' : `${parts} text messages`}; the address of the page is
        added.
      </p>
    </section>
  )
}

/** An organisation's own words for one kind, as they are written and as they will look. */
export function WordsPage({ chrome, organisation, kind, own, version, entered, errors, preview }: Props) {
  const field = fieldsOf(entered, errors)
  const here = { organisation: organisation.id, kind }
  return (
    <SettingsPage
      chrome={chrome}
      title={`Words, when ${noticeOf(kind).title}`}
      above={aboveFor(organisation)}
      errors={errors}
    >
      <p class="govuk-body">
        {own ? `These are your own words, version ${version}.` : 'These are the standard words.'}
      </p>
      <Gaps kind={kind} />
      {/* A preview is a page and not the redirect that Turbo asks for. */}
      <Form action={channelPaths.words(here)} attributes={{ 'data-turbo': 'false' }}>
        <Input {...field('subject')} label="Subject of the e-mail" />
        <Textarea {...field('body')} label="Text of the e-mail" rows={10} />
        <Textarea {...field('short')} label="Text message, and on screen" rows={2} />
        <div class="govuk-button-group">
          <Button name="do" value="save">
            Save
          </Button>
          <Button name="do" value="preview" variant="secondary">
            Preview
          </Button>
          <Button name="do" value="html" variant="secondary" attributes={{ formtarget: '_blank' }}>
            Preview as HTML<span class="govuk-visually-hidden"> (opens in a new tab)</span>
          </Button>
          {own && (
            <Button name="do" value="reset" variant="secondary">
              Use the standard words
            </Button>
          )}
        </div>
      </Form>
      <Preview preview={preview} />
    </SettingsPage>
  )
}
