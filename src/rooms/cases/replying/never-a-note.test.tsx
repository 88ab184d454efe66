/* Abuse case 24, walked out of every door: an internal note never becomes a message. */
import { expect, test } from 'vitest'
import { send } from '#rooms/channels/index.ts'
import { type Council, council } from '#testing/council.tsx'
import { answerWith, filesOf } from '#testing/files.ts'
import { pastUndoing } from '#testing/later.ts'
import { programFor } from '#testing/program.ts'
import { tellAll } from '#testing/told.ts'
import { sendOut } from './send-message.actions.ts'

const SECRET = 'ZQX-between-us'

/** A case with a secret in its note, in the note's file, and who else is written to about it. */
async function given(c: Council) {
  // Here they are people of the council and nothing more.
  const people = [c.evan.id, c.farah.id]
  await c.writing(tx =>
    tx
      .deleteFrom('people.role_assignments')
      .where('person_id', 'in', people)
      .where('role', '!=', 'requester')
      .execute(),
  )
  const made = await c.givenCase()
  const { reference } = made
  await c.asha.post(`/cases/${reference}/participants`, {
    who: `${c.evan.email}, ann@elsewhere.example`,
    role: 'copied',
  })
  const form = answerWith([new File([SECRET], `${SECRET}.txt`)], `${SECRET}: he always says that. @Chidi Okafor look`)
  await c.asha.send(`/cases/${reference}/note`, form)
  const note = await c.reading(tx =>
    tx
      .selectFrom('cases.messages')
      .selectAll()
      .where('case_id', '=', made.id)
      .where('kind', '=', 'note')
      .executeTakeFirstOrThrow(),
  )
  return { ...made, note }
}

const quoteAll = (c: Council) =>
  c.writing(tx =>
    tx.insertInto('cases.reply_settings').values({ organisation_id: c.organisation_id, quotes: 'all' }).execute(),
  )

/** Everything that was put among the messages to send to anybody who does not work on cases, as one text. */
async function whatLeft(c: Council) {
  const rows = await c.reading(tx => tx.selectFrom('channels.sent_messages').selectAll().execute())
  const staff = new Set([c.asha.id, c.chidi.id, c.dilys.id])
  const out = rows.filter(({ person_id }) => person_id === null || !staff.has(person_id))
  const files = await filesOf(c)
  const names = (ids: readonly string[]) => files.filter(({ id }) => ids.includes(id)).map(({ name }) => name)
  return out.map(row => JSON.stringify([row, names(row.file_ids)])).join('\n')
}

test('not in a reply, though everything before is quoted, nor in what people are told besides', async () => {
  const c = await council()
  const { reference } = await given(c)
  await quoteAll(c)
  await c.asha.post(`/cases/${reference}/reply`, { body: 'Which floor?', send: 'wait' })
  await c.work(pastUndoing())
  await tellAll(c)
  await c.asha.post(`/cases/${reference}/resolve`, { closure_code: 'solved', resolution: 'Put out.' })
  await tellAll(c)
  const left = await whatLeft(c)
  expect(left).toContain('Which floor?')
  expect(left).toContain('There is smoke.')
  expect(left).not.toContain(SECRET)
  const told = await c.reading(tx =>
    tx.selectFrom('channels.notifications').selectAll().where('person_id', 'in', [c.ben.id, c.evan.id]).execute(),
  )
  expect(JSON.stringify(told)).not.toContain(SECRET)
})

test('not on the portal, to its requester or to those copied in; not in search, in lists or in files', async () => {
  const c = await council()
  const { reference } = await given(c)
  const [file] = await filesOf(c)
  for (const reader of [c.ben, c.evan]) {
    for (const path of ['/', '/requests', `/requests?q=${SECRET}`, `/requests/${reference}`])
      expect((await reader.page(path)).replaceAll(`value="${SECRET}"`, '')).not.toMatch(new RegExp(`${SECRET}[^"]`))
    for (const path of [`/search?q=${SECRET}`, `/cases/${reference}`, '/queue/all', '/queue/all.csv'])
      expect(await (await reader.get(path)).text()).not.toContain(`${SECRET}:`)
    expect((await reader.get(`/files/${file!.id}`)).status).toBe(404)
  }
})

test('not on paper nor in a file: what a requester prints or downloads holds none of it', async () => {
  const c = await council()
  const { reference } = await given(c)
  await c.asha.post(`/cases/${reference}/reply`, { body: 'It is being seen to.' })
  await c.work(pastUndoing())
  for (const reader of [c.ben, c.evan]) {
    // What is printed is the page itself, with nothing beside it: it is not fetched from elsewhere.
    const page = await reader.page(`/requests/${reference}`)
    expect(page).toContain('It is being seen to.')
    expect(page).not.toContain(SECRET)
    expect(page).not.toContain('for staff')
    for (const [, href] of page.matchAll(/(?:href|src)="(\/(?:files|cases|requests)\/[^"#]+)"/g))
      expect(await (await reader.get(href!.replaceAll('&amp;', '&'))).text()).not.toContain(SECRET)
    for (const file of [
      '/queue/all/cases.csv',
      '/reports/cases?format=csv',
      '/audit?format=csv',
      '/mail/sent?format=csv',
    ])
      expect((await reader.get(file)).status, file).toBe(403)
  }
})

test('not to a program that acts for its requester', async () => {
  const c = await council()
  const { reference } = await given(c)
  const program = await programFor(c.ben, ['cases.ask'])
  for (const path of [
    `/cases/${reference}`,
    `/cases/${reference}/story`,
    `/cases/${reference}/attachments`,
    '/cases',
    `/search?q=${SECRET}`,
  ])
    expect(JSON.stringify((await program.get(path)).json)).not.toContain(SECRET)
})

test('not by a merge, a split or a forward', async () => {
  const c = await council()
  const { reference, note } = await given(c)
  const into = await c.givenCase({ requester_id: c.farah.id, subject: 'Another' })
  await quoteAll(c)
  await c.asha.post(`/cases/${reference}/split`, {
    message: note.id,
    subject: 'Split off',
    impact: '3',
    urgency: '3',
    relation: 'related_to',
  })
  const split = await c.reading(tx =>
    tx.selectFrom('cases.cases').select('reference').where('subject', '=', 'Split off').executeTakeFirstOrThrow(),
  )
  await c.asha.post(`/cases/${reference}/merge`, { into: into.reference, follow: 'yes' })
  for (const one of [split.reference, into.reference])
    await c.asha.post(`/cases/${one}/reply`, { body: `About ${one}.` })
  expect(
    (await c.asha.post(`/cases/${into.reference}/messages/${note.id}/forward`, { who: 'a@b.example', body: 'x' }))
      .status,
  ).toBe(422)
  await c.work(pastUndoing())
  await tellAll(c)
  const left = await whatLeft(c)
  expect(left).toContain(`About ${into.reference}.`)
  expect(left).not.toContain(SECRET)
  for (const reader of [c.ben, c.farah])
    for (const one of [reference, into.reference, split.reference])
      expect(await (await reader.get(`/requests/${one}`)).text()).not.toContain(SECRET)
})

test('not by a caller that hands the note to the one door there is', async () => {
  const c = await council()
  const { id, note } = await given(c)
  const to = [{ role: 'requester' as const, person_id: c.ben.id, name: 'Ben', address: c.ben.email }]
  const theCase = await c.reading(async tx => (await import('../case.queries.ts')).getCaseById(tx, id))
  const act = c.writing(tx => sendOut(tx, theCase, { message_id: note.id, to }, new Date()))
  await expect(act).rejects.toMatchObject({ code: 'cases.message-elsewhere' })
})

test('not past the database, whoever writes to it: no recipient of a note, and no e-mail about one but to a colleague', async () => {
  const c = await council()
  const { id, note } = await given(c)
  const about = { organisation_id: c.organisation_id, subject_id: id, about_id: note.id, subject: 'x', text: SECRET }
  const to = { name: null, address: 'anybody@example.org' }
  const refused = { message: expect.stringMatching(/outside the range|never sent|not allowed/) }
  for (const kind of ['reply', 'acknowledgement', 'notification', 'answer', 'test'] as const)
    for (const person_id of [null, c.ben.id, c.evan.id])
      await expect(c.writing(tx => send(tx, { ...about, kind, person_id, to }, new Date()))).rejects.toMatchObject(
        refused,
      )
  const colleague = { ...about, kind: 'notification' as const, person_id: c.chidi.id, to }
  const sent_id = await c.writing(tx => send(tx, colleague, new Date()))
  // Nor is one that was allowed turned into another.
  const turn = c.writing(tx =>
    tx.updateTable('channels.sent_messages').set({ person_id: c.ben.id }).where('id', '=', sent_id).execute(),
  )
  await expect(turn).rejects.toMatchObject(refused)
  for (const kind of ['note', 'reply'])
    await expect(
      c.writing(tx =>
        tx
          .insertInto('cases.message_recipients')
          .values({
            message_id: note.id,
            kind,
            position: 0,
            organisation_id: c.organisation_id,
            role: 'requester',
            address: to.address,
            sent_id,
          })
          .execute(),
      ),
    ).rejects.toThrow()
  const turned = c.writing(tx =>
    tx.updateTable('cases.messages').set({ kind: 'reply' }).where('id', '=', note.id).execute(),
  )
  await expect(turned).rejects.toThrow(/permission denied/)
})
