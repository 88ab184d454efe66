import { expect, test } from 'vitest'
import { seal, verify } from '#platform/audit/seal.ts'
import { type Council, council, owner } from '#testing/council.tsx'
import { addNote } from '../replying/reply.actions.ts'
import { checkCases } from './check-cases.ts'

const faultsOf = async ({ organisation_id }: Council) =>
  (await verify(owner, { organisation_id, checks: [checkCases] })).faults

/** A case with a note on it. */
async function given(here: Council) {
  const theCase = await here.givenCase()
  await here.writing(tx =>
    addNote(
      tx,
      here.asha.author,
      { reference: theCase.reference, body: 'Rang; no answer', channel: 'portal' },
      new Date(),
    ),
  )
  return theCase
}

test('an untouched record is whole', async () => {
  const here = await council()
  await given(here)
  expect(await faultsOf(here)).toEqual([])
})

test('a message changed, removed or slipped in behind our back is found', async () => {
  const here = await council()
  const { id, reference } = await given(here)
  await owner.query(`update cases.messages set body = 'Nobody rang' where case_id = $1 and kind = 'note'`, [id])
  expect(await faultsOf(here)).toEqual([expect.stringContaining(`${reference}: message`)])
  await owner.query(
    `insert into cases.messages select gen_random_uuid(), organisation_id, case_id, kind, author_id, author_name, author_side, channel,
       'He agreed', sent_at from cases.messages where case_id = $1 and kind = 'request'`,
    [id],
  )
  expect((await faultsOf(here)).join()).toContain('the record does not know of it')
  await owner.query(`delete from cases.messages where case_id = $1 and kind = 'note'`, [id])
  expect((await faultsOf(here)).join()).toContain('was recorded, and is not there any more')
})

test('an event changed or removed is found', async () => {
  const here = await council()
  const { id } = await given(here)
  await owner.query(`update platform.events set actor_name = 'Somebody else' where subject_id = $1 and position = 1`, [
    id,
  ])
  expect((await faultsOf(here)).join()).toContain('event 1 (case.logged) does not fit')
  await owner.query('delete from platform.events where subject_id = $1 and position = 1', [id])
  expect((await faultsOf(here)).join()).toContain('event 2 (case.noted) does not fit')
})

const REMOVE = ['cases.messages', 'cases.case_clocks'].map(table => `delete from ${table} where case_id = $1`)

test('a case removed whole is found: by the record, and by the seals when its events went too', async () => {
  const here = await council()
  const { id, reference } = await given(here)
  // As if recorded long ago: only what has settled is sealed.
  await owner.query(`update platform.events set recorded_at = '2001-01-01' where subject_id = $1`, [id])
  await seal(owner)
  for (const statement of REMOVE) await owner.query(statement, [id])
  await owner.query('delete from cases.cases where id = $1', [id])
  expect((await faultsOf(here)).join()).toContain(`case ${reference}: was logged, and is not there any more`)
  const { rows } = await owner.query('delete from platform.events where subject_id = $1 returning id', [id])
  expect(rows).toHaveLength(2)
  expect(await faultsOf(here)).toEqual([])
  const { faults } = await verify(owner)
  expect(faults.join()).toMatch(/seal \d+, up to .*: \d+ events were sealed/)
  await owner.query('delete from platform.seals')
})
