import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import { When } from '#platform/ui/pieces/when.tsx'
import type { Person } from '#rooms/people/index.ts'
import { casePaths } from '../paths.ts'
import { CaseOrganisation, CasePriority, CaseState, momentOf } from './case-line.tsx'
import type { CasesFound, FoundCase } from './find-cases.queries.ts'

export interface SearchPageProps {
  chrome: Chrome
  query: string
  persons: readonly Person[]
  found: CasesFound
  now: Date
}

export function SearchPage({ chrome, query, persons, found, now }: SearchPageProps) {
  const nothing = persons.length === 0 && found.cases.length === 0
  return (
    <WorkspacePage {...chrome} title={query ? `Search: ${query}` : 'Search'} query={query}>
      <Toolbar title="Search" note={<SearchHelp />} />
      {persons.length > 0 && <People persons={persons} />}
      {found.cases.length > 0 && (
        <section aria-labelledby="cases-found">
          <h2 class="section-title" id="cases-found">
            Cases, newest first
          </h2>
          <ol class="findings">
            {found.cases.map(one => (
              <Finding found={one} now={now} />
            ))}
          </ol>
          {found.next && (
            <a
              class="govuk-link"
              href={casePaths.search({}, { q: query, before: found.next.toISOString() })}
              rel="next"
            >
              Older cases
            </a>
          )}
        </section>
      )}
      {nothing && <Nothing query={query} />}
    </WorkspacePage>
  )
}

const SearchHelp = () => (
  <>
    Words in subjects, messages and notes; people; references. Use "quotes" for a phrase, <kbd>or</kbd> between choices,{' '}
    <kbd>-</kbd> for without.
  </>
)

const Nothing = ({ query }: { query: string }) =>
  query ? (
    <EmptyState title={`Nothing found for “${query}”`}>
      <p>
        Try fewer or other words, part of a person's name, or a reference such as C-104273. Very common words alone find
        nothing.
      </p>
    </EmptyState>
  ) : (
    <EmptyState title="Look for a case, a person or a reference">
      <form action={casePaths.search()} method="get" class="search-form">
        <label class="govuk-visually-hidden" for="search-again">
          Search
        </label>
        <input class="govuk-input" id="search-again" name="q" type="search" />
        <Button>Search</Button>
      </form>
    </EmptyState>
  )

const People = ({ persons }: { persons: readonly Person[] }) => (
  <section aria-labelledby="people-found">
    <h2 class="section-title" id="people-found">
      People
    </h2>
    <ul class="findings">
      {persons.map(person => (
        <li class="finding">
          <a class="finding__title" href={casePaths.requester({ id: person.id })}>
            {person.name}
          </a>{' '}
          <span class="finding__about">
            {[person.job_title, person.department, person.email].filter(Boolean).join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  </section>
)

function Finding({ found, now }: { found: FoundCase; now: Date }) {
  return (
    <li class="finding" data-row>
      <p class="finding__head">
        <a class="finding__title" href={casePaths.show({ reference: found.reference })}>
          <span class="reference">{found.reference}</span> {found.subject}
        </a>
      </p>
      <p class="finding__snippet">
        {found.in_message && <span class="finding__where">In a message: </span>}
        <Marked text={found.snippet} />
      </p>
      <p class="finding__about">
        <CasePriority priority={found.priority} /> <CaseState state={found.state} /> <CaseOrganisation of={found} />{' '}
        {found.requester} · <When at={momentOf(found.logged_at, found.zone, now)} />
      </p>
    </li>
  )
}

const BEGIN = '\uE000'
const END = '\uE001'

/** A snippet with what was looked for marked. The text itself is escaped like any other. */
export function Marked({ text }: { text: string }) {
  return (
    <>
      {text.split(BEGIN).map((piece, index) => {
        const [hit, rest] = index === 0 ? [undefined, piece] : piece.split(END)
        return (
          <>
            {hit !== undefined && <mark>{hit}</mark>}
            {rest}
          </>
        )
      })}
    </>
  )
}
