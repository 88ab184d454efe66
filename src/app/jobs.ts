import type { JobKind } from '#platform/jobs/define.ts'
import { caseJobs, readForTelling } from '#rooms/cases/index.ts'
import { channelJobs, tellingJobs } from '#rooms/channels/index.ts'
import { informationJobs } from '#rooms/information/index.ts'
import { peopleJobs } from '#rooms/people/index.ts'
import { held } from './holdings.ts'

/** Every job of every room, for the queue. */
export const jobs: readonly JobKind[] = [
  ...peopleJobs,
  ...channelJobs,
  ...tellingJobs(readForTelling),
  ...caseJobs,
  ...informationJobs(held),
]
