import { Button } from '#platform/ui/govuk/button.tsx'
import type { Frame } from '#platform/ui/layout/frame.ts'
import { PublicPage, TwoThirds } from '#platform/ui/layout/public-page.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { channelPaths } from '../paths.ts'

interface Props {
  readonly frame: Frame
  readonly token: string
  /** What is turned off, as a choice has it; undefined for all of it. */
  readonly title: string | undefined
}

const what = (title: string | undefined) =>
  title ? `the message that comes when ${title}` : 'all messages that can be stopped'

/** Asks once before stopping: a program that only looks at links stops nothing. Says nothing of whose link it is. */
export const UnsubscribePage = ({ frame, token, title }: Props) => (
  <PublicPage frame={frame} title="Stop these messages">
    <TwoThirds>
      <h1 class="govuk-heading-l">Stop these messages</h1>
      <p class="govuk-body">You will no longer get by e-mail {what(title)}.</p>
      {/* Mail programs stop messages by the same address, and follow no redirect: it answers with a page, which Turbo would not show. */}
      <Form action={channelPaths.unsubscribe({ token })} attributes={{ 'data-turbo': 'false' }}>
        <Button>Stop them</Button>
      </Form>
    </TwoThirds>
  </PublicPage>
)

export const UnsubscribedPage = ({ frame, title }: Omit<Props, 'token'>) => (
  <PublicPage frame={frame} title="You will get no more of these">
    <TwoThirds>
      <h1 class="govuk-heading-l">You will get no more of these</h1>
      <p class="govuk-body">We will no longer send by e-mail {what(title)}.</p>
      <p class="govuk-body">
        You can{' '}
        <a class="govuk-link" href={channelPaths.choices()}>
          choose what you are told
        </a>{' '}
        when you are signed in.
      </p>
    </TwoThirds>
  </PublicPage>
)
