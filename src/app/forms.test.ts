/*
 * Every form on every page, filled in as nobody would: each of its fields with texts that have hurt other programs. What comes back is
 * a page for a person, in time, and never a fault of ours.
 */
import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { app, type Council, council, type Member } from '#testing/council.tsx'
import { HOSTILE_TEXTS, SEED, within } from '#testing/hostile.ts'
import { type Identifiers, marked } from '#testing/marked.ts'
import { type Form, formsOf } from '#testing/page-forms.ts'
import { placeFor } from '#testing/places.ts'

const RUNS = Number(process.env.RUNS ?? 6)

const pages = [
  ...new Set(
    app.routes
      .filter(({ method, path }) => method === 'GET' && !/\*|^\/(api|live|scim|sign-|health)/.test(path))
      .map(({ path }) => path),
  ),
]

/** Ends what the walk stands on: itself. Each has tests of its own. */
const LEFT_ALONE = /^\/sign-out|\/sessions|\/view-as|\/seeing/

let c: Council
let own: Identifiers
beforeEach(async () => {
  c = await council()
  own = await marked(c)
})

async function formsFor(who: Member): Promise<Form[]> {
  const found = new Map<string, Form>()
  for (const place of pages.map(path => placeFor(path, own))) {
    const answer = await who.get(place)
    if (!answer.headers.get('content-type')?.startsWith('text/html')) continue
    for (const form of formsOf(await answer.text(), place)) {
      const key = `${form.action.replace(/[0-9a-f-]{36}|C-\d+/g, '…')} ${Object.keys(form.fields)}`
      if (!LEFT_ALONE.test(form.action)) found.set(key, form)
    }
  }
  return [...found.values()]
}

const TEXT = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...HOSTILE_TEXTS) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.constantFrom('x'.repeat(250_000), 'é '.repeat(5000), 'x\n'.repeat(5000)) },
)

/** A form with every field hostile, and with one of them, for what lies behind the first thing that is wrong. */
function filled({ fields }: Form) {
  const names = Object.keys(fields)
  const all = fc.record(Object.fromEntries(names.map(name => [name, fc.oneof(TEXT, fc.constant(fields[name]!))])))
  const one = fc.tuple(fc.constantFrom(...names, 'odd'), TEXT).map(([name, text]) => ({ ...fields, [name]: text }))
  return fc.oneof({ weight: 1, arbitrary: all }, { weight: 2, arbitrary: one })
}

test.each(['farah', 'asha', 'ben', 'evan'] as const)(
  'no form that %s is shown answers with a fault',
  {
    timeout: 300_000 + RUNS * 10_000,
  },
  async name => {
    const who = c[name]
    const forms = await formsFor(who)
    const wrong: string[] = []
    const seen = new Set<number>()
    for (const form of forms) {
      const property = fc.asyncProperty(filled(form), async given => {
        const sent = Object.fromEntries(Object.entries(given).map(([field, text]) => [field, text.toWellFormed()]))
        const { status, headers } = await within(10_000, form.action, who.post(form.action, sent))
        seen.add(status)
        if (status >= 500) throw new Error(String(status))
        // Whoever is no longer let in would find no fault.
        if (headers.get('location')?.startsWith('/sign-in')) throw new Error('signed out')
      })
      const { failed, counterexample } = await fc.check(property, { numRuns: RUNS, seed: SEED, endOnFailure: true })
      if (failed) wrong.push(`${form.action} ${JSON.stringify(counterexample)?.slice(0, 400)}`)
    }
    expect(wrong).toEqual([])
    expect(forms.length).toBeGreaterThan(name === 'ben' ? 4 : 8)
    for (const status of [303, 422]) expect(seen).toContain(status)
  },
)
