import type { FormError } from '#platform/http/form.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { InsetText } from '#platform/ui/govuk/inset-text.tsx'
import { Panel } from '#platform/ui/govuk/panel.tsx'
import { Radios } from '#platform/ui/govuk/radios.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import type { Frame } from '#platform/ui/layout/frame.ts'
import { PublicPage, TwoThirds } from '#platform/ui/layout/public-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import type { Category } from '#rooms/catalogue/index.ts'
import { FilesField } from '../attaching/attachments.tsx'
import { REQUEST_MENU, requestPaths } from '../paths.ts'
import { EFFECTS } from './effect.rules.ts'
import type { MyCaseWhole } from './my-case.queries.ts'
import { whatHappensNext } from './plain-words.ts'

type SubjectPageProps = { frame: Frame; categories: readonly Category[]; within: Category | undefined }

/** What is it about: one level of the tree at a time, each a link, so that it is one tap and there is nothing to get wrong. */
export function AskPage({ frame, categories, within }: SubjectPageProps) {
  const title = within ? `${within.name}: what kind?` : 'What do you need help with?'
  const here = categories.filter(({ parent_id }) => parent_id === (within?.id ?? null))
  const below = (category: Category) => categories.filter(({ parent_id }) => parent_id === category.id)
  const next = ({ id }: Category, deeper: boolean) =>
    (deeper ? requestPaths.start : requestPaths.details)({}, { about: id })
  return (
    <PublicPage frame={frame} title={title} menu={REQUEST_MENU} back={within ? backFrom(within) : undefined}>
      <TwoThirds>
        <h1 class="govuk-heading-l">{title}</h1>
        <ul class="subjects">
          {here.map(category => (
            <li class="subject">
              <a class="govuk-link subject__name" href={next(category, below(category).length > 0)}>
                {category.name}
              </a>
              <Examples of={below(category)} />
            </li>
          ))}
          <li class="subject">
            <a class="govuk-link subject__name" href={requestPaths.details({}, { about: within?.id })}>
              Something else{within && ` to do with ${within.name.toLowerCase()}`}
            </a>
            {!within && <p class="subject__hint">We will find the right people for it</p>}
          </li>
        </ul>
      </TwoThirds>
    </PublicPage>
  )
}

const MOST_EXAMPLES = 4

function Examples({ of }: { of: readonly Category[] }) {
  if (of.length === 0) return null
  const names = of.slice(0, MOST_EXAMPLES).map(({ name }) => name)
  return (
    <p class="subject__hint">
      {names.join(', ')}
      {of.length > MOST_EXAMPLES && ' and more'}
    </p>
  )
}

const backFrom = (within: Category) => requestPaths.start({}, { about: within.parent_id ?? undefined })

export interface DetailsPageProps {
  frame: Frame
  category: Category | undefined
  entered: Entered
  errors?: readonly FormError[] | undefined
  arrived?: readonly { id: string; name: string; size: number }[] | undefined
  phone: string | null
  /** What was typed before their session ended has come back. */
  returned?: boolean | undefined
}

/** Say what you need: one page, the two questions that matter first. Texts stand before files, which a lost session cannot keep. */
export function DetailsPage({ frame, category, entered, errors = [], arrived, phone, returned }: DetailsPageProps) {
  const field = fieldsOf(entered, errors)
  const title = 'Tell us what you need'
  return (
    <PublicPage {...{ frame, title, errors }} menu={REQUEST_MENU} back={requestPaths.start()}>
      <TwoThirds>
        {category && <span class="govuk-caption-l">{category.path}</span>}
        <h1 class="govuk-heading-l">{title}</h1>
        {returned && <Returned />}
        <Form action={requestPaths.details({}, { about: category?.id })} multipart draft="ask-for-help">
          <input type="hidden" name="id" value={entered.id} />
          <Input
            {...field('subject')}
            label="What do you need help with?"
            labelClass="govuk-label--s"
            hint="In a few words, for example “The printer on the second floor will not print”"
            attributes={{ maxlength: 200 }}
          />
          <Textarea
            {...field('body')}
            label="Tell us more"
            labelClass="govuk-label--s"
            hint="What happened, what you have tried, and the exact words of any message you saw"
            rows={6}
          />
          <Radios
            {...field('effect')}
            legend="How does this affect work?"
            legendClass="govuk-fieldset__legend--s"
            items={EFFECTS.map(({ effect, label, hint }) => ({ value: effect, label, hint }))}
          />
          <Input
            {...field('location')}
            label="Where are you? (optional)"
            labelClass="govuk-label--s"
            hint="Building, floor or room, or at home"
          />
          <Input
            {...field('reach')}
            label="Best way to reach you (optional)"
            labelClass="govuk-label--s"
            hint={phone ? `We have ${phone} for you` : 'For example, a telephone number and when to ring'}
          />
          <FilesField error={field('files').error} arrived={arrived} />
          <Button>Send your request</Button>
        </Form>
      </TwoThirds>
    </PublicPage>
  )
}

/** Said on a form whose words were kept while somebody signed in again. */
export const Returned = () => (
  <InsetText>What you had written is back. If you had chosen files, choose them again.</InsetText>
)

type SentPageProps = { frame: Frame; mine: MyCaseWhole; now: Date }

/** It has arrived: the reference to keep, what happens next and by when. */
export const SentPage = ({ frame, mine, now }: SentPageProps) => (
  <PublicPage frame={frame} title="We have your request" menu={REQUEST_MENU}>
    <TwoThirds>
      <Panel title="We have your request">
        Your reference is
        <br />
        <strong>{mine.reference}</strong>
      </Panel>
      <p class="govuk-body">
        If you ring us about “{mine.subject}”, tell us this reference: it is all we need to find it.
      </p>
      <h2 class="govuk-heading-m">What happens next</h2>
      {whatHappensNext(mine, now).map(sentence => (
        <p class="govuk-body">{sentence}</p>
      ))}
      <p class="govuk-body">
        <a class="govuk-link" href={requestPaths.show({ reference: mine.reference })}>
          See how it stands, or add something to it
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={requestPaths.start()}>
          Ask for something else
        </a>
      </p>
    </TwoThirds>
  </PublicPage>
)
