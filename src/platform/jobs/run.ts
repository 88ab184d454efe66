import { Logger, type Runner, run, type TaskList } from 'graphile-worker'
import type pg from 'pg'
import { z } from 'zod'
import type { Db } from '#platform/database/connect.ts'
import { read, readMoment, write } from '#platform/database/transaction.ts'
import type { Subscription } from '#platform/events/deliver.ts'
import { log } from '#platform/log.ts'
import { Problem } from '#platform/problem.ts'
import type { JobContext, JobKind } from './define.ts'

const envelope = z.object({ organisation_id: z.uuid(), payload: z.unknown() })
const happened = z.object({
  event_id: z.number(),
  name: z.string(),
  organisation_id: z.uuid(),
  subject_id: z.string(),
  actor_id: z.string().nullable(),
  happened_at: z.coerce.date(),
  payload: z.unknown(),
})

/** A job's world: the service acting for one organisation, and for others only where the job names them. */
export function contextFor(db: Db, organisation_id: string, now: Date, others: readonly string[] = []): JobContext {
  const who = { person_id: undefined, organisations: [...new Set([organisation_id, ...others])], of_service: true }
  return {
    organisation_id,
    service: { person_id: undefined, name: 'Moothall' },
    now,
    read: work => read(db, who, work),
    readMoment: (person_id, work) => readMoment(db, { ...who, person_id }, work),
    write: work => write(db, who, work),
    together: more => contextFor(db, organisation_id, now, more),
  }
}

// A problem is an answer ("the case is closed by now"), so the job is over; a fault is tried again, with growing pauses.
async function settle(name: string, work: () => Promise<void>) {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    log.info({ job: name, problem: error.code }, 'a job had nothing to do')
  }
}

export function tasksOf(db: Db, jobs: readonly JobKind[], subscriptions: readonly Subscription[]): TaskList {
  const tasks: TaskList = {}
  for (const job of jobs)
    tasks[job.name] = async raw => {
      const { organisation_id, payload } = envelope.parse(raw)
      await settle(job.name, () => job.work(contextFor(db, organisation_id, new Date()), job.payload.parse(payload)))
    }
  for (const { name, event, listener } of subscriptions)
    tasks[`on.${name}`] = async raw => {
      const told = happened.parse(raw)
      await settle(name, () =>
        listener(contextFor(db, told.organisation_id, new Date()), {
          ...told,
          payload: event.payload.parse(told.payload),
        }),
      )
    }
  return tasks
}

/** Starts the worker. `upkeep` are the installation's own chores, which belong to no organisation; `crontab` says when they run. */
export function startWorker(options: {
  db: Db
  owner: pg.Pool
  jobs: readonly JobKind[]
  subscriptions: readonly Subscription[]
  upkeep: TaskList
  crontab: string
  concurrency?: number
}): Promise<Runner> {
  return run({
    pgPool: options.owner,
    concurrency: options.concurrency ?? 4,
    noHandleSignals: true,
    crontab: options.crontab,
    logger: new Logger(() => (level, message) => {
      if (level === 'error' || level === 'warning') log.warn({ worker: message }, 'the worker said')
    }),
    taskList: { ...tasksOf(options.db, options.jobs, options.subscriptions), ...options.upkeep },
  })
}
