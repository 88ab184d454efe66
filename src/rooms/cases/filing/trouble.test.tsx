import { expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import type { JobContext } from '#platform/jobs/define.ts'
import { contextFor } from '#platform/jobs/run.ts'
import { getReceived } from '#rooms/channels/index.ts'
import { council, db } from '#testing/council.tsx'
import { mail } from '#testing/mail.ts'
import { mailDesk } from '#testing/mail-desk.ts'
import { fileMessage } from './file-message.ts'

/** A worker whose database fails whenever it would file something for good. */
function failing(organisation_id: string): JobContext {
  const context = contextFor(db, organisation_id, new Date())
  const together = () => ({ ...context, write: () => Promise.reject(new Error('The disk is full')) })
  return { ...context, together }
}

test('what fails three times waits for a person, with why in words; nothing is half filed', async () => {
  const { c, fromBen } = await mailDesk()
  const { id } = await fromBen({}, { unfiled: true })
  const context = failing(c.organisation_id)
  await expect(fileMessage(context, id)).rejects.toThrow('The disk is full')
  await expect(fileMessage(context, id)).rejects.toThrow('The disk is full')
  expect(await fileMessage(context, id)).toMatchObject({
    outcome: 'quarantined',
    reason: 'It could not be filed, though we tried 3 times. The message is kept whole.',
  })
  const { attempts, state } = await c.reading(tx => getReceived(tx, id))
  expect([attempts, state]).toEqual([3, 'quarantined'])
})

test('what a rule refuses is put to one side at once, and says what the rule says', async () => {
  const [desk, other] = [await mailDesk(), await council()]
  const columns = { category_id: other.category_id }
  await desk.c.writing(tx =>
    tx.updateTable('channels.mailboxes').set(columns).where('id', '=', desk.mailbox.id).execute(),
  )
  expect(await desk.fromBen()).toMatchObject({
    state: 'quarantined',
    reason: 'It could not be filed: That category does not belong to this organisation.',
  })
})

test('a message is filed once, however often and by however many it is asked', async () => {
  const { c, fromBen } = await mailDesk()
  const { id } = await fromBen({ Subject: `Once ${newId()}` }, { unfiled: true })
  const context = contextFor(db, c.organisation_id, new Date())
  const became = await Promise.all(Array.from({ length: 4 }, () => fileMessage(context, id)))
  expect(new Set(became.map(({ reference }) => reference)).size).toBe(1)
  expect(await fileMessage(context, id)).toEqual(became[0])
  const cases = await c.reading(tx =>
    tx.selectFrom('cases.cases').select('id').where('organisation_id', '=', c.organisation_id).execute(),
  )
  expect(cases).toHaveLength(1)
})

test('the next message is filed although one before it was not', async () => {
  const { post, fromBen } = await mailDesk()
  expect((await post(mail({ From: 'nobody' }))).state).toBe('quarantined')
  expect((await fromBen()).outcome).toBe('caseLogged')
})
