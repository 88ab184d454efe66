/** How long somebody who showed that it is them is taken to be still there. */
export const FRESH_MINUTES = 10

/** Whether a proof is fresh enough to change how somebody signs in. */
export const isFresh = (proved_at: Date | null, now: Date): boolean =>
  proved_at !== null && now.getTime() - proved_at.getTime() < FRESH_MINUTES * 60_000
