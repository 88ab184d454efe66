import { beforeAll, expect, test } from 'vitest'
import { settleSite } from '#platform/site.ts'
import { type Council, council, db, type Member, owner } from '#testing/council.tsx'
import { workFor } from '#testing/work.ts'
import { aBrowser, fromAnywhere, givePassword, PASSWORD, type TestBrowser } from '../sign-in/browser.fixture.ts'
import { NO_ORGANISATION } from './forgotten.jobs.ts'

beforeAll(() => fromAnywhere())

const NEW = 'candle harbour spoon'

/** Does what strangers asked for, then what the council's events ask. */
async function work(c: Council, at = new Date()) {
  await workFor(owner, db, NO_ORGANISATION, at)
  await c.work(at)
}

const mailsTo = (c: Council, who: Member) =>
  c.reading(tx =>
    tx
      .selectFrom('channels.sent_messages')
      .select(['subject', 'text', 'to_address'])
      .where('person_id', '=', who.id)
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
  )

const tokenIn = (text: string) => /token=([\w.%-]+)/.exec(text)?.[1] ?? ''

/** The token of the last letter somebody got. */
async function lastToken(c: Council, who: Member) {
  const letters = (await mailsTo(c, who)).filter(({ text }) => tokenIn(text) !== '')
  return decodeURIComponent(tokenIn(letters.at(-1)?.text ?? ''))
}

async function forget(c: Council, who: Member, browser: TestBrowser = aBrowser()) {
  const answer = await browser.post('/sign-in/forgotten', { email: who.email })
  await work(c)
  return answer
}

const setIt = (token: string, password = NEW) => aBrowser().post('/sign-in/password', { token, password })

test('somebody who forgot their password chooses another with a letter, once, and is told', async () => {
  const c = await council()
  await givePassword(c, c.ben)
  const elsewhere = aBrowser()
  await elsewhere.signIn(c.ben.email)
  expect((await forget(c, c.ben)).status).toBe(200)
  const token = await lastToken(c, c.ben)
  const browser = aBrowser()
  expect(await browser.page(`/sign-in/password?token=${token}`)).toContain(c.ben.email)
  const weak = await browser.post('/sign-in/password', { token, password: 'short' })
  expect(weak.status).toBe(422)
  expect(await weak.text()).toContain('Use at least 12 characters')
  const done = await browser.post('/sign-in/password', { token, password: NEW })
  expect(done.headers.get('location')).toBe('/sign-in?done=password')
  // Abuse case 34: every session has ended, the letter is used up, the old password is none.
  expect(await elsewhere.isIn()).toBe(false)
  expect((await setIt(token)).status).toBe(410)
  expect((await aBrowser().signIn(c.ben.email, PASSWORD)).status).toBe(422)
  expect((await aBrowser().signIn(c.ben.email, NEW)).status).toBe(303)
  await work(c)
  expect((await mailsTo(c, c.ben)).at(-1)!.subject).toBe('Your password was changed')
})

test('abuse case 34: the answer is the same, byte for byte, for an address nobody has', async () => {
  const c = await council()
  await givePassword(c, c.ben)
  const ask = async (email: string) => {
    const answer = await aBrowser().post('/sign-in/forgotten', { email })
    return `${answer.status} ${(await answer.text()).replaceAll(email, '‹address›')}`
  }
  expect(await ask(c.ben.email)).toBe(await ask(`nobody-${c.ben.email}`))
  // And nobody has looked yet whose address it is: both have left one job, and nothing else.
  const { rows } = await owner.query(
    `select count(*)::int as jobs from graphile_worker._private_jobs where payload -> 'payload' ->> 'email' like $1`,
    [`%${c.ben.email}`],
  )
  expect(rows[0].jobs).toBe(2)
  expect(await mailsTo(c, c.ben)).toHaveLength(0)
  await work(c)
  expect((await mailsTo(c, c.ben)).length).toBeGreaterThan(0)
})

test('abuse case 34: it is throttled by address and by account', async () => {
  const c = await council()
  await givePassword(c, c.ben)
  for (let n = 0; n < 5; n++) await forget(c, c.ben)
  const letters = (await mailsTo(c, c.ben)).filter(({ subject }) => subject === 'Choose a new password')
  expect(letters).toHaveLength(3)
  // Each of those that came works: nobody is kept from a new password by others asking.
  expect((await aBrowser().get(`/sign-in/password?token=${tokenIn(letters[0]!.text)}`)).status).toBe(200)
  const one = aBrowser()
  const answers = []
  for (let n = 0; n < 12; n++) answers.push((await one.post('/sign-in/forgotten', { email: `a${n}@x.example` })).status)
  expect(answers.filter(status => status === 429)).toHaveLength(2)
})

test('abuse case 34: a letter is for half an hour, for the password there was, and names our own address', async () => {
  const c = await council()
  await givePassword(c, c.ben)
  settleSite({ proxies: 1, url: 'http://desk.council.example', port: 3000 })
  const browser = aBrowser()
  await browser.post('/sign-in/forgotten', { email: c.ben.email })
  await work(c)
  fromAnywhere()
  const [letter] = (await mailsTo(c, c.ben)).slice(-1)
  expect(letter!.text).toContain('http://desk.council.example/sign-in/password?token=')
  const token = await lastToken(c, c.ben)
  expect((await setIt(`${token.slice(0, -2)}xx`)).status).toBe(410)
  await givePassword(c, c.ben, 'another kettle window')
  expect((await setIt(token)).status).toBe(410)
  await forget(c, c.ben)
  const late = await lastToken(c, c.ben)
  await owner.query(`update people.password_letters set ends_at = now() where person_id = $1`, [c.ben.id])
  expect((await setIt(late)).status).toBe(410)
  // No event, job or column has what the link says.
  const { rows } = await owner.query(
    `select coalesce(string_agg(payload::text, ''), '') || (select coalesce(string_agg(row_to_json(l)::text, ''), '')
       from people.password_letters l where person_id = $1) as all from platform.events where subject_id = $1`,
    [c.ben.id],
  )
  expect(rows[0].all).not.toContain(late.split('.')[1])
})

test('abuse case 35: an invitation is single-use, expires, and ends when roles change or its person leaves', async () => {
  const c = await council()
  const place = `/admin/people/${c.ben.id}/sign-in`
  const invite = async () => {
    expect((await c.farah.post(`${place}/invitation`)).status).toBe(303)
    await c.work()
    return lastToken(c, c.ben)
  }
  const first = await invite()
  expect(await c.farah.page(place)).toContain('They are invited, until')
  expect((await aBrowser().get(`/sign-in/password?token=${first}`)).status).toBe(200)
  const second = await invite()
  expect((await setIt(first)).status).toBe(410)
  const roles = `roles-${c.organisation_id}`
  await c.farah.post(`/admin/people/${c.ben.id}/roles`, { [roles]: ['requester', 'analyst'] })
  expect((await setIt(second)).status).toBe(410)
  const third = await invite()
  await c.farah.post(`/admin/people/${c.ben.id}/active`, { active: 'no' })
  expect((await setIt(third)).status).toBe(410)
  await c.farah.post(`/admin/people/${c.ben.id}/active`, { active: 'yes' })
  expect((await setIt(third)).status).toBe(410)
  const { rows } = await owner.query(
    `select extract(day from ends_at - made_at)::int as days from people.password_letters where person_id = $1`,
    [c.ben.id],
  )
  expect(rows.every(({ days }) => days === 7)).toBe(true)
  const fourth = await invite()
  expect((await setIt(fourth)).status).toBe(303)
  expect((await setIt(fourth)).status).toBe(410)
  expect((await aBrowser().signIn(c.ben.email, NEW)).status).toBe(303)
  const other = await council()
  expect((await other.farah.post(`${place}/invitation`)).status).toBe(404)
  expect((await c.asha.post(`${place}/invitation`)).status).toBe(403)
})

function rules(more: Record<string, string | Blob>) {
  const form = new FormData()
  for (const [name, value] of Object.entries({ least_length: '12', remembered: '0', banned_words: '', ...more }))
    form.append(name, value)
  return form
}

test('S-08: an organisation’s rules hold for the next password that is set, and name what they refuse', async () => {
  const c = await council()
  await givePassword(c, c.ben)
  const place = `/admin/organisations/${c.organisation_id}/sign-in`
  const file = new Blob(['Riverside\nox\nmarket square\n'])
  const saved = await c.farah.send(
    place,
    rules({ least_length: '16', remembered: '2', banned_words: 'Kingfisher', file }),
  )
  expect(saved.status).toBe(303)
  expect(await c.farah.page(place)).toContain('kingfisher\nriverside\nmarketsquare')
  const browser = aBrowser()
  expect((await browser.signIn(c.ben.email)).status).toBe(303)
  let old = PASSWORD
  const change = async (password: string) => {
    const answer = await browser.post('/account/password', { old, password })
    if (answer.status === 303) old = password
    return answer.text()
  }
  expect(await change('candle harbour')).toContain('Use at least 16 characters')
  expect(await change('a kingfisher at dawn')).toContain('does not allow “kingfisher” in a password')
  expect(await change('the Market Square clock')).toContain('does not allow “marketsquare” in a password')
  expect(await change(PASSWORD)).toContain('that is one of your last 2 passwords')
  await change('candle harbour spoon one')
  expect(await change(PASSWORD)).toContain('that is one of your last 2 passwords')
  await change('candle harbour spoon two')
  await change(PASSWORD)
  expect(old).toBe(PASSWORD)
  const [event] = (await c.happened(c.organisation_id)).slice(-1)
  expect(event).toMatchObject({
    name: 'organisation.signInRulesChanged',
    payload: { changes: { least_length: { before: 12, after: 16 }, banned_words: { before: 0, after: 3 } } },
  })
  const wrong = await c.farah.send(place, rules({ least_length: '8' }))
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('Enter a number from 12 to 64')
})

test('nobody keeps another out by using up their tries', async () => {
  const c = await council()
  await givePassword(c, c.ben)
  const own = aBrowser('10.1.1.1')
  await own.signIn(c.ben.email)
  // A stranger uses up what there is from where they are; guessing ends there.
  const stranger = aBrowser('10.2.2.2')
  const tries = []
  for (let n = 0; n < 11; n++) tries.push((await stranger.signIn(c.ben.email, 'not this one at all')).status)
  expect(tries.at(-1)).toBe(429)
  expect((await aBrowser('10.3.3.3').signIn(c.ben.email)).status).toBe(303)
  // And a thousand strangers, from everywhere.
  await owner.query(`update platform.rate_limits set tokens = 0, at = now() where key = $1`, [
    `sign-in:strangers:${c.ben.email.toLowerCase()}`,
  ])
  expect((await aBrowser('10.4.4.4').signIn(c.ben.email)).status).toBe(429)
  expect((await own.signIn(c.ben.email)).status).toBe(303)
  // A made-up cookie is no known browser, and a known one has its own count.
  const made = aBrowser('10.5.5.5', new Map([...own.cookies].map(([name]) => [name, 'abc.def'])))
  expect((await made.signIn(c.ben.email)).status).toBe(429)
  const guesses = []
  for (let n = 0; n < 11; n++) guesses.push((await own.signIn(c.ben.email, 'not this one at all')).status)
  expect(guesses.at(-1)).toBe(429)
})
