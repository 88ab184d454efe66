/*
 * What a browser is told about every page: nothing runs in it but our own files, nobody frames it, and no other site reads it or posts to
 * it (abuse case 38). Every page there is, as somebody who may see it.
 */
import { expect, test } from 'vitest'
import { ENHANCE_HASH } from '#platform/ui/layout/document.tsx'
import { app, council, visitor } from '#testing/council.tsx'
import { marked } from '#testing/marked.ts'
import { placeFor } from '#testing/places.ts'

const routesBy = (method: string) => [
  ...new Set(app.routes.filter(one => one.method === method && !one.path.includes('*')).map(({ path }) => path)),
]

const ELSEWHERE = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }

/** What is wrong with an answer's headers and markup, in words. */
function faultsOf({ headers, status }: Response, text: string): string[] {
  const policy = headers.get('content-security-policy') ?? ''
  const scripts = [...text.matchAll(/<script\b([^>]*)>([^<]*)/g)]
  // GOV.UK Frontend's one line, allowed by its hash alone.
  const inline = scripts.filter(([, head = '', body = '']) => !/\ssrc=/.test(head) && !body.includes('js-enabled'))
  // A message of a stranger's, cleaned, in a frame of its own: it may look as it was sent, and run nothing.
  const framed = policy.includes('sandbox') && !policy.includes('allow-scripts')
  return [
    ...(headers.get('x-content-type-options') === 'nosniff' ? [] : ['may be sniffed']),
    ...(policy.includes("default-src 'none'") ? [] : ['no policy']),
    ...(!framed && /unsafe-|\*|https?:/.test(policy) ? [`a loose policy: ${policy}`] : []),
    ...(headers.has('access-control-allow-origin') ? ['read by other sites'] : []),
    ...(/frame-ancestors|sandbox/.test(policy) || headers.get('x-frame-options') ? [] : ['may be framed']),
    ...(inline.length > 0 ? [`a script inside: ${inline[0]?.[0]}`] : []),
    ...(/<[^>]+\son\w+=/.test(withoutText(text)) ? ['a handler inside'] : []),
    ...(!framed && /<style\b|<[^>]+\sstyle=/.test(withoutText(text)) ? ['a style inside'] : []),
    ...(status < 500 ? [] : [`a fault: ${status}`]),
  ]
}

/** Markup alone: what stands in quotes is somebody's text, and what a message's own frame has is under a policy of its own. */
const withoutText = (page: string) => page.replaceAll(/ srcdoc="[^"]*"/g, '').replaceAll(/(=)"[^"]*"/g, '$1""')

test('every page says so, to everybody who may see it and to who may not', { timeout: 120_000 }, async () => {
  const c = await council()
  const own = await marked(c)
  const pages = routesBy('GET').filter(path => !/^\/(api\/v1|live|scim)/.test(path))
  const wrong = new Set<string>()
  let seen = 0
  for (const place of pages.map(path => placeFor(path, own)))
    for (const who of [c.farah, c.asha, c.ben, visitor]) {
      const answer = await who.get(place, ELSEWHERE)
      const isPage = answer.headers.get('content-type')?.startsWith('text/html')
      const text = isPage ? await answer.text() : ''
      if (isPage) seen++
      for (const fault of faultsOf(answer, text)) wrong.add(`${place.replace(/[0-9a-f-]{36}/g, '…')}: ${fault}`)
    }
  expect([...wrong]).toEqual([])
  expect(seen).toBeGreaterThan(200)
  expect(ENHANCE_HASH).toContain('sha256-')
})

test('no form is taken from another site, signing out and uploading among them', { timeout: 60_000 }, async () => {
  const c = await council()
  const own = await marked(c)
  // Servers send what they signed themselves, and no session counts there.
  const forms = routesBy('POST').filter(path => !/^\/(api\/|scim|unsubscribe|sign-out\/by\/)/.test(path))
  const taken: string[] = []
  for (const place of forms.map(path => placeFor(path, own)))
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const headers = { ...ELSEWHERE, cookie: c.farah.cookie, 'content-type': type }
      const { status } = await app.request(`http://localhost${place}`, { method: 'POST', body: 'a=b', headers })
      if (status !== 403) taken.push(`${place} as ${type}: ${status}`)
    }
  expect(taken).toEqual([])
  expect(forms.length).toBeGreaterThan(100)
  expect((await c.farah.get('/account')).status).toBe(200)
})

test('another site is given no leave by asking for it, and a session is nothing to the API', async () => {
  const c = await council()
  for (const place of ['/account', '/api/v1/cases', '/scim/v2/Users']) {
    const headers = { ...ELSEWHERE, 'access-control-request-method': 'POST', cookie: c.asha.cookie }
    const asked = await app.request(`http://localhost${place}`, { method: 'OPTIONS', headers })
    expect([...asked.headers.keys()].filter(name => name.startsWith('access-control'))).toEqual([])
  }
  expect((await c.asha.get('/api/v1/cases')).status).toBe(401)
  expect((await c.farah.get('/scim/v2/Users')).status).toBe(401)
})
