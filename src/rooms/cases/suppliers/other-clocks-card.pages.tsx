import { sayWhen } from '#platform/time/say.ts'
import { Card } from '#platform/ui/pieces/card.tsx'
import type { AnyMetric } from '#rooms/catalogue/index.ts'
import type { Case } from '../case.queries.ts'
import { METRIC_NAMES } from '../clocks/clock-words.ts'
import { restorePaths, supplierPaths } from '../paths.ts'
import type { OtherClock, Others } from './supplier.queries.ts'

const ENDED: Readonly<Record<string, string>> = {
  ...{ met: 'met', missed: 'missed', merged: 'ended: merged', handed_on: 'ended: handed on', void: 'not owed' },
}

/** "due Mon 12:00", "late since …", "stopped", "met". */
export function sayOther(clock: OtherClock, zone: string, now: Date): string {
  if (clock.outcome) return ENDED[clock.outcome] ?? clock.outcome
  if (clock.state === 'paused') return 'stopped'
  if (!clock.due_at) return 'never due: its calendar has no working hours to come'
  const due = new Date(clock.due_at)
  return clock.missed_at || due < now ? `late since ${sayWhen(due, zone, now)}` : `due ${sayWhen(due, zone, now)}`
}

/** "Next answer", or "Fix by Ricoh support". */
export const nameOther = ({ metric, agreement, turn }: OtherClock): string =>
  [METRIC_NAMES[metric as AnyMetric] ?? metric, agreement && `(${agreement})`, turn > 1 && `no. ${turn}`]
    .filter(Boolean)
    .join(' ')

interface Props {
  readonly theCase: Case
  readonly others: Others
  readonly works: boolean
  readonly now: Date
}

/** What else is owed on a case while it runs, and which supplier has it. Nothing at all where nothing else is agreed. */
export function OtherClocksCard({ theCase, others, works, now }: Props) {
  const { clocks, with_supplier, has_suppliers } = others
  const running = clocks.filter(({ outcome }) => outcome === null)
  const isOpen = theCase.state !== 'resolved' && theCase.state !== 'closed'
  if (running.length === 0 && !with_supplier && !(works && has_suppliers && isOpen)) return null
  const link = supplierPaths.handOver({ reference: theCase.reference })
  const act = with_supplier ? 'Back from them' : 'Hand over'
  const fails = works && isOpen && running.some(({ metric }) => metric === 'restore')
  const offers = works && (with_supplier !== null || (has_suppliers && isOpen))
  return (
    <Card
      title={with_supplier ? `With ${with_supplier.supplier}` : 'Also owed'}
      action={offers && <a href={link}>{act}</a>}
    >
      {with_supplier?.their_reference && <p class="quiet">Their reference: {with_supplier.their_reference}</p>}
      {running.length > 0 ? (
        <ul class="side-list">
          {running.map(clock => (
            <li>
              {nameOther(clock)}: {sayOther(clock, theCase.zone, now)}
            </li>
          ))}
        </ul>
      ) : (
        <p class="quiet">{with_supplier ? 'No target is agreed with them for this.' : 'No supplier has it.'}</p>
      )}
      {fails && (
        <p>
          <a class="govuk-link" href={restorePaths.restore({ reference: theCase.reference })}>
            It works again
          </a>
        </p>
      )}
    </Card>
  )
}
