import { gatherHoldings, type Held } from '#platform/holdings/holding.ts'
import { platformHoldings } from '#platform/holdings/holdings.ts'
import { caseHoldings } from '#rooms/cases/index.ts'
import { catalogueHoldings } from '#rooms/catalogue/index.ts'
import { channelHoldings } from '#rooms/channels/index.ts'
import { contentHoldings } from '#rooms/content/index.ts'
import { informationHoldings } from '#rooms/information/index.ts'
import { peopleHoldings } from '#rooms/people/index.ts'
import { reportHoldings } from '#rooms/reports/index.ts'

/** All that is held: what every room says of its own tables. */
export const held: Held = gatherHoldings([
  platformHoldings,
  peopleHoldings,
  contentHoldings,
  catalogueHoldings,
  channelHoldings,
  caseHoldings,
  reportHoldings,
  informationHoldings,
])
