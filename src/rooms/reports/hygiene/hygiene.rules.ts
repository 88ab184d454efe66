/* What makes a desk's own figures untrue when nobody looks: clocks stopped and forgotten, cases nobody has, cases nobody sorted. */

export const HYGIENE = {
  requester: { name: 'Stopped, waiting for the requester', hours: 120 },
  supplier: { name: 'Stopped, waiting for a supplier', hours: 240 },
  development: { name: 'Stopped as a development request', hours: 720 },
  planned: { name: 'Stopped until a planned date', hours: 720 },
  unassigned: { name: 'With nobody', hours: 8 },
  untriaged: { name: 'Without a category or a team', hours: 4 },
} as const

export type Hygiene = keyof typeof HYGIENE
export const KINDS = Object.keys(HYGIENE) as Hygiene[]

export interface Limit {
  readonly organisation_id: string
  readonly what: string
  readonly hours: number
}

/** After how many hours by the wall clock a case that waits so is one to look at. */
export const limitOf = (limits: readonly Limit[], organisation_id: string, what: Hygiene): number =>
  limits.find(limit => limit.organisation_id === organisation_id && limit.what === what)?.hours ?? HYGIENE[what].hours

/** "5 days", "36 hours". */
export const sayHours = (hours: number): string =>
  hours % 24 === 0 ? `${hours / 24} ${hours === 24 ? 'day' : 'days'}` : `${hours} ${hours === 1 ? 'hour' : 'hours'}`
