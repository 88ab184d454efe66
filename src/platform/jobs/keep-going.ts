import { log } from '#platform/log.ts'

const TICK_MS = 1000

/**
 * Does something again and again until closed: as soon as it is asked for, at once when it found something to do, and at least once a
 * second, in case nobody could ask. `once` answers how much it did; when it fails, `failed` is logged and it is tried again.
 */
export function keepGoing(once: () => Promise<number>, failed: string): { ask(): void; close(): Promise<void> } {
  let asked = true
  let closed = false
  let wake = () => {}
  const loop = async () => {
    while (!closed) {
      asked = false
      const done = await once().catch(error => {
        log.warn({ error: error.message }, failed)
        return 0
      })
      if (done > 0 || asked || closed) continue
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, TICK_MS)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }
  const running = loop()
  return {
    ask() {
      asked = true
      wake()
    },
    async close() {
      closed = true
      wake()
      await running
    },
  }
}
