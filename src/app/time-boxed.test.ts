/* Words that make a careless matcher or template think for ever, wherever words are looked for or filled in (abuse case 40). */
import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'
import { within } from '#testing/hostile.ts'
import { programFor } from '#testing/program.ts'

const SLOW = [
  '(a+)+$'.repeat(80),
  `${'a'.repeat(480)}!`,
  '((((((((((a|a)*)*)*)*)*)*)*)*)*)*b',
  '%_'.repeat(240),
  '"'.repeat(499),
  '-'.repeat(499),
  '- '.repeat(240),
  `${'-- '.repeat(100)}a`,
  '& | ! <-> :* '.repeat(35),
  'a or '.repeat(90),
  `${'('.repeat(240)}a${')'.repeat(240)}`,
  '\\'.repeat(499),
  '{{'.repeat(240),
  `${'$'}{7*7} {{7*7}} <%= 7*7 %> #{7*7}`,
]
const MOST_MS = 3000

test('nothing that is looked for takes long, and none of it is read as a pattern (abuse case 40)', {
  timeout: 120_000,
}, async () => {
  const c = await council()
  for (let one = 0; one < 20; one++) await c.givenCase({ subject: 'a'.repeat(190), body: 'aaaa '.repeat(4000) })
  const program = await programFor(c.asha, ['cases.read', 'people.read'])
  const places = ['/search?q=', '/palette?q=', '/cases/new/callers?q=', '/cases/new?who=', '/mail/quarantine?words=']
  for (const words of SLOW) {
    const q = encodeURIComponent(words)
    for (const place of places) {
      const { status } = await within(MOST_MS, `${place}${words}`, c.asha.get(place + q))
      expect([place, words, status < 500]).toEqual([place, words, true])
    }
    const mine = await within(MOST_MS, words, c.ben.get(`/requests?words=${q}`))
    expect(mine.status).toBeLessThan(500)
    for (const place of ['/search?q=', '/people?q='])
      expect((await within(MOST_MS, words, program.get(place + q))).status).toBeLessThan(500)
  }
})

test('no reply, notice or wording that is saved with such words takes long or says more than was written (abuse case 40)', {
  timeout: 120_000,
}, async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const nested = [
    '{{'.repeat(3000),
    '{{requester.first_name}}'.repeat(300),
    `{{${'a.'.repeat(3000)}}}`,
    '{{constructor.constructor}}',
  ]
  for (const [at, body] of [...nested, ...SLOW].entries()) {
    const given = { organisation_id: c.organisation_id, name: `Reply ${at}`, body }
    expect((await within(MOST_MS, body, c.farah.post('/admin/replies/new', given))).status).toBeLessThan(500)
  }
  const words = `/admin/organisations/${c.organisation_id}/notifications/words/logged`
  for (const body of nested)
    expect(
      (await within(MOST_MS, body, c.farah.post(words, { subject: 'Hello', body, short: 'Hello' }))).status,
    ).toBeLessThan(500)
  const page = await within(MOST_MS, 'the case', c.asha.page(`/cases/${reference}/reply`))
  expect(page).not.toContain('[native code]')
  expect(page).not.toMatch(/>\s*49\s*</)
})
