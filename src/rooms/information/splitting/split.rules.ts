/* What of an organisation becomes another, and the ways in which what stands between can be settled. */

/** Who goes, as somebody chose it. */
export interface Chosen {
  readonly teams: readonly string[]
  readonly mailboxes: readonly string[]
  readonly departments: readonly string[]
  readonly locations: readonly string[]
  readonly domains: readonly string[]
  readonly also: readonly string[]
  readonly but_not: readonly string[]
}

export const NOBODY: Chosen = {
  ...{ teams: [], mailboxes: [], departments: [], locations: [], domains: [], also: [], but_not: [] },
}

export const isAnybody = (chosen: Chosen): boolean =>
  [chosen.teams, chosen.departments, chosen.locations, chosen.domains, chosen.also].some(list => list.length > 0)

/** Who goes, one by one. */
export interface Parts {
  readonly persons: readonly string[]
  readonly teams: readonly string[]
  readonly mailboxes: readonly string[]
}

interface Kind {
  readonly what: string
  /** How it can be settled; none for what has to be put right first. */
  readonly ways: Readonly<Record<string, string>>
  readonly hint?: string
}

/** What can stand between those who go and those who stay. */
export const CONFLICTS = {
  nobody: { what: 'Nobody goes', ways: {}, hint: 'Choose who goes first.' },
  everybody: { what: 'Everybody goes', ways: {}, hint: 'Somebody has to stay: this would be no split.' },
  staying_team: {
    what: 'Open cases of people who go, with a team that stays',
    ways: {
      goes: 'They go on in the new organisation, to be given out there',
      stays: 'They stay until they are done; their requesters are answered by e-mail',
    },
  },
  losing_team: {
    what: 'Open cases that stay, with a team or a person that goes',
    ways: { given_out: 'They stay without a team, to be given out again' },
    hint: 'Or give them to somebody who stays, before the day.',
  },
  major: {
    what: 'Open cases of people who go, in a major incident that is under way',
    ways: { stays: 'They stay until they are done' },
    hint: 'Or wait until the incident is over.',
  },
  restricted: {
    what: 'Restricted cases of people who go, with people named on both sides',
    ways: {
      goes: 'They go on in the new organisation; only those named who go may know of them there',
      stays: 'They stay, for those who are named',
    },
    hint: 'You may not know of any. Those that nobody who goes is named on stay in any case.',
  },
  replies: {
    what: 'Replies that wait for their time, on cases that go',
    ways: {},
    hint: 'Send or withdraw them first: whoever wrote them may stay.',
  },
  memberships: {
    what: 'People in a team of the other side',
    ways: { ends: 'They are in it no longer' },
  },
  rotas: {
    what: 'Rotas with people of both sides',
    ways: {},
    hint: 'Take those who go out of rotas that stay, and the other way round.',
  },
  shared_mailbox: {
    what: 'Mailboxes that log cases for other organisations too',
    ways: { goes: 'They go, and go on serving them', stays: 'They stay' },
  },
  sign_in: {
    what: 'Where people sign in from: it can be only one’s',
    ways: {
      goes: 'It goes, with its e-mail domains and groups; those who stay choose a password',
      stays: 'It stays; those who go choose a password, until the new organisation has its own',
    },
  },
  directory: {
    what: 'The directory that tells of people: it can be only one’s',
    ways: { goes: 'It goes, with its groups and tokens', stays: 'It stays' },
  },
  others: {
    what: 'People of other organisations who work for this one',
    ways: { both: 'They work for both', first: 'They work for this one only' },
  },
  administrator: {
    what: 'Nobody who goes may look after the new organisation',
    ways: { planner: 'Whoever confirms this looks after it until somebody else does' },
    hint: 'Or make somebody who goes an administrator first.',
  },
  legal_hold: {
    what: 'A legal hold on the organisation',
    ways: { both: 'It holds for both' },
  },
} as const satisfies Record<string, Kind>
export type ConflictKind = keyof typeof CONFLICTS
export type Ways = Readonly<Partial<Record<string, string>>>

/** Something that stands between, as it was found. */
export interface Conflict {
  readonly kind: ConflictKind
  /** How many; null where only some may know. */
  readonly many: number | null
  readonly names: readonly string[]
}

export const waysOf = (kind: ConflictKind): Readonly<Record<string, string>> => CONFLICTS[kind].ways

/** How a kind is settled, if it is. */
export const wayOf = (ways: Ways, kind: ConflictKind): string | undefined => {
  const way = ways[kind]
  return way !== undefined && way in waysOf(kind) ? way : undefined
}

/** Those that are not settled; what has to be put right first is never settled. */
export const open = (conflicts: readonly Conflict[], ways: Ways): Conflict[] =>
  conflicts.filter(({ kind }) => wayOf(ways, kind) === undefined)

/** What cases are asked by. Until somebody decided, what keeps most together. */
export const caseWays = (ways: Ways) => ({
  with_staying_team: wayOf(ways, 'staying_team') === 'stays' ? ('stays' as const) : ('goes' as const),
  restricted: wayOf(ways, 'restricted') === 'goes' ? ('goes' as const) : ('stays' as const),
})
