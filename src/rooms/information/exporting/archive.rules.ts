interface Kept {
  readonly state: string
  readonly expires_at: Date | null
}

/** Whether an archive's bytes are still there to be taken. */
export const isThere = ({ state, expires_at }: Kept, now: Date): boolean =>
  state === 'ready' && expires_at !== null && expires_at > now
