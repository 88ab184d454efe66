import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Pagination } from '#platform/ui/govuk/pagination.tsx'
import type { Frame } from '#platform/ui/layout/frame.ts'
import { PublicPage } from '#platform/ui/layout/public-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { REQUEST_MENU, requestPaths } from '../paths.ts'
import type { MyCase } from './my-case.queries.ts'
import { MyCasesList } from './my-cases-list.tsx'

export interface MyCasesPageProps {
  frame: Frame
  cases: readonly MyCase[]
  more: boolean
  show: 'open' | 'finished' | undefined
  text: string
  page: number
  now: Date
}

const SHOWS = [
  { show: undefined, label: 'All' },
  { show: 'open', label: 'Open' },
  { show: 'finished', label: 'Finished' },
] as const

/** What I asked for, and where it stands. */
export function MyCasesPage({ frame, cases, more, show, text, page, now }: MyCasesPageProps) {
  const place = (to: { show?: string | undefined; page?: number }) =>
    requestPaths.list({}, { show: to.show, q: text || undefined, page: (to.page ?? 1) > 1 ? to.page : undefined })
  const nothing = cases.length === 0
  const asked = text !== '' || show !== undefined || page > 1
  return (
    <PublicPage frame={frame} title="My requests" menu={REQUEST_MENU}>
      <div class="requests-head">
        <h1 class="govuk-heading-l">My requests</h1>
        <Button href={requestPaths.start()}>Ask for help</Button>
      </div>
      {(!nothing || asked) && (
        <div class="requests-filter">
          <nav aria-label="Which requests">
            <ul class="shows">
              {SHOWS.map(one => (
                <li>
                  <a href={place({ show: one.show })} aria-current={one.show === show ? 'page' : undefined}>
                    {one.label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <Form action={requestPaths.list()} method="get" class="requests-search">
            {show && <input type="hidden" name="show" value={show} />}
            <Input name="q" label="Words or reference" type="search" value={text} />
            <Button variant="secondary">Search</Button>
          </Form>
        </div>
      )}
      {nothing ? <Nothing asked={asked} /> : <Groups cases={cases} now={now} />}
      {(page > 1 || more) && (
        <Pagination
          previous={page > 1 ? { href: place({ show, page: page - 1 }) } : undefined}
          next={more ? { href: place({ show, page: page + 1 }) } : undefined}
        />
      )}
    </PublicPage>
  )
}

function Groups({ cases, now }: { cases: readonly MyCase[]; now: Date }) {
  const open = cases.filter(mine => mine.is_open)
  const finished = cases.filter(mine => !mine.is_open)
  return (
    <>
      {open.length > 0 && <h2 class="govuk-heading-m">Open</h2>}
      {open.length > 0 && <MyCasesList cases={open} now={now} />}
      {finished.length > 0 && <h2 class="govuk-heading-m">Fixed or finished</h2>}
      {finished.length > 0 && <MyCasesList cases={finished} now={now} />}
    </>
  )
}

const Nothing = ({ asked }: { asked: boolean }) =>
  asked ? (
    <EmptyState title="Nothing found">
      <p>None of your requests fits. Try other words, or a part of the reference.</p>
      <p>
        <a class="govuk-link" href={requestPaths.list()}>
          Show all my requests
        </a>
      </p>
    </EmptyState>
  ) : (
    <EmptyState title="You have not asked for anything yet">
      <p>When you ask for help, you can follow it here: what is happening, what happens next, and when.</p>
      <p>
        <a class="govuk-link" href={requestPaths.start()}>
          Ask for help
        </a>
      </p>
    </EmptyState>
  )
