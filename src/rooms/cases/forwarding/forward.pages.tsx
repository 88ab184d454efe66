import type { Chrome } from '#platform/http/env.ts'
import { sayFull } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Checkboxes } from '#platform/ui/govuk/checkboxes.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import { Typeahead } from '#platform/ui/pieces/typeahead.tsx'
import { sayFileSize } from '../attaching/attachments.tsx'
import { ROLE_NAMES, ROLES } from '../participants/participant.rules.ts'
import { casePaths, forwardPaths, participantPaths } from '../paths.ts'
import { MessageText } from '../timeline/message-text.pages.tsx'
import type { ToForward } from './forward.queries.ts'

interface Props {
  readonly chrome: Chrome
  readonly facts: ToForward
  /** The identifier the message will have: the same form sent twice is one message. */
  readonly message_id: string
  readonly entered?: Entered | undefined
  readonly errors?: readonly Mistake[] | undefined
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** A message, passed on to somebody who is not the requester: to whom, with what words, and which of its files. */
export function ForwardPage({ chrome, facts, message_id, entered, errors }: Props) {
  const { theCase, message, files } = facts
  const { reference, subject, requester, zone } = theCase
  const field = fieldsOf(entered, errors)
  const chosen = entered ? new Set((entered.files ?? '').split('\n')) : undefined
  return (
    <WorkspacePage {...chrome} title={`Forward a message of ${reference}`} errors={errors}>
      <Toolbar
        title="Forward"
        note={
          <a href={casePaths.show({ reference })}>
            {reference} {subject}
          </a>
        }
      />
      <Form
        class="reading-form"
        action={forwardPaths.forward({ reference, message: message.id })}
        draft={`forward:${message.id}`}
      >
        <input type="hidden" name="message_id" value={message_id} />
        <Typeahead
          {...field('who')}
          src={participantPaths.find({ reference })}
          many
          label="To"
          hint={`Names or addresses, with commas. ${requester} is not told, and does not read it.`}
        />
        <Select
          name="role"
          label="They are a"
          value={entered?.role ?? 'supplier'}
          options={ROLES.filter(role => role === 'supplier' || role === 'third_party').map(role => ({
            ...{ value: role, text: capital(ROLE_NAMES[role]) },
          }))}
        />
        <Textarea {...field('body')} label="What you ask of them" rows={5} />
        {files.length > 0 && (
          <Checkboxes
            name="files"
            legend="Files that go with it"
            class="govuk-checkboxes--small"
            items={files.map(({ file_id, name, size }) => ({
              ...{ value: file_id, label: `${name} (${sayFileSize(size)})` },
              checked: chosen?.has(file_id) ?? true,
            }))}
          />
        )}
        <div class="forwarded prose">
          <p class="quiet">
            On {sayFull(message.sent_at, zone)}, {message.author_name} wrote:
          </p>
          <MessageText body={message.body} />
        </div>
        <Button>Forward</Button>
      </Form>
    </WorkspacePage>
  )
}
