import type { JobKind } from '#platform/jobs/define.ts'
import { caseJobs } from '#rooms/cases/index.ts'
import { channelJobs } from '#rooms/channels/index.ts'

/** Every job of every room, for the queue. */
export const jobs: readonly JobKind[] = [...channelJobs, ...caseJobs]
