/*
 * Passkeys (WebAuthn): what a browser is asked to sign, and whether what came back is right. Who we are is what the operator said, never
 * what a request claims.
 */
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { sql } from 'kysely'
import type { Db } from '#platform/database/connect.ts'
import { read, write } from '#platform/database/transaction.ts'
import { site } from '#platform/site.ts'
import { hashSecret } from '../sign-in/secret.ts'

// Loaded when the first passkey is asked for: it is as large as all else of signing in, and few use one.
const library = () => import('@simplewebauthn/server')

const NOBODY = { person_id: undefined, organisations: [] }
const MINUTES = 5

const ourselves = () => {
  const { hostname, origin } = new URL(site().url)
  return { rpID: hostname, origin }
}

async function keepChallenge(db: Db, challenge: string, person_id: string | null, now: Date) {
  const ends = new Date(now.getTime() + MINUTES * 60_000)
  await write(db, NOBODY, tx =>
    sql`select people.begin_passkey(${hashSecret(challenge)}, ${person_id}, ${ends})`.execute(tx),
  )
}

/** Whether a challenge is one of ours, for this person, and not answered before. */
const takeChallenge = (db: Db, person_id: string | null, now: Date) => async (challenge: string) => {
  const { rows } = await write(db, NOBODY, tx =>
    sql<{ taken: boolean }>`
      select people.take_passkey_challenge(${hashSecret(challenge)}, ${person_id}, ${now}) as taken`.execute(tx),
  )
  return rows[0]?.taken === true
}

interface Owner {
  readonly person_id: string
  readonly name: string
  readonly email: string | null
}

/** What a browser needs to make a passkey for somebody who has these already. */
export async function optionsToAdd(db: Db, owner: Owner, existing: readonly string[], now: Date) {
  const { generateRegistrationOptions } = await library()
  const options = await generateRegistrationOptions({
    ...{ rpName: 'Moothall', rpID: ourselves().rpID, attestationType: 'none' },
    ...{ userName: owner.email ?? owner.name, userDisplayName: owner.name },
    userID: new TextEncoder().encode(owner.person_id),
    excludeCredentials: existing.map(id => ({ id })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  })
  await keepChallenge(db, options.challenge, owner.person_id, now)
  return options
}

/** What a browser needs to answer with a passkey: one of these, or any, which then must know its holder by a finger, face or PIN. */
export async function optionsToUse(
  db: Db,
  whose: { person_id: string; ids: readonly string[] } | undefined,
  now: Date,
) {
  const { generateAuthenticationOptions } = await library()
  const options = await generateAuthenticationOptions({
    rpID: ourselves().rpID,
    userVerification: whose ? 'preferred' : 'required',
    ...(whose && { allowCredentials: whose.ids.map(id => ({ id })) }),
  })
  await keepChallenge(db, options.challenge, whose?.person_id ?? null, now)
  return options
}

export interface Made {
  readonly credential_id: string
  readonly public_key: Buffer
  readonly counter: number
  readonly transports: string[]
}

function answerFrom<Answer>(text: string): Answer | undefined {
  try {
    // Whatever it is: the library looks at every part of it.
    return JSON.parse(text) as Answer
  } catch {
    return undefined
  }
}

/** The passkey a browser made for somebody; undefined when it is not what we asked for. */
export async function readNewPasskey(db: Db, person_id: string, text: string, now: Date): Promise<Made | undefined> {
  const response = answerFrom<RegistrationResponseJSON>(text)
  if (!response) return undefined
  const { rpID: expectedRPID, origin: expectedOrigin } = ourselves()
  const expectedChallenge = takeChallenge(db, person_id, now)
  const asked = { response, expectedChallenge, expectedOrigin, expectedRPID, requireUserVerification: false }
  // It raises for whatever is wrong, and what exactly is nobody's business but the log's.
  const { verifyRegistrationResponse } = await library()
  const { verified, registrationInfo } = await verifyRegistrationResponse(asked).catch(() => ({
    ...{ verified: false, registrationInfo: undefined },
  }))
  if (!verified || !registrationInfo) return undefined
  const { id, publicKey, counter, transports } = registrationInfo.credential
  return { credential_id: id, public_key: Buffer.from(publicKey), counter, transports: transports ?? [] }
}

interface Known extends Made {
  readonly id: string
  readonly person_id: string
  readonly organisation_id: string
}

/**
 * Whose passkey signed what we asked, for somebody half way in or for nobody yet; undefined when none of ours did. Whoever comes with a
 * passkey alone must have been known by it; a counter that goes back is a copied key.
 */
export async function readPasskey(db: Db, person_id: string | undefined, text: string, now: Date) {
  const response = answerFrom<AuthenticationResponseJSON>(text)
  if (typeof response?.id !== 'string') return undefined
  const { rows } = await read(db, NOBODY, tx => sql<Known>`select * from people.passkey_of(${response.id})`.execute(tx))
  const [known] = rows
  if (!known || (person_id !== undefined && known.person_id !== person_id)) return undefined
  const { rpID: expectedRPID, origin: expectedOrigin } = ourselves()
  const credential = { id: known.credential_id, publicKey: new Uint8Array(known.public_key), counter: known.counter }
  const expectedChallenge = takeChallenge(db, person_id ?? null, now)
  const asked = { response, expectedChallenge, expectedOrigin, expectedRPID, credential }
  const { verifyAuthenticationResponse } = await library()
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    ...asked,
    requireUserVerification: person_id === undefined,
  }).catch(() => ({ verified: false, authenticationInfo: undefined }))
  if (!verified || !authenticationInfo) return undefined
  const { id, organisation_id } = known
  return { id, person_id: known.person_id, organisation_id, counter: authenticationInfo.newCounter }
}
