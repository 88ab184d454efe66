import type { Author } from '#platform/events/record.ts'
import type { Channel, ClosureCode, HoldReason } from '#rooms/cases/index.ts'
import type { Level } from '#rooms/clock/index.ts'
import type { Named } from './played-case.ts'
import type { Category, Partner } from './world.ts'

/** Who does what falls due by itself. */
export const THE_SERVICE: Author = { person_id: undefined, name: 'Moothall' }

interface Done {
  readonly at: Date
  readonly by: Author
}

/** How a case begins. */
export interface Logging extends Done {
  readonly id: string
  readonly requester: Named
  readonly subject: string
  readonly body: string
  readonly channel: Channel
  readonly category: Category | undefined
  readonly team: Named | null
  readonly impact: Level | undefined
  readonly urgency: Level | undefined
  readonly location: string | undefined
  readonly started_at: Date
}

/** What is done to a case, under the names of the acts. */
export type Step = Done &
  (
    | { readonly act: 'assign'; readonly team: Named; readonly assignee: Named | null }
    | { readonly act: 'classify'; readonly category: Category }
    | { readonly act: 'prioritise'; readonly impact: Level; readonly urgency: Level; readonly because: string }
    | { readonly act: 'reply' | 'note' | 'answer'; readonly body: string; readonly channel: string }
    | { readonly act: 'hold'; readonly reason: HoldReason; readonly until: Date | undefined; readonly note: string }
    | { readonly act: 'resume'; readonly because: string }
    | { readonly act: 'resolve'; readonly closure_code: ClosureCode; readonly resolution: string }
    | { readonly act: 'close'; readonly because: string }
  )

type WithoutWhen<T> = T extends unknown ? Omit<T, keyof Done> : never
/** A step before it is said when, and by whom. */
export type Act = WithoutWhen<Step>

export interface Task extends Named {
  readonly assignee: Named
  readonly team: Named & { readonly leads: readonly string[] }
  readonly created_at: Date
  readonly due_at: Date
  readonly done_at: Date
}

/** A case from first to last, whether or not it has all happened yet. */
export interface Story {
  readonly partner: Partner
  readonly logging: Logging
  readonly steps: readonly Step[]
  readonly tasks: readonly Task[]
  readonly watchers: readonly Named[]
}
