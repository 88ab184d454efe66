import type { Read, Write } from '#platform/database/transaction.ts'
import type { Impact } from './impact.rules.ts'

/** What a change would do: all of it, or of very many clocks how to begin and whether what was found still holds. */
export interface Foresight {
  readonly impact: Impact
  readonly later?: Later | undefined
}

export interface Later {
  /** Begins to look at every clock in the background, into a proposal that was kept. */
  begin(tx: Write, proposal: { readonly id: string; readonly organisation_id: string }): Promise<void>
  /** How many cases have been changed since an instant, or have come due. */
  changedSince(tx: Read, since: Date): Promise<number>
}
