import { dealOut } from './fair.rules.ts'
import { outgoing } from './outgoing.ts'
import type { Lane } from './take.ts'
import { serverFor } from './where.ts'

/** In hand for each connection: one going, and some that need not be asked for when it is done. */
const AHEAD = 3

interface Line {
  count: number
  going: number
  readonly councils: Map<string, number>
  readonly queue: (() => void)[]
}

/** What this worker has in hand, for each mail server. */
export interface InHand {
  /** How many more to take of each lane. */
  share(lanes: readonly Lane[]): ReadonlyMap<Lane, number>
  /** Counts one in. */
  add(lane: Lane): void
  /** Waits for a connection to be free, does the work, counts it out; then says whether there is room to take more. */
  through(lane: Lane, work: () => Promise<void>): Promise<boolean>
}

export function openInHand(): InHand {
  const lines = new Map<string, Line>()
  const lineOf = (lane: Lane): Line => {
    const where = serverFor(lane.mailbox)
    const key = where === 'sink' || 'trouble' in where ? 'here' : where.key
    const line = lines.get(key) ?? { count: 0, going: 0, councils: new Map(), queue: [] }
    lines.set(key, line)
    return line
  }
  const change = (line: Line, organisation_id: string, by: number) => {
    line.count += by
    line.councils.set(organisation_id, (line.councils.get(organisation_id) ?? 0) + by)
  }
  return {
    share(lanes) {
      const shares = [...Map.groupBy(lanes, lineOf)].map(([line, group]) =>
        dealOut(group, outgoing().connections * AHEAD - line.count, line.councils),
      )
      return new Map(shares.flatMap(share => [...share]))
    },
    add: lane => change(lineOf(lane), lane.organisation_id, 1),
    async through(lane, work) {
      const line = lineOf(lane)
      if (line.going >= outgoing().connections) await new Promise<void>(resolve => line.queue.push(resolve))
      line.going++
      try {
        await work()
      } finally {
        line.going--
        change(line, lane.organisation_id, -1)
        line.queue.shift()?.()
      }
      return line.count === 0 || line.count === outgoing().connections * (AHEAD - 1)
    },
  }
}
