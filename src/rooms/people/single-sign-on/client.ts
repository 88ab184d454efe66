/*
 * One client for every provider: openid-client, which is certified, with what a provider is set up as. What a provider publishes of
 * itself is remembered for an hour, and for a day more while it cannot be asked again.
 */
import * as oidc from 'openid-client'
import { absolute } from '#platform/site.ts'
import { peoplePaths } from '../paths.ts'
import { proofOf } from './our-key.ts'
import type { Provider } from './provider.queries.ts'
import { askProvider } from './reach-provider.ts'

const FRESH_MS = 3_600_000
const STALE_MS = 86_400_000
const MOST = 500
/** Clocks of two machines differ; by more than this they are wrong. */
const SKEW_SECONDS = 60
const TIMEOUT_SECONDS = 12

type Settings = Pick<
  Provider,
  'id' | 'version' | 'profile' | 'issuer' | 'client_id' | 'proof' | 'sealed_secret' | 'public_key'
>

/** Where a provider sends people back to: an address for each, so that none can pass for another. */
export const returnAddress = (provider_id: string): string =>
  absolute(peoplePaths.signInReturn({ provider: provider_id }))

/** Asks a provider for what it publishes of itself. Raises what openid-client raises, and `people.provider-silent`. */
export async function discover(settings: Settings): Promise<oidc.Configuration> {
  const issuer = new URL(settings.issuer)
  const metadata = { [oidc.clockTolerance]: SKEW_SECONDS, redirect_uris: [returnAddress(settings.id)] }
  const config = await oidc.discovery(issuer, settings.client_id, metadata, await proofOf(settings), {
    execute: [
      // A token's signature is looked at though it came straight from the provider: not every way there has TLS.
      oidc.enableNonRepudiationChecks,
      // Only a host that whoever runs the installation named is asked without TLS: platform/http/outward.ts.
      ...(issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : []),
    ],
    [oidc.customFetch]: askProvider,
    timeout: TIMEOUT_SECONDS,
  })
  config[oidc.customFetch] = askProvider
  return config
}

interface Remembered {
  readonly version: number
  readonly at: number
  readonly config: oidc.Configuration
}
const remembered = new Map<string, Remembered>()

/** A provider ready to be asked. Its keys are remembered with it, and asked for again when one is new. */
export async function clientFor(provider: Settings, now: Date): Promise<oidc.Configuration> {
  const known = remembered.get(provider.id)
  const age = known?.version === provider.version ? now.getTime() - known.at : Number.POSITIVE_INFINITY
  if (known && age >= 0 && age < FRESH_MS) return known.config
  try {
    const config = await discover(provider)
    if (remembered.size >= MOST) remembered.clear()
    remembered.set(provider.id, { version: provider.version, at: now.getTime(), config })
    return config
  } catch (error) {
    if (known && age < STALE_MS) return known.config
    throw error
  }
}
