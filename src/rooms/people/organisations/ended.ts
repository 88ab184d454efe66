import { sayDay } from '#platform/time/say.ts'
import type { Organisation } from './organisation.queries.ts'

/** What is said beside an organisation that is no more: that another came in its place, or since when it has left. */
export const sayEnded = ({ ended_at, succeeded_by_id, zone }: Organisation): string | undefined =>
  ended_at === null ? undefined : succeeded_by_id ? 'Ended' : `Left ${sayDay(ended_at, zone)}`

/** Its name in a list in which those that have left stand too. */
export const nameInList = (organisation: Organisation): string => {
  const ended = sayEnded(organisation)
  return ended ? `${organisation.name} (${ended})` : organisation.name
}
