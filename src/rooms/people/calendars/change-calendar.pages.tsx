import type { Chrome } from '#platform/http/env.ts'
import { sayFull } from '#platform/time/say.ts'
import { SummaryList } from '#platform/ui/govuk/summary-list.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { DecideForm, ImpactReport } from '../changes/impact.pages.tsx'
import type { Proposal } from '../changes/proposal.queries.ts'
import type { Organisation } from '../organisations/organisation.queries.ts'
import { ADMINISTRATION, peoplePaths } from '../paths.ts'
import { calendarsAbove } from './calendar.pages.tsx'
import type { CalendarContent, CalendarRow } from './calendar.queries.ts'
import { DAY_NAMES, NATION_NAMES, WEEKDAYS, writeSpells } from './calendar-form.rules.ts'

interface Props {
  chrome: Chrome
  organisation: Organisation
  calendar: CalendarRow
  proposal: Proposal
  kept: { content: CalendarContent; because: string; effective_from: string | null }
  now: Date
  hrefOf: ((reference: string) => string) | undefined
  warning: string | undefined
}

export function ChangeCalendarPage({ chrome, organisation, calendar, proposal, kept, now, hrefOf, warning }: Props) {
  const above = [
    ADMINISTRATION,
    calendarsAbove(organisation),
    { href: peoplePaths.calendar({ id: calendar.id }), text: calendar.name },
  ]
  const from = kept.effective_from ? sayFull(new Date(kept.effective_from), kept.content.zone) : 'As soon as it is made'
  const { zone } = organisation
  return (
    <SettingsPage chrome={chrome} title={`What this change of ${calendar.name} would do`} above={above} wide>
      <SummaryList
        rows={[
          { key: 'From', value: from },
          { key: 'Why', value: kept.because },
          { key: 'What changes', value: <Differences before={calendar} after={kept.content} /> },
          { key: 'Worked out', value: `${sayFull(proposal.looked_at, zone)}, for ${proposal.proposed_by_name}` },
        ]}
      />
      <ImpactReport impact={proposal.impact} zone={zone} now={now} hrefOf={hrefOf} />
      <p class="govuk-body">
        Working time used before the change stays as it was measured, and what is over stays as it ended.
      </p>
      <DecideForm
        action={peoplePaths.calendarChange({ id: calendar.id, proposal: proposal.id })}
        decided={proposal.decision}
        unfinished={proposal.impact.unfinished}
        warning={warning}
      />
    </SettingsPage>
  )
}

/** What a version says differently, line by line. */
function Differences({ before, after }: { before: CalendarContent; after: CalendarContent }) {
  const lines = WEEKDAYS.flatMap(day => {
    const [was, is] = [before, after].map(({ hours }) => writeSpells(hours[day]) || 'closed')
    return was === is ? [] : [`${DAY_NAMES[day]}: ${was} → ${is}`]
  })
  if (before.zone !== after.zone) lines.push(`Time zone: ${before.zone} → ${after.zone}`)
  if (before.nation !== after.nation)
    lines.push(`Bank holidays: ${NATION_NAMES[before.nation]} → ${NATION_NAMES[after.nation]}`)
  const closed = (content: CalendarContent) => new Set(content.holidays)
  const dates = (title: string, from: CalendarContent, to: CalendarContent) => {
    const kept = closed(from)
    const days = to.holidays.filter(date => !kept.has(date)).map(date => `${date} ${to.reasons[date] ?? ''}`.trim())
    if (days.length > 0) lines.push(`${title}: ${days.length > 12 ? `${days.length} days` : days.join(', ')}`)
  }
  dates('Closed as well', before, after)
  dates('No longer closed', after, before)
  for (const [title, part] of [
    ['Other hours', 'openings'],
    ['Closed for part of the day', 'closures'],
  ] as const)
    for (const date of new Set([...Object.keys(before[part]), ...Object.keys(after[part])])) {
      const [was, is] = [before, after].map(content => writeSpells(content[part][date] ?? []) || 'as usual')
      if (was !== is) lines.push(`${title}, ${date}: ${was} → ${is} ${after.reasons[date] ?? ''}`.trim())
    }
  if (lines.length === 0) lines.push('The reasons given for single days')
  return (
    <ul class="govuk-list">
      {lines.map(line => (
        <li>{line}</li>
      ))}
    </ul>
  )
}
