/* A browser that signs in with a provider, without a browser: two jars of cookies, and every redirect. */
import { clientFor } from '#testing/client.ts'
import { app, type Council } from '#testing/council.tsx'
import { addProvider, type ProviderFields, switchProvider } from './provider.actions.ts'
import type { PretendProvider } from './provider.fixture.ts'

export class Jar {
  private readonly kept = new Map<string, string>()
  keep(response: Response) {
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /max-age=0|expires=Thu, 01 Jan 1970/i.test(line)) this.kept.delete(name)
      else this.kept.set(name, value)
    }
    return response
  }
  forget() {
    this.kept.clear()
  }
  get header() {
    return [...this.kept].map(([name, value]) => `${name}=${value}`).join('; ')
  }
}

const OURS = 'http://localhost:3000'

/** One person's browser; with another's cookies of the provider, somebody who is signed in there already. */
export function browser(there = new Jar()) {
  const here = new Jar()
  const client = () => clientFor(app, here.header)
  const get = async (path: string) => here.keep(await client().get(path))
  const post = async (path: string, fields: Record<string, string>) => here.keep(await client().post(path, fields))
  return {
    get,
    post,
    here,
    there,
    /** From our page to the provider and back to our door, which is not opened: its address. */
    async through(href: string): Promise<URL> {
      let url = new URL(href)
      for (let hops = 0; hops < 12; hops += 1) {
        if (url.origin === OURS) return url
        const headers = { cookie: there.header }
        const response = there.keep(await fetch(url, { redirect: 'manual', headers }))
        const next = response.headers.get('location')
        if (!next) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
        url = new URL(next, url)
      }
      throw new Error('too many redirects')
    },
    /** Types an address, and follows to the provider and back to our door. */
    async sent(email: string, back = '/account') {
      const answer = await post(`/sign-in?return=${encodeURIComponent(back)}`, { email })
      const href = /^0;url=(.+)$/.exec(answer.headers.get('refresh') ?? '')?.[1]
      if (!href) throw new Error(`no way to a provider: ${answer.status} ${await answer.text()}`)
      const door = await this.through(href)
      return door.pathname + door.search
    },
    /** The whole way in. */
    async signIn(email: string, back?: string) {
      return get(await this.sent(email, back))
    },
  }
}

export type Browser = ReturnType<typeof browser>

/** Gives a council a provider, switched on, with an administrator who can sign in without it. */
export async function givenProvider(c: Council, op: PretendProvider, more: Partial<ProviderFields> = {}) {
  const fields: ProviderFields = {
    ...{ profile: 'keycloak', name: `Staff account of ${c.short}`, issuer: op.issuer, client_id: op.client_id },
    ...{ proof: 'secret', secret: op.client_secret, scopes: 'openid profile email', groups_claim: 'groups' },
    ...{
      adds_people: false,
      checks_second_factor: false,
      believes_second_factor: false,
      only_way: false,
      shown: false,
    },
    domains: [`${c.short.toLowerCase()}.example`],
    ...more,
  }
  const { id } = await c.writing(tx =>
    addProvider(tx, c.farah.author, { organisation_id: c.organisation_id, fields }, new Date()),
  )
  await c.writing(tx => switchProvider(tx, c.farah.author, { id, active: true }, new Date()))
  return id
}
