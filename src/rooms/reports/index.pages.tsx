import type { Chrome } from '#platform/http/env.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { reportPaths } from './paths.ts'

const REPORTS = [
  {
    href: reportPaths.today(),
    name: 'Today',
    says: 'What is open, late, due and paused now, and how the last six weeks went.',
  },
  {
    href: reportPaths.performance(),
    name: 'Performance',
    says: 'How many promises were kept in a month, for each partner and priority, with and without pauses; made final when answered for.',
  },
  {
    href: reportPaths.parties(),
    name: 'Whose time it was',
    says: 'How long cases were with us, with customers, with each supplier and with others; and what teams and suppliers kept of what they owed.',
  },
  {
    href: reportPaths.hygiene(),
    name: 'Hygiene',
    says: 'Cases stopped too long for each reason, with nobody, or not sorted.',
    names: true,
  },
  {
    href: reportPaths.backlog(),
    name: 'Backlog on any date',
    says: 'How many cases were open at the end of any past day, by age, active and stopped, with the oldest named.',
  },
  {
    href: reportPaths.channels(),
    name: 'Channels',
    says: 'How people ask: the portal’s share against telephone, e-mail and the rest.',
  },
  {
    href: reportPaths.cases(),
    name: 'Open cases as a list',
    says: 'Every open case, oldest first, to read or download.',
    names: true,
  },
] as const

/** Those that name cases are for whoever may read them. */
export const ReportsPage = ({ chrome, readsCases }: { chrome: Chrome; readsCases: boolean }) => (
  <WorkspacePage {...chrome} title="Reports" active={reportPaths.index()}>
    <div class="settings">
      <h1 class="govuk-heading-l">Reports</h1>
      <ul class="entries">
        {REPORTS.filter(report => readsCases || !('names' in report)).map(({ href, name, says }) => (
          <li class="entries__entry">
            <div>
              <a class="govuk-link" href={href}>
                {name}
              </a>
              <p class="entries__note">{says}</p>
            </div>
          </li>
        ))}
      </ul>
    </div>
  </WorkspacePage>
)
