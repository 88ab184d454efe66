/* What could give a restricted case away without a page: an open stream, a reading nobody can keep, somebody seen as another. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendNudgesThrough } from '#platform/live/nudge.ts'
import { council, db, owner } from '#testing/council.tsx'

const WORDS = 'Payroll grievance'

beforeAll(() => sendNudgesThrough(db.pool))
afterAll(() => sendNudgesThrough(undefined))

/** What a stream says in some time. */
async function heard(response: Response, ms: number) {
  const reader = response.body!.getReader()
  const late = new Promise<'late'>(resolve => setTimeout(() => resolve('late'), ms))
  let said = ''
  for (;;) {
    const next = await Promise.race([reader.read(), late])
    if (next === 'late' || next.done) {
      await reader.cancel()
      return said
    }
    said += new TextDecoder().decode(next.value)
  }
}

test('a page that was open before hears of nothing more', { timeout: 20_000 }, async () => {
  const c = await council()
  const { id, reference } = await c.givenCase({ subject: WORDS })
  await c.chidi.post(`/cases/${reference}/restriction`, { because: 'About a colleague', shown: 'yes' })
  const [asha, chidi] = await Promise.all([c.asha.get(`/live?topics=${id}`), c.chidi.get(`/live?topics=${id}`)])
  const both = Promise.all([heard(asha, 3000), heard(chidi, 3000)])
  await c.chidi.post(`/cases/${reference}/note`, { body: 'Between us' })
  const [others, named] = await both
  expect(others).not.toContain('turbo-stream')
  expect(named).toContain('turbo-stream')
})

test('a reading that cannot be kept is not given', async () => {
  const c = await council()
  const { reference } = await c.givenCase({ subject: WORDS })
  await c.chidi.post(`/cases/${reference}/restriction`, { because: 'About a colleague', shown: 'yes' })
  const refusing = `refused_${c.organisation_id.replaceAll('-', '')}`
  await owner.query('delete from cases.restricted_readings where organisation_id = $1', [c.organisation_id])
  await owner.query(
    `alter table cases.restricted_readings add constraint ${refusing} check (organisation_id <> '${c.organisation_id}') not valid`,
  )
  try {
    const answer = await c.chidi.get(`/cases/${reference}`)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(await answer.text()).not.toContain(WORDS)
    expect(await (await c.ben.get(`/requests/${reference}`)).text()).not.toContain(WORDS)
  } finally {
    await owner.query(`alter table cases.restricted_readings drop constraint ${refusing}`)
  }
  expect((await c.chidi.get(`/cases/${reference}`)).status).toBe(200)
})

test('in the database itself: who sees as somebody named reads only what both may', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase({ subject: WORDS })
  await c.chidi.post(`/cases/${reference}/restriction`, { because: 'About a colleague', shown: 'yes' })
  const seen = (person_id: string | undefined, viewer_id?: string) =>
    c.writingAs({ person_id, organisations: [c.organisation_id], viewer_id }, tx =>
      tx.selectFrom('cases.messages').select('id').where('case_id', '=', id).execute(),
    )
  expect(await seen(c.chidi.id)).toHaveLength(1)
  expect(await seen(c.chidi.id, c.farah.id)).toHaveLength(0)
  expect(await seen(c.farah.id)).toHaveLength(0)
  // A job is nobody, and clocks must run.
  expect(await seen(undefined)).toHaveLength(1)
})

test('a case put in a category for few is restricted with it, and whoever has it stays named', async () => {
  const c = await council()
  const { reference } = await c.givenCase({ subject: WORDS, assignee_id: c.asha.id, team_id: c.team_id })
  const { rows } = await owner.query(
    `insert into catalogue.categories (id, organisation_id, name, path, team_id, restricted)
      values (gen_random_uuid(), $1, 'Police', 'Police', $2, true) returning id`,
    [c.organisation_id, c.team_id],
  )
  await c.chidi.post(`/cases/${reference}/classify`, { category_id: rows[0].id })
  expect(await c.asha.page(`/cases/${reference}`)).toContain('Only those named here may know of this case')
  expect((await c.evan.get(`/cases/${reference}`)).status).toBe(404)
})
