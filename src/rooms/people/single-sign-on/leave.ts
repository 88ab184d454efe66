import { sql } from 'kysely'
import * as oidc from 'openid-client'
import type { Db } from '#platform/database/connect.ts'
import { read } from '#platform/database/transaction.ts'
import { log } from '#platform/log.ts'
import { absolute } from '#platform/site.ts'
import { peoplePaths } from '../paths.ts'
import { clientFor } from './client.ts'
import { getProvider, type Provider } from './provider.queries.ts'
import { unsealIdToken } from './seal-id-token.ts'

const NOBODY = { person_id: undefined, organisations: [] }

export interface WayOut {
  readonly provider: Provider
  readonly href: string
}

/** Where to go to be signed out of the provider too; undefined when the session came by none, or it offers nothing. Never raises. */
export async function wayOut(db: Db, token_hash: string, now: Date): Promise<WayOut | undefined> {
  try {
    const { rows } = await read(db, NOBODY, tx =>
      sql<{ provider_id: string; organisation_id: string; sealed_id_token: string | null }>`
        select * from people.provider_session_of(${token_hash})`.execute(tx),
    )
    const [came] = rows
    if (!came) return undefined
    const home = { person_id: undefined, organisations: [came.organisation_id] }
    const provider = await read(db, home, tx => getProvider(tx, came.provider_id))
    const config = await clientFor(provider, now)
    if (!config.serverMetadata().end_session_endpoint) return undefined
    const hint = came.sealed_id_token ? { id_token_hint: unsealIdToken(token_hash, came.sealed_id_token) } : {}
    const parameters = { post_logout_redirect_uri: absolute(peoplePaths.signIn()), ...hint }
    return { provider, href: oidc.buildEndSessionUrl(config, parameters).href }
  } catch (error) {
    // Signing out here must not wait for anybody else's server.
    log.warn(
      { error: error instanceof Error ? error.message : String(error) },
      'a provider did not say how to sign out',
    )
    return undefined
  }
}
