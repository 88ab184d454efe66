import type { FormError } from '#platform/http/form.ts'
import { sayMoment } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import type { Frame } from '#platform/ui/layout/frame.ts'
import { PublicPage, TwoThirds } from '#platform/ui/layout/public-page.tsx'
import { Card, Facts } from '#platform/ui/pieces/card.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { When } from '#platform/ui/pieces/when.tsx'
import { FilesField } from '../attaching/attachments.tsx'
import { whyNot } from '../case.rules.ts'
import { REQUEST_MENU, requestPaths } from '../paths.ts'
import { Returned } from './ask.pages.tsx'
import type { MyCaseWhole } from './my-case.queries.ts'
import { Standing } from './my-cases-list.tsx'
import { MyStory, type StoryFacts } from './my-story.tsx'
import { whatHappensNext, whatWeNeed } from './plain-words.ts'

export interface WriteFormProps {
  entered: Entered
  errors?: readonly FormError[] | undefined
  arrived?: readonly { id: string; name: string; size: number }[] | undefined
  returned?: boolean | undefined
}

export interface MyCasePageProps extends WriteFormProps {
  frame: Frame
  facts: StoryFacts
  reader_id: string
  may_reopen: boolean
  now: Date
}

/** A case as the person who asked sees it: how it stands, what comes next, what we need; then the story. */
export function MyCasePage(props: MyCasePageProps) {
  const { frame, facts, reader_id, may_reopen, now, ...form } = props
  const { mine } = facts
  return (
    <PublicPage
      frame={frame}
      title={`${mine.subject} (${mine.reference})`}
      errors={form.errors}
      menu={REQUEST_MENU}
      back={requestPaths.list()}
    >
      <span class="govuk-caption-l">{mine.reference}</span>
      <h1 class="govuk-heading-l">{mine.subject}</h1>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <WhereItStands mine={mine} now={now} />
          <WhatYouCanDo mine={mine} may_reopen={may_reopen} />
          <h2 class="govuk-heading-m">What has happened so far</h2>
          <MyStory {...{ facts, reader_id, now }} />
          {whyNot.reply(mine) === null && <AnswerForm mine={mine} {...form} />}
          {!mine.following && whyNot.cancel(mine) === null && (
            <p class="govuk-body">
              <a class="govuk-link" href={requestPaths.cancel({ reference: mine.reference })}>
                I no longer need this
              </a>
            </p>
          )}
        </div>
        <div class="govuk-grid-column-one-third">
          <AboutIt mine={mine} now={now} />
        </div>
      </div>
    </PublicPage>
  )
}

function WhereItStands({ mine, now }: { mine: MyCaseWhole; now: Date }) {
  const needed = whatWeNeed(mine)
  return (
    <section class="standing" aria-labelledby="standing">
      <h2 class="standing__now" id="standing">
        <Standing mine={mine} />
      </h2>
      {mine.resolution && !mine.is_open && <p class="standing__resolution">{mine.resolution}</p>}
      {needed && (
        <p class="standing__needed">
          <strong>What we need from you:</strong> {needed} {mine.is_open && <a href="#body">Answer</a>}
        </p>
      )}
      <h3 class="standing__next">What happens next</h3>
      {whatHappensNext(mine, now).map(sentence => (
        <p>{sentence}</p>
      ))}
      {mine.merged_into && (
        <p>
          <a class="govuk-link" href={requestPaths.show({ reference: mine.merged_into })}>
            Go to {mine.merged_into}
          </a>
        </p>
      )}
    </section>
  )
}

function WhatYouCanDo({ mine, may_reopen }: { mine: MyCaseWhole; may_reopen: boolean }) {
  if (mine.is_open || mine.following || mine.merged_into_id) return null
  const { reference } = mine
  if (mine.state === 'closed' && !may_reopen)
    return (
      <p class="govuk-body">
        If you still need help with this, <a href={requestPaths.start()}>ask again</a> and mention {reference}.
      </p>
    )
  return (
    <div class="verdict">
      {mine.state === 'resolved' && whatWeNeed(mine) && (
        <Form action={requestPaths.finish({ reference })}>
          <Button>It is fixed</Button>
        </Form>
      )}
      <Button href={requestPaths.reopen({ reference })} variant="secondary">
        {whatWeNeed(mine) ? 'It is not fixed' : 'I still need help with this'}
      </Button>
    </div>
  )
}

function AnswerForm({ mine, entered, errors, arrived, returned }: WriteFormProps & { mine: MyCaseWhole }) {
  const field = fieldsOf(entered, errors)
  const waiting = mine.hold_reason === 'requester'
  return (
    <Form
      action={requestPaths.show({ reference: mine.reference })}
      multipart
      draft={`answer-${mine.reference}`}
      id="answer"
      class="answer"
    >
      {returned && <Returned />}
      <input type="hidden" name="id" value={entered.id} />
      <Textarea
        {...field('body')}
        label={waiting ? 'Your answer' : 'Add something'}
        labelClass="govuk-label--m"
        hint={mine.state === 'resolved' ? 'If you write now, we open this again' : undefined}
      />
      <FilesField error={field('files').error} arrived={arrived} />
      <Button>{waiting ? 'Send your answer' : 'Send'}</Button>
    </Form>
  )
}

function AboutIt({ mine, now }: { mine: MyCaseWhole; now: Date }) {
  const facts = [
    { name: 'Asked', value: <When at={sayMoment(mine.logged_at, mine.zone, now)} /> },
    mine.following && { name: 'Asked by', value: mine.requester },
    mine.category && { name: 'About', value: mine.category },
    mine.location && { name: 'Where', value: mine.location },
    mine.team && { name: 'With', value: mine.team },
    mine.assignee && { name: 'Dealt with by', value: mine.assignee },
  ]
  return (
    <Card title="About this request" class="about-request">
      <Facts facts={facts.filter(fact => fact !== null && fact !== false && fact !== '')} />
    </Card>
  )
}

type ConfirmPageProps = { frame: Frame; mine: MyCaseWhole }

/** Are you sure: says exactly what cancelling does. */
export function CancelPage({ frame, mine }: ConfirmPageProps) {
  const { reference } = mine
  const title = 'Do you no longer need this?'
  return (
    <PublicPage frame={frame} title={title} menu={REQUEST_MENU} back={requestPaths.show({ reference })}>
      <TwoThirds>
        <span class="govuk-caption-l">
          {reference} {mine.subject}
        </span>
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="govuk-body">We will stop work on it and close it. What was said stays here for you to read.</p>
        <Form action={requestPaths.cancel({ reference })} class="govuk-button-group">
          <Button variant="warning">Yes, cancel this request</Button>
          <a class="govuk-link" href={requestPaths.show({ reference })}>
            No, keep it
          </a>
        </Form>
      </TwoThirds>
    </PublicPage>
  )
}

/** It is not fixed: what is still wrong. */
export function ReopenPage({
  frame,
  mine,
  entered,
  errors = [],
  arrived,
  returned,
}: ConfirmPageProps & WriteFormProps) {
  const { reference } = mine
  const field = fieldsOf(entered, errors)
  const title = 'What is still wrong?'
  return (
    <PublicPage {...{ frame, title, errors }} menu={REQUEST_MENU} back={requestPaths.show({ reference })}>
      <TwoThirds>
        <span class="govuk-caption-l">
          {reference} {mine.subject}
        </span>
        <h1 class="govuk-heading-l">{title}</h1>
        {returned && <Returned />}
        <Form action={requestPaths.reopen({ reference })} multipart draft={`reopen-${reference}`}>
          <input type="hidden" name="id" value={entered.id} />
          <Textarea {...field('body')} label="Tell us what still happens" labelClass="govuk-label--s" />
          <FilesField error={field('files').error} arrived={arrived} />
          <Button>Open it again</Button>
        </Form>
      </TwoThirds>
    </PublicPage>
  )
}
