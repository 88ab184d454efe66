const PAST_UNDOING_MS = 15_000

/** A time at which whatever was written just now can no longer be undone, and has gone. */
export const pastUndoing = (): Date => new Date(Date.now() + PAST_UNDOING_MS)
