import type { StoredFile } from '#platform/files/store.ts'
import { classes } from '#platform/ui/classes.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { CONTACT_NAMES, type ContactWay } from '#rooms/people/index.ts'
import { FilesField } from '../attaching/attachments.tsx'
import type { Case, Message } from '../case.queries.ts'
import { whyNot } from '../case.rules.ts'
import { sayRecipients } from '../participants/participant.rules.ts'
import { casePaths } from '../paths.ts'
import { sentenceFor } from '../problems.ts'
import { MessageText } from '../timeline/message-text.pages.tsx'
import type { Correspondence } from './addressees.queries.ts'
import { isUndoable, PendingReply } from './pending.pages.tsx'
import { othersOf, Recipients } from './recipients.pages.tsx'
import { SendLater } from './send-later.pages.tsx'
import { StaysHere, Undeliverable } from './undeliverable.pages.tsx'

export type Write = 'reply' | 'note'

export interface ComposerProps {
  readonly theCase: Case
  readonly write: Write
  /** The identifier the message will have: the same form sent twice is one message. */
  readonly message_id: string
  /** The position of the last event this page shows: what others say after it is pointed out before sending. */
  readonly seen: number
  readonly templates: readonly { readonly id: string; readonly name: string }[]
  readonly entered?: Entered | undefined
  readonly errors?: readonly Mistake[] | undefined
  /** What others said while this was being written. */
  readonly meanwhile?: readonly Message[] | undefined
  /** Whom it can go to, and what colleagues are sending. */
  readonly correspondence: Correspondence
  readonly now: Date
  readonly reader_id: string
  readonly manages_mail: boolean
  /** Nothing that is sent leaves this installation: said to who manages mail. */
  readonly stays_here: boolean
  /** Files sent with an earlier try of this form. */
  readonly arrived?: readonly StoredFile[] | undefined
}

function Tabs({ theCase: { reference }, write }: ComposerProps) {
  const tab = (name: Write, label: string, key: string) => (
    <li>
      <a
        href={`${casePaths[name]({ reference })}#composer`}
        aria-current={write === name ? 'true' : undefined}
        data-key={write === name ? undefined : key}
        title={label}
      >
        {label}
      </a>
    </li>
  )
  return (
    <ul class="composer__tabs">
      {tab('reply', 'Reply', 'r')}
      {tab('note', 'Internal note', 'n')}
    </ul>
  )
}

/** Two people answering at once is worse than one answering late: the new message is shown before anything is sent. */
const Meanwhile = ({ messages }: { messages: readonly Message[] }) => (
  <div class="composer__meanwhile" role="alert">
    {messages.map(message => (
      <>
        <p>
          <strong>
            {message.author_name} {message.kind === 'note' ? 'added a note' : 'replied'} while you were writing:
          </strong>
        </p>
        <blockquote>
          <MessageText body={message.body} />
        </blockquote>
      </>
    ))}
  </div>
)

const CannedReplies = ({ templates, reference }: Pick<ComposerProps, 'templates'> & { reference: string }) => (
  <div class="composer__canned" data-module="canned-reply" data-src={casePaths.cannedReply({ reference })}>
    <Select
      name="template"
      label="Canned reply"
      labelClass="govuk-visually-hidden"
      options={[{ value: '', text: 'Canned reply…' }, ...templates.map(({ id, name }) => ({ value: id, text: name }))]}
    />
    <Button name="send" value="insert" variant="secondary">
      Insert
    </Button>
  </div>
)

/** The button says who will read it. A script keeps it true while boxes are ticked. */
function ReplyButtons({ theCase, to, again }: { theCase: Case; to: string; again: boolean }) {
  const open = whyNot.resolve(theCase) === null
  return (
    <>
      <Button name="send" value="send" attributes={{ 'data-send-to': again ? 'anyway' : 'yes' }}>
        {again ? `Send to ${to} anyway` : `Send to ${to}`}
      </Button>
      {whyNot.hold(theCase) === null && (
        <Button name="send" value="wait" variant="secondary">
          Send and wait for answer
        </Button>
      )}
      {open && (
        <Button name="send" value="resolve" variant="secondary">
          Send and resolve
        </Button>
      )}
    </>
  )
}

/** What was written can no longer be sent here; it is given back to be used elsewhere. */
const Unsent = ({ body }: { body: string }) => (
  <div class="composer__meanwhile">
    <p>
      <strong>This was not sent:</strong>
    </p>
    <blockquote>
      <MessageText body={body} />
    </blockquote>
  </div>
)

/** Somebody who does not want e-mails is not sent one unawares; a call is one press away. */
function Preference({ theCase, contact_by }: { theCase: Case; contact_by: ContactWay | null }) {
  if (contact_by === null || contact_by === 'email') return null
  return (
    <p class="composer__preference">
      <span>
        {theCase.requester} wants to be reached: <strong>{CONTACT_NAMES[contact_by].toLowerCase()}</strong>.
      </span>
      {contact_by === 'telephone' && whyNot.task(theCase) === null && (
        <Button name="send" value="call" variant="secondary">
          Add a call task instead
        </Button>
      )}
    </p>
  )
}

const waitingIn = ({ correspondence }: ComposerProps) =>
  correspondence.pending.filter(({ planned }) => !planned).map(({ id }) => id)

/** Where staff write. Reply and internal note differ in tint, label and button, since mistaking one for the other cannot be undone. */
export function Composer(props: ComposerProps) {
  const { theCase, write, entered, errors, correspondence, meanwhile = [] } = props
  const { reference } = theCase
  const why = whyNot[write](theCase)
  const wrong = (field: string) => fieldsOf({}, errors)(field).error
  const isReply = write === 'reply'
  const busy = meanwhile.length > 0 || !!errors?.length || !!props.arrived?.length
  return (
    <div class="composing">
      {correspondence.pending
        .filter(pending => isUndoable(pending, props.reader_id))
        .map(pending => (
          <PendingReply {...{ pending, now: props.now, reader_id: props.reader_id }} zone={theCase.zone} works />
        ))}
      <section
        class={classes('composer', `composer--${write}`, busy && 'composer--open')}
        id="composer"
        aria-label={isReply ? 'Reply' : 'Internal note'}
      >
        <Tabs {...props} />
        {why ? (
          <>
            <p class="composer__why">{sentenceFor(why)}</p>
            {entered?.body && <Unsent body={entered.body} />}
          </>
        ) : (
          <Form id={`${write}-form`} action={casePaths[write]({ reference })} draft={`${write}:${reference}`} multipart>
            <input type="hidden" name="message_id" value={props.message_id} />
            <input type="hidden" name="seen" value={props.seen} />
            <input type="hidden" name="seen_waiting" value={waitingIn(props).join(' ')} />
            {isReply && (
              <Recipients theCase={theCase} addressees={correspondence} entered={entered} error={wrong('cc')} />
            )}
            {isReply && <Undeliverable {...{ theCase, correspondence }} manages={props.manages_mail} />}
            {isReply && props.stays_here && <StaysHere />}
            {meanwhile.length > 0 && <Meanwhile messages={meanwhile} />}
            <Textarea
              name="body"
              id={`${write}-body`}
              value={entered?.body}
              error={wrong(`${write}-body`)}
              rows={isReply ? 4 : 3}
              label={isReply ? `Reply to ${theCase.requester}` : 'Internal note: only staff will read this'}
              labelClass={isReply ? 'composer__label' : 'composer__label composer__label--note'}
              hint={isReply ? undefined : 'Write @ and a colleague’s name to tell them'}
              attributes={{
                placeholder: ' ',
                'data-key': isReply ? 'r' : 'n',
                title: isReply ? 'Write a reply' : 'Write an internal note',
              }}
            />
            {isReply && <Preference theCase={theCase} contact_by={correspondence.contact_by} />}
            <FilesField compact error={wrong('files')} arrived={props.arrived} />
            <div class="composer__foot">
              {isReply ? (
                <ReplyButtons
                  theCase={theCase}
                  to={sayRecipients([theCase.requester, ...othersOf({ theCase, addressees: correspondence, entered })])}
                  again={meanwhile.length > 0}
                />
              ) : (
                <Button>Add note for staff</Button>
              )}
              {isReply && props.templates.length > 0 && (
                <CannedReplies templates={props.templates} reference={reference} />
              )}
              {isReply && <SendLater zone={theCase.zone} now={props.now} entered={entered} error={wrong('when')} />}
            </div>
          </Form>
        )}
      </section>
    </div>
  )
}
