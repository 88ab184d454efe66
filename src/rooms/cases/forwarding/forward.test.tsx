import { expect, test } from 'vitest'
import { type Council, council } from '#testing/council.tsx'
import { answerWith, filesOf } from '#testing/files.ts'
import { pastUndoing } from '#testing/later.ts'

const squeezed = (text: string) => text.replace(/\s+/g, ' ')
const SUPPLIER = { who: 'Parts <parts@supplier.example>', role: 'supplier', body: 'Can you look at this?' }

/** A case whose requester sent a picture; where that message is forwarded from. */
async function given(c: Council) {
  const { id, reference } = await c.givenCase()
  await c.ben.send(`/requests/${reference}`, answerWith([new File(['x'], 'smoke.png'), new File(['y'], 'other.png')]))
  const { rows } = await c.reading(async tx => ({
    rows: await tx.selectFrom('cases.messages').selectAll().where('case_id', '=', id).orderBy('sent_at').execute(),
  }))
  return { id, reference, messages: rows, path: `/cases/${reference}/messages/${rows[1]!.id}/forward` }
}

const sent = (c: Council) =>
  c.reading(tx => tx.selectFrom('channels.sent_messages').selectAll().where('kind', '=', 'reply').execute())

test('a message is passed on to a supplier with the files that were chosen, and its requester never hears of it', async () => {
  const c = await council()
  const { id, reference, path } = await given(c)
  const page = squeezed(await c.asha.page(path))
  expect(page).toContain('Ben Carter is not told, and does not read it.')
  expect(await c.asha.page(`/cases/${reference}`)).toContain(path)
  const [smoke] = await filesOf(c)
  expect((await c.asha.post(path, { ...SUPPLIER, files: smoke!.id })).status).toBe(303)
  await c.work(pastUndoing())
  const [message, ...more] = await sent(c)
  expect(more).toEqual([])
  expect(message).toMatchObject({
    ...{ to_address: 'parts@supplier.example', to_name: 'Parts', subject: `Fwd: Printer on fire [${reference}]` },
    file_ids: [smoke!.id],
  })
  expect(message!.text).toContain('Can you look at this?')
  expect(message!.text).toContain('> See the picture.')
  const story = squeezed(await c.asha.page(`/cases/${reference}`))
  expect(story).toContain('forwarded, not to the requester')
  expect(story).toContain('added Parts (supplier)')
  expect((await c.happened(id)).find(event => event.name === 'case.forwarded')).toMatchObject({ shown_to: 'staff' })
  expect(await c.ben.page(`/requests/${reference}`)).not.toContain('Can you look')
  // They have not been answered: the clock of the first response goes on.
  expect(story).not.toContain('Answer met')
})

test('what is missing or wrong is said, and everything is kept', async () => {
  const c = await council()
  const { path } = await given(c)
  for (const [fields, sentence] of [
    [{ ...SUPPLIER, who: '' }, 'Say who it goes to'],
    [{ ...SUPPLIER, who: 'not@one@address' }, 'is not an e-mail address'],
    [{ ...SUPPLIER, who: c.ben.email }, 'Ben Carter is the requester: write them a reply'],
    [{ ...SUPPLIER, body: 'Look at {{thing}}' }, 'There is a gap left: {{thing}}'],
  ] as const) {
    const answer = await c.asha.post(path, fields)
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain(sentence)
    expect(page).toContain(`${fields.body}</textarea>`)
  }
  expect(await sent(c)).toEqual([])
})

test('it can be undone, and is given back where it was written', async () => {
  const c = await council()
  const { reference, path } = await given(c)
  await c.asha.post(path, SUPPLIER)
  const [undo] = /\/cases\/[^/"]+\/pending\/[^/"]+\/undo/.exec(await c.asha.page(`/cases/${reference}`))!
  const back = (await c.asha.post(undo)).headers.get('location')!
  expect(back).toContain(path)
  expect(await c.asha.page(back)).toContain('Can you look at this?</textarea>')
  await c.work(pastUndoing())
  expect(await sent(c)).toEqual([])
})

test('a note is not passed on, nor a file of another message, nor by somebody who does not work there', async () => {
  const c = await council()
  const other = await council()
  const { id, reference, path } = await given(c)
  await c.asha.send(`/cases/${reference}/note`, answerWith([new File(['z'], 'secret.txt')], 'Between us.'))
  const note = await c.reading(tx =>
    tx
      .selectFrom('cases.messages')
      .select('id')
      .where('case_id', '=', id)
      .where('kind', '=', 'note')
      .executeTakeFirstOrThrow(),
  )
  expect((await c.asha.get(`/cases/${reference}/messages/${note.id}/forward`)).status).toBe(422)
  expect((await c.asha.post(`/cases/${reference}/messages/${note.id}/forward`, SUPPLIER)).status).toBe(422)
  const secret = (await filesOf(c)).find(({ name }) => name === 'secret.txt')!
  await c.asha.post(path, { ...SUPPLIER, files: secret.id })
  await c.work(pastUndoing())
  expect((await sent(c)).map(({ file_ids }) => file_ids)).toEqual([[]])
  expect((await c.ben.post(path, SUPPLIER)).status).toBe(403)
  expect((await other.asha.post(path, SUPPLIER)).status).toBe(404)
})
