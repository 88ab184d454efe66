/* A browser with its cookies, from a network of its own, for tests of signing in. */
import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { settleSite } from '#platform/site.ts'
import { app, type Council, type Member } from '#testing/council.tsx'
import { changePassword } from '../account/account.actions.ts'

export const PASSWORD = 'kettle window river'
const ORIGIN = 'http://localhost'

/** From here on a test says which address somebody comes from. */
export const fromAnywhere = () => settleSite({ proxies: 1, url: undefined, port: 3000 })

const anAddress = () => `10.${[...randomBytes(3)].join('.')}`

export interface TestBrowser {
  readonly cookies: Map<string, string>
  get(path: string): Promise<Response>
  post(path: string, fields?: Record<string, string | readonly string[]>): Promise<Response>
  page(path: string): Promise<string>
  signIn(email: string, password?: string): Promise<Response>
  /** Whether pages of theirs are to be seen. */
  isIn(): Promise<boolean>
}

/** A browser that nobody has used before. */
export function aBrowser(address = anAddress(), cookies = new Map<string, string>()): TestBrowser {
  const ask = async (path: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { 'x-forwarded-for': address, origin: ORIGIN, ...(cookie ? { cookie } : {}) }
    const answer = await app.request(ORIGIN + path, { ...init, headers })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]!.split('=')
      if (value === '' || /Max-Age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  const post: TestBrowser['post'] = (path, fields = {}) => {
    const body = new URLSearchParams()
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
    return ask(path, { method: 'POST', body })
  }
  return {
    cookies,
    get: path => ask(path),
    post,
    page: async path => (await ask(path)).text(),
    signIn: (email, password = PASSWORD) => post('/sign-in', { email, password }),
    isIn: async () => (await ask('/account')).status === 200,
  }
}

/** Gives somebody a password, as they would have set it. */
export const givePassword = (c: Council, who: Member, password = PASSWORD) =>
  c.writing(tx => changePassword(tx, who.author, { person_id: who.id, password }, new Date()))

/** The key of an authenticator app, as the page says it. */
export const keyFrom = (page: string): string => /<code>([A-Z2-7 ]+)<\/code>/.exec(page)![1]!.replaceAll(' ', '')

export const codeOf = (key: string, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: Date.now() + steps * 30_000 })

/** The recovery codes a page shows. */
export const recoveryCodesFrom = (page: string): string[] =>
  [...page.matchAll(/<code>([a-z0-9]{4}(?:-[a-z0-9]{4}){3})<\/code>/g)].map(([, code]) => code!)

/** Sets an app up in a browser where somebody is signed in, with the code before now's; its key and the recovery codes. */
export async function setUpApp(browser: Pick<TestBrowser, 'post' | 'page'>) {
  await browser.post('/account/second-factor/authenticator')
  const key = keyFrom(await browser.page('/account/second-factor/authenticator'))
  const done = await browser.post('/account/second-factor/authenticator/confirm', { code: codeOf(key, -1) })
  return { key, codes: recoveryCodesFrom(await done.text()) }
}
