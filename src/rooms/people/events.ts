import { z } from 'zod'
import { changes } from '#platform/events/changes.ts'
import { defineEvent } from '#platform/events/event.ts'

const text = z.string()
const changed = z.object({ changes })

export const personEdited = defineEvent('person.edited', 'staff', changed)
export const personDeactivated = defineEvent('person.deactivated', 'staff', z.object({}))
export const personReactivated = defineEvent('person.reactivated', 'staff', z.object({}))
export const rolesChanged = defineEvent(
  'person.rolesChanged',
  'staff',
  z.object({
    ...{ organisation_id: text, organisation: text, given: z.array(text), taken: z.array(text) },
    /** Their groups at an identity provider did it, and nobody by hand. */
    by_groups: z.boolean().optional(),
  }),
)
/** A role begins or ends by itself on a day; null for no such day. */
export const roleDated = defineEvent(
  'person.roleDated',
  'staff',
  z.object({
    ...{ organisation_id: text, organisation: text, role: text },
    ...{ starts_at: text.nullable(), ends_at: text.nullable() },
  }),
)
/** What roles held in an organisation may do there, from now on or no longer. */
export const rolePermissionsChanged = defineEvent(
  'organisation.rolePermissionsChanged',
  'staff',
  z.object({
    changes: z.array(z.object({ role: text, permission: text, granted: z.boolean() })),
    because: text,
  }),
)
/** Somebody sees the product as this person does, and changes nothing. */
export const viewingStarted = defineEvent(
  'person.viewingStarted',
  'staff',
  z.object({ viewing_id: text, reason: text, until: text }),
)
export const viewingEnded = defineEvent(
  'person.viewingEnded',
  'staff',
  z.object({ viewing_id: text, viewer_id: text, because: z.enum(['stopped', 'time']) }),
)
/** An address they write from; until it is verified it says nothing of who they are. */
export const addressAdded = defineEvent(
  'person.addressAdded',
  'staff',
  z.object({ address_id: text, address: text, verified: z.boolean() }),
)
export const addressVerified = defineEvent('person.addressVerified', 'staff', z.object({ address: text }))
export const addressRemoved = defineEvent('person.addressRemoved', 'staff', z.object({ address: text }))
const provider = z.object({ provider_id: text, name: text })
/** They sign in with a provider from now on: it said the address is theirs. */
export const personLinked = defineEvent('person.linked', 'staff', provider.extend({ address: text.nullable() }))
export const personUnlinked = defineEvent('person.unlinked', 'staff', provider)
export const passwordChanged = defineEvent('person.passwordChanged', 'staff', z.object({}))
export const sessionsEnded = defineEvent('person.sessionsEnded', 'staff', z.object({ sessions: z.number() }))
export const tokenCreated = defineEvent(
  'person.tokenCreated',
  'staff',
  z.object({ token_id: text, name: text, scopes: z.array(text), expires_at: text.nullable() }),
)
export const tokenRevoked = defineEvent('person.tokenRevoked', 'staff', z.object({ token_id: text, name: text }))
/** It came in the place of others; it ended, and another came in its place or nobody did. */
export const organisationFounded = defineEvent(
  'organisation.founded',
  'staff',
  z.object({ name: text, in_place_of: z.array(text) }),
)
export const organisationEnded = defineEvent(
  'organisation.ended',
  'staff',
  z.object({ successor: text.nullable(), kept_until: text.nullable() }),
)
export const organisationEdited = defineEvent('organisation.edited', 'staff', changed)
/** The shared service begins to serve it: until it is live only its administrators sign in. */
export const organisationTakenOn = defineEvent(
  'organisation.takenOn',
  'staff',
  z.object({ name: text, short_name: text, kind: text }),
)
/** A step of taking it on is not needed, for a reason; or is after all. */
export const onboardingStepDecided = defineEvent(
  'organisation.onboardingStepDecided',
  'staff',
  z.object({ step: text, needed: z.boolean(), because: text.nullable() }),
)
/** The running rules were asked, as so many people and in so many tables, what of others' is seen. */
export const boundaryProved = defineEvent(
  'organisation.boundaryProved',
  'staff',
  z.object({ asked: z.number(), tables: z.number(), leaks: z.number() }),
)
export const organisationLive = defineEvent('organisation.live', 'staff', z.object({}))
/** Its logo is another, or none. */
export const logoChanged = defineEvent('organisation.logoChanged', 'staff', z.object({ logo: text.nullable() }))
export const teamAdded = defineEvent('organisation.teamAdded', 'staff', z.object({ team_id: text, name: text }))
/** It ended: what it had goes on with these. */
export const teamEnded = defineEvent(
  'organisation.teamEnded',
  'staff',
  z.object({ team_id: text, name: text, in_place: z.array(text) }),
)
export const teamEdited = defineEvent('organisation.teamEdited', 'staff', changed.extend({ team_id: text, name: text }))
export const teamMembersChanged = defineEvent(
  'organisation.teamMembersChanged',
  'staff',
  z.object({ team_id: text, name: text, joined: z.array(text), left: z.array(text), leads: z.array(text) }),
)
/** Somebody's work in a team begins or ends by itself on a day; null for no such day. */
export const teamPlaceDated = defineEvent(
  'organisation.teamPlaceDated',
  'staff',
  z.object({
    ...{ team_id: text, name: text, person: text, leads: z.boolean() },
    /** Only that they lead it has these dates: they work in it before and after. */
    leads_only: z.boolean().optional(),
    ...{ starts_at: text.nullable(), ends_at: text.nullable() },
  }),
)
export const calendarAdded = defineEvent(
  'organisation.calendarAdded',
  'staff',
  z.object({ calendar_id: text, name: text }),
)
export const calendarEdited = defineEvent(
  'organisation.calendarEdited',
  'staff',
  changed.extend({ calendar_id: text, name: text }),
)
/** A calendar has a new version: clocks that run on it are due at other times. */
export const calendarChanged = defineEvent(
  'organisation.calendarChanged',
  'staff',
  changed.extend({ calendar_id: text, name: text, version: z.number(), effective_from: text, because: text }),
)
export const bankHolidaysImported = defineEvent(
  'organisation.bankHolidaysImported',
  'staff',
  z.object({ source: text, added: z.array(text), renamed: z.array(text), removed: z.array(text) }),
)
const rota = z.object({ rota_id: text, team_id: text, name: text })
export const rotaAdded = defineEvent('organisation.rotaAdded', 'staff', rota)
export const rotaChanged = defineEvent(
  'organisation.rotaChanged',
  'staff',
  rota.extend({ removed: z.boolean().optional() }),
)
export const rotaOverridden = defineEvent(
  'organisation.rotaOverridden',
  'staff',
  z.object({
    ...{ rota_id: text, name: text, person_id: text.nullable(), because: text, from: text, until: text },
    removed: z.boolean(),
  }),
)
export const providerAdded = defineEvent('organisation.providerAdded', 'staff', provider.extend({ issuer: text }))
export const providerEdited = defineEvent('organisation.providerEdited', 'staff', provider.extend({ changes }))
export const providerSwitched = defineEvent(
  'organisation.providerSwitched',
  'staff',
  provider.extend({ active: z.boolean() }),
)
export const groupGrantChanged = defineEvent(
  'organisation.groupGrantChanged',
  'staff',
  provider.extend({ group: text, gives: text, removed: z.boolean() }),
)
/** A provider let somebody in whom we did not. */
export const signInRefused = defineEvent(
  'organisation.signInRefused',
  'staff',
  provider.extend({ why: text, address: text.nullable() }),
)
/** What a directory says of somebody beside what we keep ourselves: the names of what changed, and not the values. */
export const directoryEntryChanged = defineEvent(
  'person.directoryEntryChanged',
  'staff',
  z.object({ user_name: text, changed: z.array(text) }),
)
export const removedFromDirectory = defineEvent('person.removedFromDirectory', 'staff', z.object({ user_name: text }))
const directoryToken = z.object({ token_id: text, name: text })
export const directoryTokenCreated = defineEvent(
  'organisation.directoryTokenCreated',
  'staff',
  directoryToken.extend({ expires_at: text }),
)
export const directoryTokenRevoked = defineEvent('organisation.directoryTokenRevoked', 'staff', directoryToken)
const directoryGroup = z.object({ group_id: text, name: text })
export const directoryGroupAdded = defineEvent('organisation.directoryGroupAdded', 'staff', directoryGroup)
/** `unknown` counts members the directory named whom we do not have. */
export const directoryGroupChanged = defineEvent(
  'organisation.directoryGroupChanged',
  'staff',
  directoryGroup.extend({ changes, joined: z.array(text), left: z.array(text), unknown: z.number() }),
)
export const directoryGroupRemoved = defineEvent('organisation.directoryGroupRemoved', 'staff', directoryGroup)
/** A second factor of theirs: an authenticator app, or a passkey by its name. */
export const factorAdded = defineEvent(
  'person.factorAdded',
  'staff',
  z.object({ what: z.enum(['authenticator', 'passkey']), name: text.optional() }),
)
export const factorRemoved = defineEvent(
  'person.factorRemoved',
  'staff',
  z.object({ what: z.enum(['authenticator', 'passkey']), name: text.optional() }),
)
/** Somebody else took away all that they had lost. */
export const factorsReset = defineEvent('person.factorsReset', 'staff', z.object({ reason: text }))
export const recoveryCodesMade = defineEvent('person.recoveryCodesMade', 'staff', z.object({}))
export const recoveryCodeUsed = defineEvent('person.recoveryCodeUsed', 'staff', z.object({}))
/** What an organisation asks of signing in: the roles with a second factor, and its rules for passwords. Words are counted, not told. */
export const signInRulesChanged = defineEvent('organisation.signInRulesChanged', 'staff', changed)
/** Somebody who forgot theirs asked for a letter. The link is made when the letter is written, and lies in no event. */
export const passwordLetterAsked = defineEvent('person.passwordLetterAsked', 'staff', z.object({ letter_id: text }))
export const personInvited = defineEvent('person.invited', 'staff', z.object({ letter_id: text }))
/** Set with a letter: `reset` or `invitation`. */
export const passwordSet = defineEvent('person.passwordSet', 'staff', z.object({ with: text }))
/** A file of people was applied: how many it added, changed and deactivated. Each of them has events of their own. */
export const peopleImported = defineEvent(
  'organisation.peopleImported',
  'staff',
  z.object({ file: text, added: z.number(), changed: z.number(), deactivated: z.number() }),
)
