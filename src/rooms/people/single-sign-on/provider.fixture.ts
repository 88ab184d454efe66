/*
 * A real, certified OpenID provider on loopback, for tests: node-oidc-provider. Who signs in there is said by the login hint; what it
 * says of them, by `people`.
 */
import { generateKeyPairSync, sign } from 'node:crypto'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Configuration } from 'oidc-provider'

export interface Someone {
  readonly sub: string
  readonly [claim: string]: unknown
}

export interface PretendProvider {
  readonly issuer: string
  readonly client_id: string
  readonly client_secret: string
  /** Who there is, by the address that signs in. */
  readonly people: Map<string, Someone>
  /** Whether it answers at all. */
  silent: boolean
  /** Changes what an ID token says before it is signed: for a provider that is wrong, or whose tokens are another's. */
  change: ((claims: Record<string, unknown>) => Record<string, unknown>) | undefined
  /** Its tokens' signatures are wrong. */
  corrupt: boolean
  /** What it answers instead, at a place of its own: something wrong, or nothing for as long as anybody waits. */
  fail: ((place: string) => { status: number; body: string } | 'nothing' | undefined) | undefined
  /** How it asks something of us: our keys, or that somebody has signed out. */
  ask: ((url: string, init: RequestInit) => Promise<Response>) | undefined
  close(): Promise<void>
}

const CLAIMS = ['email', 'email_verified', 'name', 'groups', 'preferred_username', 'xms_edov', 'hasgroups']

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const JWK = { ...privateKey.export({ format: 'jwk' }), kid: 'for-tests', use: 'sig', alg: 'RS256' }
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A token that says this, signed as the provider signs. */
export function signed(claims: Record<string, unknown>, header: Record<string, unknown> = {}): string {
  const text = `${part({ alg: 'RS256', kid: JWK.kid, ...header })}.${part(claims)}`
  return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`
}

function resign(response: ServerResponse, { change, corrupt }: PretendProvider) {
  const end = response.end.bind(response) as (body: string) => ServerResponse
  const changed = (body: string) => {
    const answer = JSON.parse(body)
    if (!answer.id_token) return body
    const claims = JSON.parse(Buffer.from(answer.id_token.split('.')[1], 'base64url').toString())
    return JSON.stringify({
      ...answer,
      id_token: signed(change?.(claims) ?? claims).slice(0, corrupt ? -8 : undefined) + (corrupt ? 'AAAAAAAA' : ''),
    })
  }
  response.end = ((body: string | Buffer) => {
    const text = changed(String(body))
    response.setHeader('content-length', Buffer.byteLength(text))
    return end(text)
  }) as typeof response.end
}

const settings = (
  clients: Configuration['clients'],
  people: PretendProvider['people'],
  ask: (url: string, init: RequestInit) => Promise<Response>,
): Configuration => ({
  fetch: (url, { method = 'GET', headers, body } = {}) => ask(String(url), { method, headers, body } as RequestInit),
  ...{ clients: clients ?? [], claims: { openid: ['sub', ...CLAIMS] }, scopes: ['openid', 'profile', 'email'] },
  conformIdTokenClaims: false,
  jwks: { keys: [JWK] },
  pkce: { required: () => true },
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: { enabled: true },
    backchannelLogout: { enabled: true },
  },
  ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 60, Session: 600, Interaction: 60, Grant: 600 },
  cookies: { keys: ['for tests'] },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, sub) => {
    const someone = [...people.values()].find(one => one.sub === sub)
    return someone && { accountId: sub, claims: () => ({ ...someone }) }
  },
})

/** Signs in whoever the hint names, and agrees to everything. */
async function agree(
  op: Provider,
  people: PretendProvider['people'],
  request: Parameters<Provider['interactionDetails']>,
) {
  const { params, prompt } = await op.interactionDetails(...request)
  const someone = people.get(String(params.login_hint ?? ''))
  if (!someone) return op.interactionFinished(...request, { error: 'access_denied' })
  const grant = new op.Grant({ accountId: someone.sub, clientId: String(params.client_id) })
  grant.addOIDCScope('openid profile email')
  const answer = prompt.name === 'login' ? { login: { accountId: someone.sub } } : {}
  return op.interactionFinished(...request, { ...answer, consent: { grantId: await grant.save() } })
}

const listening = async (server: Server) => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

/** Starts one that knows us as a client, and sends people back to every provider's address of ours. */
export async function pretendProvider(more: object = {}): Promise<PretendProvider> {
  const people: PretendProvider['people'] = new Map()
  const server = createServer()
  const issuer = `http://127.0.0.1:${await listening(server)}`
  const client = { client_id: 'moothall', client_secret: 'a secret of both' }
  const op = new Provider(
    issuer,
    settings(
      [
        {
          ...client,
          redirect_uris: ['http://localhost:3000/sign-in/with/any/return'],
          post_logout_redirect_uris: ['http://localhost:3000/sign-in'],
          token_endpoint_auth_method: 'client_secret_post',
          ...more,
        },
      ],
      people,
      (url, init) => fixture.ask?.(url, init) ?? Promise.reject(new Error('nobody to ask')),
    ),
  )
  // Tests add providers as they go, each with an address of its own.
  op.Client.prototype.redirectUriAllowed = uri => /^http:\/\/localhost:\d+\/sign-in\/with\//.test(uri)
  op.Client.prototype.postLogoutRedirectUriAllowed = uri => /^http:\/\/localhost:\d+\/sign-in$/.test(uri)
  const fixture: PretendProvider = {
    ...{ issuer, people, silent: false, change: undefined, corrupt: false, fail: undefined, ask: undefined },
    ...client,
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  const answer = op.callback()
  server.on('request', async (request, response) => {
    if (fixture.silent) return request.socket.destroy()
    const instead = fixture.fail?.(new URL(request.url ?? '/', issuer).pathname)
    if (instead === 'nothing') return
    if (instead) return response.writeHead(instead.status).end(instead.body)
    if (fixture.change && request.url === '/token') resign(response, fixture)
    if (request.url?.startsWith('/interaction/'))
      return agree(op, people, [request, response]).catch(error => end500(response, error))
    return answer(request, response)
  })
  return fixture
}

function end500(response: { writeHead(status: number): { end(text: string): void } }, error: unknown) {
  response.writeHead(500).end(String(error))
}
