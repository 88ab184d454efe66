/* An event's payload may be of an older release, so it is read with care: what is not there reads as nothing. */

export type Payload = Readonly<Record<string, unknown>>
/** Says an instant, written as ISO 8601, in the zone of the page. */
export type Say = (instant: string) => string
export type Sentence = (payload: Payload, say: Say, actor: string) => string

export const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''
export const nested = (value: unknown): Payload =>
  // Any object may be read by key; what is not text reads as nothing.
  typeof value === 'object' && value !== null ? (value as Payload) : {}
export const named = (names: Readonly<Record<string, string>>, value: unknown) => names[textOf(value)] ?? textOf(value)
