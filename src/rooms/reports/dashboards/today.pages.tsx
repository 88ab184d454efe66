import type { Chrome } from '#platform/http/env.ts'
import { sayAgo } from '#platform/time/say.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { BarChart } from '#platform/ui/pieces/bar-chart.tsx'
import { FigureTile } from '#platform/ui/pieces/figure-tile.tsx'
import { LineChart } from '#platform/ui/pieces/line-chart.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import { casePaths, HOLD_REASONS } from '#rooms/cases/index.ts'
import { AGE_BANDS } from '../age.rules.ts'
import { dateAfter, sayDate } from '../day.rules.ts'
import type { Behind } from '../listing/behind.rules.ts'
import { reportPaths } from '../paths.ts'
import type { Scope } from '../scope.ts'
import { ScopeForm } from '../scope-form.tsx'
import type { Before, Day, Oldest } from './today.queries.ts'
import { type Cell, changeSince, countOf, countsBy, isDueToday, isLate, isPaused } from './today.rules.ts'

export interface TodayFacts {
  scope: Scope
  cells: readonly Cell[]
  /** Every day of the last six weeks, today last. */
  days: readonly Day[]
  before: Before
  oldest: Oldest | undefined
  /** Else they are shown figures, and not the cases behind them. */
  readsCases: boolean
  lede: string
  teamOf(id: string | null): string | undefined
  now: Date
}

type BehindHref = (behind: Behind) => string | undefined

export function TodayPage({ chrome, action, facts }: { chrome: Chrome; action: string; facts: TodayFacts }) {
  const { scope, days, lede, oldest, now } = facts
  const behind: BehindHref = what =>
    facts.readsCases ? reportPaths.cases({}, { organisation: scope.chosen?.short_name, ...what }) : undefined
  return (
    <WorkspacePage {...chrome} title="Today" active={action}>
      <div class="today">
        <Toolbar title="Today" note={sayDate(days.at(-1)!.date)}>
          <ScopeForm scope={scope} action={action} />
        </Toolbar>
        <p class="today__lede">{lede}</p>
        <div class="today__figures">
          <Figures facts={facts} behind={behind} />
        </div>
        <div class="today__charts">
          <Flow days={days} behind={behind} />
          <Ages cells={facts.cells} behind={behind} />
          <LateByTeam facts={facts} behind={behind} />
          <PausedByReason cells={facts.cells} behind={behind} />
        </div>
        <p class="govuk-body today__oldest">
          {oldest && (
            <>
              The oldest open case is <a href={casePaths.show({ reference: oldest.reference })}>{oldest.reference}</a>,
              “{oldest.subject}”, logged {sayAgo(oldest.logged_at, now)}.{' '}
            </>
          )}
          <a href={reportPaths.backlog({}, { organisation: scope.chosen?.short_name })}>The backlog on any past date</a>
        </p>
      </div>
    </WorkspacePage>
  )
}

/** Fewer than a week ago is good for everything here that should be few. */
const toneOf = (before: number, now: number) => (now > before ? 'bad' : now < before ? 'good' : 'plain')

function Figures({ facts, behind }: { facts: TodayFacts; behind: BehindHref }) {
  const { cells, before, days } = facts
  const today = days.at(-1)!
  const weekAgo = days.at(-8)!
  const late = countOf(cells, isLate)
  const without = countOf(cells, cell => cell.team_id === null)
  const tiles = [
    { label: 'Open', figure: countOf(cells), was: before.open, what: { show: 'open' } },
    { label: 'Late', figure: late, was: before.late, what: { show: 'late' }, tone: toneOf(before.late, late) },
    { label: 'Due today', figure: countOf(cells, isDueToday), was: before.due, what: { show: 'today' } },
    { label: 'Paused', figure: countOf(cells, isPaused), was: before.paused, what: { show: 'paused' } },
    { label: 'Without a team', figure: without, was: before.without_team, what: { show: 'without_team' } },
  ] as const
  return (
    <>
      {tiles.map(({ label, figure, was, what, ...rest }) => (
        <FigureTile
          label={label}
          figure={figure.toLocaleString('en-GB')}
          change={changeSince(was, figure)}
          tone={'tone' in rest ? rest.tone : 'plain'}
          href={behind(what)}
        />
      ))}
      <FigureTile
        label="Finished today"
        figure={today.finished.toLocaleString('en-GB')}
        change={`of ${today.logged} logged; ${weekAgo.finished} of ${weekAgo.logged} that day last week`}
        href={behind({ finished: today.date })}
      />
    </>
  )
}

function Flow({ days, behind }: { days: readonly Day[]; behind: BehindHref }) {
  const sum = (which: 'logged' | 'finished') => days.slice(-7).reduce((total, day) => total + day[which], 0)
  const line = (name: string, which: 'logged' | 'finished', tone: 'quiet' | 'accent') => ({
    ...{ name, tone, values: days.map(day => day[which]), hrefs: days.map(({ date }) => behind({ [which]: date })) },
  })
  return (
    <LineChart
      title="Logged and finished each day"
      summary={`In the last seven days ${sum('logged')} cases were logged and ${sum('finished')} finished.`}
      labels={days.map(({ date }) => sayDate(date))}
      lines={[line('Logged', 'logged', 'quiet'), line('Finished', 'finished', 'accent')]}
    />
  )
}

function Ages({ cells, behind }: { cells: readonly Cell[]; behind: BehindHref }) {
  const old = countOf(cells, cell => cell.band === 'quarter' || cell.band === 'older')
  return (
    <BarChart
      title="Age of what is open"
      summary={`${old === 1 ? 'One case has' : `${old} cases have`} been open for over 30 days.`}
      unit="Cases"
      bars={AGE_BANDS.map(({ key, label }) => ({
        label,
        value: countOf(cells, cell => cell.band === key),
        href: behind({ show: 'open', band: key }),
        tone: key === 'older' ? 'late' : key === 'quarter' ? 'warn' : 'accent',
      }))}
    />
  )
}

const MOST_TEAMS = 8

function LateByTeam({ facts, behind }: { facts: TodayFacts; behind: BehindHref }) {
  const counts = countsBy(facts.cells.filter(isLate), cell => cell.team_id)
  const nameOf = (id: string | null) => (id === null ? 'No team' : (facts.teamOf(id) ?? 'Another team'))
  const [first] = counts
  return (
    <BarChart
      title="Late, by team"
      summary={first ? `Most with ${nameOf(first[0])}: ${first[1]}.` : 'Nothing is late.'}
      unit="Late cases"
      bars={counts.slice(0, MOST_TEAMS).map(([id, value]) => ({
        ...{ label: nameOf(id), value, tone: 'late' },
        href: behind({ show: 'late', team: id ?? 'none' }),
      }))}
    />
  )
}

function PausedByReason({ cells, behind }: { cells: readonly Cell[]; behind: BehindHref }) {
  const paused = cells.filter(isPaused)
  return (
    <BarChart
      title="Paused, by reason"
      summary={paused.length === 0 ? 'No clock is stopped.' : `${countOf(paused)} clocks are stopped.`}
      unit="Paused cases"
      bars={Object.entries(HOLD_REASONS).map(([reason, name]) => ({
        ...{ label: name.charAt(0).toUpperCase() + name.slice(1), tone: 'quiet' },
        value: countOf(paused, cell => cell.hold_reason === reason),
        href: behind({ show: 'paused', reason }),
      }))}
    />
  )
}

/** Every date of the last weeks, with what happened on it. */
export function everyDay(known: readonly Day[], today: string, days: number): Day[] {
  return Array.from({ length: days }, (_, index) => {
    const date = dateAfter(today, index + 1 - days)
    return known.find(day => day.date === date) ?? { date, logged: 0, finished: 0 }
  })
}
