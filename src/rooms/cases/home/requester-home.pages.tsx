import { Button } from '#platform/ui/govuk/button.tsx'
import type { Frame } from '#platform/ui/layout/frame.ts'
import { PublicPage } from '#platform/ui/layout/public-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { type Notice, NoticeList } from '#rooms/content/index.ts'
import { REQUEST_MENU, requestPaths } from '../paths.ts'
import type { MyCase } from '../portal/my-case.queries.ts'
import { MyCasesList } from '../portal/my-cases-list.tsx'

interface Props {
  frame: Frame
  name: string
  list: { cases: readonly MyCase[]; more: boolean }
  notices: readonly Notice[]
  now: Date
}

/** Where somebody who asks for help begins. */
export const RequesterHomePage = ({ frame, name, list, notices, now }: Props) => (
  <PublicPage frame={frame} title="Home" menu={REQUEST_MENU}>
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-l">Hello, {name.split(' ')[0]}</h1>
        <Button href={requestPaths.start()} variant="start">
          Ask for help
        </Button>
        <div class="home__heading">
          <h2 class="govuk-heading-m">What you asked for</h2>
          {list.cases.length > 0 && (
            <a class="govuk-link" href={requestPaths.list()}>
              See all{list.more && ', or search them'}
            </a>
          )}
        </div>
        {list.cases.length === 0 ? (
          <EmptyState title="Nothing yet">When you ask for help, you can follow here what becomes of it.</EmptyState>
        ) : (
          <MyCasesList cases={list.cases} now={now} />
        )}
      </div>
      <div class="govuk-grid-column-one-third">
        <h2 class="govuk-heading-m">Known problems</h2>
        {notices.length === 0 ? (
          <p class="govuk-body">We know of nothing wrong just now.</p>
        ) : (
          <NoticeList notices={notices} now={now} />
        )}
      </div>
    </div>
  </PublicPage>
)
