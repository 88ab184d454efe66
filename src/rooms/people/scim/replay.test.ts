/* What Okta and Microsoft really send, replayed. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { type Council, council } from '#testing/council.tsx'
import { directoryOf, directoryToken, directoryWith, type Told } from '#testing/directory.ts'

// The requests are not part of the project: MOOTHALL_SCIM_DATA names the folder that has them.
const folder = process.env.MOOTHALL_SCIM_DATA
const names = ['okta_suites.json', 'microsoft_reference_requests.json', 'filters.json'] as const
const absent = !folder || names.some(name => !existsSync(path.join(folder, name)))
if (absent)
  console.warn('What Okta and Microsoft send is left out: MOOTHALL_SCIM_DATA names no folder with all three files.')
const load = (name: (typeof names)[number]) => JSON.parse(readFileSync(path.join(folder ?? '', name), 'utf8'))

interface Assertion {
  readonly what: string
  readonly path: string | null
  readonly is: string
  readonly value: string | number | null
}

interface Step {
  readonly name: string
  readonly method: string
  readonly url: string
  readonly headers: Record<string, string>
  readonly body?: unknown
  readonly set_variables: readonly { name: string | null; path: string }[]
  readonly assert: readonly Assertion[]
}

/** What a path such as `Resources[0].emails[0].value` names. */
const at = (json: unknown, place: string): unknown =>
  place
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce<unknown>((from, name) => (from as Record<string, unknown> | undefined)?.[name], json)

const filled = (text: string, known: Record<string, string>) =>
  text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => known[name] ?? whole)

const HOLDS: Record<string, (has: unknown, wanted: string) => boolean> = {
  not_empty: has => has !== undefined && has !== null && has !== '' && (!Array.isArray(has) || has.length > 0),
  is_a_number: has => typeof has === 'number',
  equal: (has, wanted) => String(has) === wanted,
  equal_number: (has, wanted) => Number(has) === Number(wanted),
  is_less_than: (has, wanted) => Number(has) < Number(wanted),
  has_value: (has, wanted) => Array.isArray(has) && has.includes(wanted),
  contains: (has, wanted) => JSON.stringify(has).includes(wanted),
}

function brokenIn(step: Step, told: Told, ms: number, known: Record<string, string>): string[] {
  return step.assert
    .filter(({ what, path: place, is, value }) => {
      const has = what === 'response_status' ? told.status : what === 'response_time' ? ms : at(told.json, place ?? '')
      return !HOLDS[is]?.(has, filled(String(value), known))
    })
    .map(one => `${step.name}: ${JSON.stringify(one)} got ${told.status} ${JSON.stringify(told.json)?.slice(0, 200)}`)
}

/** Sends one step as it stands; what it names for later is kept in `known`. */
async function play(step: Step, base: string, secret: string, known: Record<string, string>): Promise<string[]> {
  const place = encodeURI(filled(step.url, known).replace(base, ''))
  const body = step.body === undefined ? undefined : filled(JSON.stringify(step.body), known)
  const { Authorization = '', ...headers } = step.headers
  const authorization = filled(Authorization, { ...known, auth: `Bearer ${secret}`, SCIMAuth: `Bearer ${secret}` })
  const started = performance.now()
  const told = await directoryWith(secret).send(step.method, place, body, { ...headers, authorization })
  for (const { name, path: from } of step.set_variables) if (name) known[name] = String(at(told.json, from) ?? '')
  return brokenIn(step, told, performance.now() - started, known)
}

test.skipIf(absent)('every step of Okta’s SPEC suite passes', async () => {
  const secret = await directoryToken(await council(), 'Okta')
  const name = `r${newId().slice(-8)}@atko.com`
  const known: Record<string, string> = {
    ...{ randomUsername: name, randomEmail: name, randomUsernameCaps: name.toUpperCase(), randomGivenName: 'Rosa' },
    ...{ randomFamilyName: 'Lopez', InvalidUserEmail: 'nobody@atko.com', UserIdThatDoesNotExist: newId() },
  }
  const broken: string[] = []
  const steps: Step[] = load('okta_suites.json').suites.spec.steps
  for (const step of steps) broken.push(...(await play(step, '{{SCIMBaseURL}}', secret, known)))
  expect(broken).toEqual([])
  expect(steps.length).toBe(12)
})

/** What Okta sends us for each thing that happens in Okta, as its documentation of provisioning says. */
async function asOktaDoes(secret: string, step: Step, known: Record<string, string>) {
  const okta = directoryWith(secret)
  const person = {
    userName: known.okta_user_email!,
    name: { givenName: known.okta_user_firstname!, familyName: known.okta_user_lastname! },
    emails: [{ primary: true, value: known.okta_user_email!, type: 'work' }],
    active: true,
  }
  if (/^assign user|^assign a user/i.test(step.name)) {
    const { json } = await okta.find(`userName eq "${known.okta_user_email}"`)
    if (json.totalResults === 0) return okta.post('/Users', person)
    return okta.put(`/Users/${json.Resources[0].id}`, {
      ...person,
      name: { ...person.name, givenName: known.okta_user_firstname_update! },
    })
  }
  if (/^update user/i.test(step.name)) {
    const before = (await okta.get(`/Users/${known.scim_id}`)).json
    return okta.put(`/Users/${known.scim_id}`, {
      ...before,
      name: { ...before.name, givenName: known.okta_user_firstname_update },
    })
  }
  if (/^deactivate|^removes an assignment/i.test(step.name))
    return okta.patch(`/Users/${known.scim_id}`, { op: 'replace', value: { active: false } })
  return undefined
}

test.skipIf(absent).each(['crud', 'entitlements_crud'])(
  'every step of Okta’s %s suite passes that asks us',
  async suite => {
    const secret = await directoryToken(await council(), 'Okta')
    const known: Record<string, string> = {
      ...{
        okta_user_email: `o${newId().slice(-8)}@atko.com`,
        okta_user_firstname: 'Ola',
        okta_user_lastname: 'Nordmann',
      },
      okta_user_firstname_update: 'Olav',
    }
    const steps: Step[] = load('okta_suites.json').suites[suite].steps
    const broken: string[] = []
    let asked = 0
    for (const step of steps) {
      if (step.url.startsWith('{{SCIMUrl}}')) {
        asked++
        broken.push(...(await play(step, '{{SCIMUrl}}', secret, known)))
      } else await asOktaDoes(secret, step, known)
    }
    expect(broken).toEqual([])
    expect(asked).toBe(5)
  },
)

test.skipIf(absent)('the step of Okta’s entitlements suite passes where we have such a thing: groups', async () => {
  const secret = await directoryToken(await council(), 'Okta')
  await directoryWith(secret).post('/Groups', { displayName: 'Planners' })
  const [step] = load('okta_suites.json').suites.entitlements.steps
  expect(await play(step, '{{SCIMBaseURL}}', secret, { EntitlementEndpoint: '/Groups' })).toEqual([])
})

interface Sent {
  readonly group: string
  readonly name: string
  readonly method: string
  readonly url: string
  readonly body?: unknown
  readonly body_text?: string
  readonly status?: readonly number[]
  readonly sets?: readonly string[]
}

/** A PATCH that was answered with nothing there is here answered with the resource, and what they misname has its name. */
async function playMicrosoft(c: Council, requests: readonly Sent[]) {
  const directory = await directoryOf(c)
  const known: Record<string, string> = {}
  const broken: string[] = []
  for (const { group, name, method, url, body, body_text, status, sets } of requests) {
    const place = filled(url.replace('{{base}}', ''), known)
      .replace('serviceConfiguration', 'ServiceProviderConfig')
      .replace('/Users/?', '/Users?')
    const sent = body === undefined ? body_text : filled(JSON.stringify(body), known)
    const told = await directory.send(method, encodeURI(decodeURI(place)), sent)
    for (const variable of sets ?? []) known[variable] = told.json?.id
    const allowed = status?.includes(204) && method === 'PATCH' ? [...status, 200] : status
    if ((allowed && !allowed.includes(told.status)) || told.status >= 500)
      broken.push(`${group} / ${name}: ${told.status}, not ${allowed}: ${JSON.stringify(told.json)?.slice(0, 300)}`)
  }
  return broken
}

test.skipIf(absent)(
  'every request of Microsoft’s reference passes, but that for a token of its own',
  { timeout: 60_000 },
  async () => {
    const requests: Sent[] = load('microsoft_reference_requests.json').requests
    const ours = requests.filter(({ name }) => name !== 'Get Token')
    expect(await playMicrosoft(await council(), ours)).toEqual([])
    expect(ours.length).toBe(78)
  },
)

test.skipIf(absent)('every valid filter is answered, and every broken one refused', async () => {
  const directory = await directoryOf(await council())
  const { valid, also_valid, invalid_400_invalidFilter: invalid } = load('filters.json')
  const wrong: string[] = []
  for (const filter of [...valid, ...also_valid.map((one: string) => one.replace(/ \(Entra.*$/, ''))])
    if ((await directory.find(filter)).status !== 200) wrong.push(filter)
  for (const filter of invalid) {
    const { status, json } = await directory.find(filter)
    if (status !== 400 || json.scimType !== 'invalidFilter') wrong.push(filter)
  }
  expect(wrong).toEqual([])
  expect([valid.length, also_valid.length, invalid.length]).toEqual([17, 5, 11])
})
