import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'
import { holdCase, resumeCase } from '../clocks/hold-case.actions.ts'
import { resolveCase } from '../closing/resolve-case.actions.ts'
import { disputePause } from './dispute.actions.ts'

type Council = Awaited<ReturnType<typeof council>>

// Monday 12 January 2026, in winter: London is UTC. P2 is owed a fix in 6 hours.
const at = (text: string) => new Date(`2026-01-${text}:00Z`)
const BECAUSE = 'The part was here already.'

/** Fixed in 4 hours that count, of 8 in which the service worked. */
async function paused(c: Council, { resolved = true } = {}) {
  const theCase = await c.givenCase({ impact: 2, urgency: 1 }, at('12T09:00'))
  const { reference } = theCase
  await c.writing(tx => holdCase(tx, c.asha.author, { reference, reason: 'supplier' }, at('12T11:00')))
  await c.writing(tx => resumeCase(tx, c.asha.author, { reference, because: 'it came' }, at('12T15:00')))
  if (resolved) await resolve(c, reference)
  const [pause] = await c.reading(tx =>
    tx.selectFrom('cases.pauses').select('id').where('case_id', '=', theCase.id).execute(),
  )
  return { ...theCase, pause_id: pause!.id, place: `/cases/${reference}/pauses/${pause!.id}/dispute` }
}

const resolve = (c: Council, reference: string) =>
  c.writing(tx =>
    resolveCase(tx, c.asha.author, { reference, closure_code: 'solved', resolution: 'A part' }, at('12T17:00')),
  )

async function disputed(c: Council, more = {}) {
  const theCase = await paused(c, more)
  const { reference, pause_id } = theCase
  const id = await c.writing(tx =>
    disputePause(tx, c.dilys.author, { reference, pause_id, because: BECAUSE }, at('14T09:00')),
  )
  return { ...theCase, dispute: `/disputes/${id}` }
}

const outcomes = (c: Council, case_id: string) =>
  c.reading(tx =>
    tx
      .selectFrom('cases.disputed_outcomes')
      .select(['metric', 'outcome', 'used_seconds'])
      .where('case_id', '=', case_id)
      .execute(),
  )

test('a partner officer disputes a pause with a reason, and the desk’s lead finds it in the list', async () => {
  const c = await council()
  const { id, reference, place } = await paused(c)
  expect(await c.dilys.page(`/cases/${reference}/clock`)).toContain('Dispute this pause')
  expect((await c.dilys.post(place, { because: ' ' })).status).toBe(422)
  expect((await c.dilys.post(place, { because: BECAUSE })).status).toBe(303)
  expect((await c.dilys.post(place, { because: 'Again' })).status).toBe(409)
  expect((await c.happened(id)).at(-1)).toMatchObject({ name: 'case.pauseDisputed', shown_to: 'staff' })
  expect(await c.chidi.page('/disputes')).toContain(reference)
  expect(await c.chidi.page(`/cases/${reference}`)).toContain(BECAUSE)
  const clock = await c.dilys.page(`/cases/${reference}/clock`)
  expect(clock).toContain(BECAUSE)
  expect(clock).not.toContain('Dispute this pause')
})

test('upheld, the outcome without that pause is kept beside the outcome, which stays', async () => {
  const c = await council()
  const { id, reference, dispute } = await disputed(c)
  expect(await c.chidi.page(dispute)).toContain('Kept, without it')
  expect((await c.chidi.post(`${dispute}/settle`, { decision: 'upheld', words: '' })).status).toBe(422)
  expect((await c.chidi.post(`${dispute}/settle`, { decision: 'upheld', words: 'True.' })).status).toBe(303)
  expect((await c.chidi.post(`${dispute}/settle`, { decision: 'rejected', words: 'No.' })).status).toBe(409)
  expect(await outcomes(c, id)).toContainEqual({ metric: 'resolve', outcome: 'missed', used_seconds: 8 * 3600 })
  const [kept] = await c.reading(tx =>
    tx
      .selectFrom('cases.case_clocks')
      .select(['outcome', 'used_seconds'])
      .where('case_id', '=', id)
      .where('metric', '=', 'resolve')
      .execute(),
  )
  expect(kept).toEqual({ outcome: 'met', used_seconds: 4 * 3600 })
  const page = await c.dilys.page(`/cases/${reference}/clock`)
  expect(page).toContain('Without pauses whose dispute was upheld')
  expect(page).toContain('True.')
  expect(await c.chidi.page('/disputes')).not.toContain(reference)
  expect(await c.chidi.page('/disputes?show=settled')).toContain(reference)
})

test('upheld while the clock runs, it is weighed when the case is resolved', async () => {
  const c = await council()
  const { id, reference, dispute } = await disputed(c, { resolved: false })
  await c.chidi.post(`${dispute}/settle`, { decision: 'upheld', words: 'True.' })
  await resolve(c, reference)
  await c.work(at('12T17:00'))
  expect(await outcomes(c, id)).toContainEqual({ metric: 'resolve', outcome: 'missed', used_seconds: 8 * 3600 })
})

test('rejected, it counts as before; and whoever raised it may say so again', async () => {
  const c = await council()
  const { id, reference, place, dispute } = await disputed(c)
  await c.evan.post(`${dispute}/settle`, { decision: 'rejected', words: 'It came at three.' })
  expect(await outcomes(c, id)).toEqual([])
  const page = await c.dilys.page(`/cases/${reference}/clock`)
  expect(page).toContain('It came at three.')
  expect(page).not.toContain('whose dispute was upheld')
  expect((await c.dilys.post(place, { because: 'It came at one.' })).status).toBe(303)
})

test('an officer withdraws their own dispute, and nobody else’s', async () => {
  const c = await council()
  const { id, dispute } = await disputed(c)
  expect((await c.evan.post(`${dispute}/withdraw`, {})).status).toBe(409)
  expect((await c.dilys.post(`${dispute}/withdraw`, {})).status).toBe(303)
  expect((await c.dilys.post(`${dispute}/withdraw`, {})).status).toBe(409)
  expect((await c.happened(id)).at(-1)).toMatchObject({ payload: { state: 'withdrawn' } })
  expect((await c.chidi.post(`${dispute}/settle`, { decision: 'upheld', words: 'True.' })).status).toBe(409)
})

test('nobody answers their own dispute', async () => {
  const c = await council()
  const { reference, place } = await paused(c)
  await c.evan.post(place, { because: BECAUSE })
  const dispute = /\/disputes\/[0-9a-f-]{36}/.exec(await c.evan.page(`/cases/${reference}/clock`))![0]
  const answer = await c.evan.post(`${dispute}/settle`, { decision: 'upheld', words: 'I say so.' })
  expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining('somebody else answers it')])
})

test('the other side is told: those who lead, then whoever raised it', async () => {
  const c = await council()
  const { dispute } = await disputed(c)
  await c.work(at('14T09:01'))
  expect(await c.chidi.page('/notifications')).toContain('disputes a pause')
  await c.chidi.post(`${dispute}/settle`, { decision: 'upheld', words: 'True.' })
  await c.work()
  expect(await c.dilys.page('/notifications')).toContain('was upheld')
})

test('analysts and requesters neither dispute nor answer, and a lead does not dispute', async () => {
  const c = await council()
  const { place, dispute } = await disputed(c)
  for (const person of [c.asha, c.ben, c.chidi, c.farah])
    expect((await person.post(place, { because: BECAUSE })).status).toBe(403)
  for (const person of [c.asha, c.ben, c.dilys, c.farah])
    expect((await person.post(`${dispute}/settle`, { decision: 'upheld', words: 'Yes' })).status).toBe(403)
  for (const person of [c.asha, c.ben, c.farah]) expect((await person.get('/disputes')).status).toBe(403)
})

test('another council’s dispute, pause and case are not there', async () => {
  const c = await council()
  const other = await council()
  const { reference, dispute, place, pause_id } = await disputed(other)
  const own = await paused(c)
  for (const path of [dispute, place, `/cases/${own.reference}/pauses/${pause_id}/dispute`, '/disputes/none'])
    expect((await c.evan.get(path)).status, path).toBe(404)
  expect((await c.evan.post(place, { because: BECAUSE })).status).toBe(404)
  expect((await c.chidi.post(`${dispute}/settle`, { decision: 'upheld', words: 'Yes' })).status).toBe(404)
  expect((await c.evan.post(`${dispute}/withdraw`, {})).status).toBe(404)
  expect(await c.chidi.page('/disputes')).not.toContain(reference)
})
