/*
 * Which rows of each declared table go when part of its organisation becomes another, as SQL over a row `t`. What is somebody's own
 * goes with them; what a team or mailbox has goes with it; settings are copied; the rest stays, and with it what people were told.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Held } from '#platform/holdings/holding.ts'
import { type Passed, passedOf } from '../succeeding/passing.rules.ts'
import { type Parts, type Ways, wayOf } from './split.rules.ts'

export interface PartedTable extends Passed {
  readonly does: 'moves' | 'copied' | 'stays'
  /** Which of an organisation's rows do. */
  readonly which: RawBuilder<boolean>
  /** Of what does not go with both of whom it joins: which rows end. */
  readonly ends?: RawBuilder<boolean>
}

interface Going {
  readonly parts: Parts
  readonly ways: Ways
}

const no = sql<boolean>`false`
const all = sql<boolean>`true`
const among = (column: string, ids: readonly string[]) => sql<boolean>`t.${sql.ref(column)} = any (${[...ids]}::uuid[])`
const either = (...some: RawBuilder<boolean>[]) => sql<boolean>`(${sql.join(some, sql` or `)})`

/** Rules for people who are told are of people and categories that stay: the new organisation makes its own. */
const NOT_COPIED = ['cases.escalation_plans']

const goesWhole = (kind: 'sign_in' | 'directory', { ways }: Going) => (wayOf(ways, kind) === 'goes' ? all : no)

/** What goes otherwise than with its person. */
const GOES: Readonly<Record<string, (going: Going) => RawBuilder<boolean>>> = {
  'people.rotas': ({ parts }) => among('team_id', parts.teams),
  'people.rota_overrides': ({ parts }) =>
    sql<boolean>`exists (select from ${sql.table('people.rotas')} r where r.id = t.rota_id and r.team_id = any (${[...parts.teams]}::uuid[]))`,
  'channels.hooks': ({ parts }) => either(among('person_id', parts.persons), among('team_id', parts.teams)),
  'channels.mailboxes': ({ parts }) => among('id', parts.mailboxes),
  'channels.mailbox_organisations': ({ parts }) => among('mailbox_id', parts.mailboxes),
  'channels.fetches': ({ parts }) => among('mailbox_id', parts.mailboxes),
  'content.notices': () => no,
  'people.identity_providers': going => goesWhole('sign_in', going),
  'people.directory_tokens': going => goesWhole('directory', going),
  'people.directory_groups': going => goesWhole('directory', going),
}

/** What joins a person with something else: it goes where both do, and ends where one does. */
const JOINS: Readonly<Record<string, (going: Going) => RawBuilder<boolean>>> = {
  'people.team_members': ({ parts }) => among('team_id', parts.teams),
  'people.directory_group_members': going => goesWhole('directory', going),
  'people.identities': going => goesWhole('sign_in', going),
}

/** Hangs from a provider in the database itself, and goes with it. */
const WITH_PROVIDER = ['people.email_domains', 'people.group_grants', 'people.identities']

const COPIED: Readonly<Record<string, (parts: Parts) => RawBuilder<boolean>>> = {
  'people.teams': ({ teams }) => among('id', teams),
  'cases.team_signatures': ({ teams }) => among('team_id', teams),
}

/** A provider's groups that put people into a team which stays. */
const grantsOfOtherTeams = (going: Going): RawBuilder<boolean> =>
  sql<boolean>`(${goesWhole('sign_in', going)} and t.team_id is not null and not ${among('team_id', going.parts.teams)})`

/** A hold on somebody goes where they go. */
const holdsOnThem = ({ parts }: Going): RawBuilder<boolean> =>
  sql<boolean>`(t.kind = 'person' and ${among('subject_id', parts.persons)})`

function partedOf(passed: Passed, going: Going): PartedTable {
  const { table, holding, passing } = passed
  const { parts } = going
  const copied = COPIED[table]
  if (copied) return { ...passed, does: 'copied', which: copied(parts) }
  const joined = JOINS[table]
  const theirs = holding.whose ? among(holding.whose, parts.persons) : no
  if (joined) {
    const other = joined(going)
    const which = sql<boolean>`(${theirs} and ${other})`
    return { ...passed, does: 'moves', which, ends: sql<boolean>`((${theirs}) <> (${other}))` }
  }
  if (table === 'people.role_assignments') return { ...passed, does: 'moves', which: theirs }
  if (table === 'information.legal_holds') return { ...passed, does: 'moves', which: holdsOnThem(going) }
  if (NOT_COPIED.includes(table) || holding.kind === 'notice' || passing.how === 'stays')
    return { ...passed, does: 'stays', which: all }
  if (passing.how.startsWith('copied')) return { ...passed, does: 'copied', which: all }
  const own = GOES[table]
  const grants = table === 'people.group_grants' && { ends: grantsOfOtherTeams(going) }
  return {
    ...grants,
    ...passed,
    does: 'moves',
    which: own ? own(going) : WITH_PROVIDER.includes(table) ? goesWhole('sign_in', going) : theirs,
  }
}

/** What becomes of every declared table's rows. */
export const partedTables = (held: Held, going: Going): PartedTable[] => passedOf(held).map(one => partedOf(one, going))

/** Whether a moving table's rows go by themselves, and not with the provider they hang from. */
export const movesItself = ({ table, does }: PartedTable): boolean => does === 'moves' && !WITH_PROVIDER.includes(table)
