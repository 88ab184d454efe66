import type { Chrome } from '#platform/http/env.ts'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { Chips } from '#platform/ui/pieces/chips.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { type Group, QueueTable, SelectionBar } from '#platform/ui/pieces/queue-table.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import { bulkPaths } from '../bulk/paths.ts'
import { casePaths } from '../paths.ts'
import { savedViewPaths } from '../saved-views/paths.ts'
import { columnsOf, type Listing } from './columns.pages.tsx'
import type { SavedView } from './desk.queries.ts'
import { FilterForm } from './filter-form.pages.tsx'
import { GROUP_NAMES, type GroupName, groupRows, isGrouped, sayCount } from './groups.rules.ts'
import { queuePaths } from './paths.ts'
import type { QueuePage as Page, QueueRow } from './queue.queries.ts'
import { isFiltered, viewHref, writeView } from './view.rules.ts'
import { chipsOf, clearedHref, type Names } from './view-words.rules.ts'

export interface QueueFacts extends Listing {
  readonly title: string
  readonly page: Page
  readonly endOfToday: Date
  /** A later page than the first. */
  readonly continued: boolean
  /** How far the groups were counted. */
  readonly ahead: number
  readonly categories: readonly { id: string; path: string }[]
  readonly names: Names
  readonly saved: SavedView | undefined
  /** The saved view is the reader's own. */
  readonly owned: boolean
  /** May act on cases, not only read them. */
  readonly works: boolean
  /** This page's own address, to come back to. */
  readonly here: string
  readonly errors: readonly Mistake[]
}

const TONES: Partial<Record<GroupName, 'late' | 'soon' | 'quiet'>> = { late: 'late', today: 'soon', paused: 'quiet' }

const totalOf = ({ page: { counts } }: QueueFacts) =>
  counts && counts.late + counts.today + counts.later + counts.paused

function groupsOf(facts: QueueFacts): Group<QueueRow>[] {
  const { view, page, now, endOfToday, continued, ahead } = facts
  if (!isGrouped(view)) return [{ rows: page.rows }]
  const cut = totalOf(facts) === ahead
  return groupRows(page.rows, now, endOfToday).map(({ name, rows }, index) => ({
    heading: continued && index === 0 ? `${GROUP_NAMES[name]}, continued` : GROUP_NAMES[name],
    count: page.counts && sayCount(name, page.counts, cut),
    tone: TONES[name],
    rows,
  }))
}

function Actions({ facts }: { facts: QueueFacts }) {
  const { view } = facts
  const query = writeView({ ...view, saved: undefined })
  const roomier = view.rows === 'compact'
  const kept = viewHref({ ...view, saved: undefined }).slice('/queue/'.length)
  return (
    <>
      {facts.saved ? (
        facts.owned && (
          <a class="toolbar__link" href={savedViewPaths.change({ id: facts.saved.id })}>
            Change this view
          </a>
        )
      ) : (
        <a class="toolbar__link" href={savedViewPaths.save({}, { query: kept })}>
          Save this view
        </a>
      )}
      <a class="toolbar__link" href={viewHref(view, { rows: roomier ? 'comfortable' : 'compact' })}>
        {roomier ? 'Roomier rows' : 'Closer rows'}
      </a>
      <a
        class="toolbar__link"
        href={`${queuePaths.export({ place: view.place })}?${query}`}
        data-turbo="false"
        title="At most 10,000 cases"
      >
        Download CSV
      </a>
      <FilterForm {...facts} />
    </>
  )
}

function Nothing({ facts }: { facts: QueueFacts }) {
  if (isFiltered(facts.view))
    return (
      <EmptyState title="No cases like that">
        <p>
          Nothing here matches every filter. <a href={clearedHref(facts.view)}>Show everything in {facts.title}</a>.
        </p>
      </EmptyState>
    )
  return (
    <EmptyState title="Nothing waiting">
      <p>
        Open cases for “{facts.title}” appear here as they arrive, what needs doing first at the top.{' '}
        <a href="/cases/new">Log a case</a>.
      </p>
    </EmptyState>
  )
}

function Pages({ facts }: { facts: QueueFacts }) {
  const { view, page, continued } = facts
  if (!page.next && !continued) return null
  return (
    <nav class="queue-pages" aria-label="Pages">
      {continued && <a href={viewHref(view)}>Back to the first page</a>}
      {page.next && (
        <a rel="next" href={viewHref(view, { after: page.next })}>
          Next page
        </a>
      )}
    </nav>
  )
}

const STEPS = [
  { what: 'assign', label: 'Assign…', key: 'a', title: 'Assign the selected' },
  { what: 'classify', label: 'Categorise…', key: undefined, title: undefined },
  { what: 'prioritise', label: 'Priority…', key: undefined, title: undefined },
  { what: 'close', label: 'Close…', key: 'e', title: 'Close the selected' },
] as const

/** What can be done to the ticked rows. Taking is done at once; the rest asks for its details first. */
const Selection = ({ back }: { back: string }) => (
  <SelectionBar form="many" action={bulkPaths.change({ what: 'take' })}>
    <input type="hidden" name="back" value={back} />
    <button class="selection__do" type="submit" data-key="t" title="Take the selected">
      Take
    </button>
    {STEPS.map(({ what, label, key, title }) => (
      <button
        {...{ class: 'selection__do', type: 'submit', formmethod: 'get', title, 'data-key': key }}
        formaction={bulkPaths.change({ what })}
      >
        {label}
      </button>
    ))}
  </SelectionBar>
)

/** A queue: what needs doing next, first. */
export function QueuePage({ chrome, facts }: { chrome: Chrome; facts: QueueFacts }) {
  const { view, title, page, errors } = facts
  const chips = chipsOf(view, facts.names)
  const total = totalOf(facts)
  const count = total && (total === facts.ahead ? `${total}+` : `${total}`)
  return (
    <WorkspacePage
      {...chrome}
      title={title}
      active={view.saved ? undefined : queuePaths.show({ place: view.place })}
      errors={errors}
    >
      <Toolbar title={title} count={count || undefined}>
        <Actions facts={facts} />
      </Toolbar>
      {chips.length > 0 && <Chips chips={chips} clearHref={clearedHref(view)} />}
      {page.rows.length === 0 ? (
        <Nothing facts={facts} />
      ) : (
        <QueueTable
          caption={`${title}: open cases, what needs doing next first`}
          columns={columnsOf(facts)}
          groups={groupsOf(facts)}
          id={row => row.reference}
          href={row => casePaths.show({ reference: row.reference })}
          unread={row => row.unread}
          density={view.rows}
          select={facts.works ? { form: 'many', name: 'case', label: row => `Select ${row.reference}` } : undefined}
        />
      )}
      {facts.works && page.rows.length > 0 && <Selection back={facts.here} />}
      <Pages facts={facts} />
    </WorkspacePage>
  )
}
