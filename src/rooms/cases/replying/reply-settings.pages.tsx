import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Radios } from '#platform/ui/govuk/radios.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { ADMINISTRATION, type Organisation } from '#rooms/people/index.ts'
import { replySettingsPaths } from '../paths.ts'
import { MessageText } from '../timeline/message-text.pages.tsx'
import type { ReplySettings } from './reply-settings.queries.ts'
import { fillSignature, SIGNATURE_GAPS } from './signature.rules.ts'

interface Props {
  readonly chrome: Chrome
  readonly organisation: Organisation
  readonly settings: ReplySettings
  readonly reader: string
  readonly entered?: Entered | undefined
  readonly errors?: readonly Mistake[] | undefined
}

const QUOTES = [
  { value: 'last', label: 'The message that is answered' },
  { value: 'all', label: 'All that was said before, the newest first' },
  { value: 'none', label: 'Nothing' },
]

const Gaps = () => (
  <>
    Gaps you can use: {SIGNATURE_GAPS.map((gap, index) => [index > 0 && ', ', <code>{`{{${gap}}}`}</code>])}. Without
    words there is no signature.
  </>
)

/** How an organisation's replies go by e-mail: what they quote, how its teams sign, and when somebody calls instead. */
export function ReplySettingsPage({ chrome, organisation, settings, reader, entered, errors }: Props) {
  const { quotes, call_after_days, teams } = settings
  const kept = Object.fromEntries(teams.map(({ team_id, body }) => [`signature-${team_id}`, body ?? '']))
  const typed = entered ?? { quotes, call_after_days: call_after_days?.toString() ?? '', ...kept }
  const field = fieldsOf(typed, errors)
  const names = { analyst: reader, organisation: organisation.short_name }
  return (
    <SettingsPage chrome={chrome} title={`Replies of ${organisation.name}`} above={[ADMINISTRATION]} errors={errors}>
      <Form action={replySettingsPaths.show({ organisation: organisation.id })}>
        <Radios
          name="quotes"
          idPrefix="quotes"
          legend="What a reply quotes beneath it"
          hint="Internal notes are never quoted."
          items={QUOTES.map(item => ({ ...item, checked: typed.quotes === item.value }))}
        />
        <Input
          {...field('call_after_days')}
          label="Days without an answer, after which somebody is asked to call"
          hint="Leave it empty to ask nobody"
          class="govuk-input--width-3"
          attributes={{ inputmode: 'numeric' }}
        />
        {teams.map(({ team_id, team }) => {
          const words = typed[`signature-${team_id}`] ?? ''
          return (
            <>
              <Textarea {...field(`signature-${team_id}`)} label={`How ${team} signs`} hint={<Gaps />} rows={4} />
              {words !== '' && (
                <div class="forwarded prose">
                  <p class="quiet">It will read:</p>
                  <MessageText body={fillSignature(words, { ...names, team })} />
                </div>
              )}
            </>
          )
        })}
        <div class="act-form__foot">
          <Button>Save</Button>
          <Button name="do" value="preview" variant="secondary">
            Preview
          </Button>
        </div>
      </Form>
    </SettingsPage>
  )
}
