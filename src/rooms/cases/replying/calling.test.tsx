import { expect, test } from 'vitest'
import { type Council, council } from '#testing/council.tsx'
import { sendAtOnce } from '#testing/later.ts'
import { answerAsRequester } from './reply.actions.ts'

const squeezed = (text: string) => text.replace(/\s+/g, ' ')
const DAY_MS = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS)

const tasks = (c: Council, case_id: string) =>
  c.reading(tx =>
    tx.selectFrom('cases.tasks').select(['title', 'assignee_id', 'team_id']).where('case_id', '=', case_id).execute(),
  )
const mails = (c: Council) =>
  c.reading(tx => tx.selectFrom('channels.sent_messages').select('to_address').where('kind', '=', 'reply').execute())

const prefers = (c: Council, contact_by: string) =>
  c.ben.post('/account', { phone: '01632 960 123', location: '', assistance: '', contact_by })
const callAfter = (c: Council, days: string) =>
  c.farah.post(`/admin/organisations/${c.organisation_id}/replies`, { quotes: 'last', call_after_days: days })

test('whoever prefers the telephone is not sent an e-mail unawares; a call is one press away, with what was written', async () => {
  const c = await council()
  expect((await prefers(c, 'telephone')).status).toBe(303)
  const { id, reference } = await c.givenCase({ assignee_id: c.asha.id })
  const page = squeezed(await c.asha.page(`/cases/${reference}`))
  expect(page).toContain('Ben Carter wants to be reached: <strong>by telephone</strong>')
  expect(page).toContain('Ben Carter on the portal only')
  const answer = await c.asha.post(`/cases/${reference}/reply`, {
    body: 'Turn it off and on.',
    send: 'call',
    addressed: 'yes',
  })
  expect(answer.status).toBe(303)
  expect(await tasks(c, id)).toEqual([
    { title: 'Call Ben Carter about Printer on fire', assignee_id: c.asha.id, team_id: c.team_id },
  ])
  expect(await c.asha.page(`/cases/${reference}`)).toContain('To say on the telephone:')
  expect(await c.ben.page(`/requests/${reference}`)).not.toContain('Turn it off')
  await c.asha.post(`/cases/${reference}/reply`, { body: 'On the portal, then.' })
  await sendAtOnce(c.asha, reference)
  expect(await mails(c)).toEqual([])
  await c.asha.post(`/cases/${reference}/reply`, { body: 'By mail all the same.', addressed: 'yes', to: 'requester' })
  await sendAtOnce(c.asha, reference)
  expect(await mails(c)).toEqual([{ to_address: c.ben.email }])
})

test('a way of reaching people that there is none of is refused', async () => {
  const c = await council()
  expect((await prefers(c, 'pigeon')).status).toBe(422)
})

test('a message without an answer becomes a call, after the days the organisation has set', async () => {
  const c = await council()
  await callAfter(c, '3')
  const { id, reference } = await c.givenCase()
  await c.asha.post(`/cases/${reference}/reply`, { body: 'Which floor?' })
  await sendAtOnce(c.asha, reference)
  await c.work()
  await c.work(inDays(2))
  expect(await tasks(c, id)).toEqual([])
  await c.work(inDays(3.1))
  expect((await tasks(c, id)).map(({ title }) => title)).toEqual([
    expect.stringMatching(/^Call Ben Carter: no answer to our message of \w+day \d+ \w+ \d{4}$/),
  ])
  await c.work(inDays(10))
  expect(await tasks(c, id)).toHaveLength(1)
})

test('an answer, an end, or nobody having set it, and nobody is asked to call', async () => {
  const c = await council()
  const without = await c.givenCase()
  await c.asha.post(`/cases/${without.reference}/reply`, { body: 'Which floor?' })
  await sendAtOnce(c.asha, without.reference)
  await c.work()
  await callAfter(c, '1')
  const answered = await c.givenCase()
  const ended = await c.givenCase()
  for (const { reference } of [answered, ended]) {
    await c.asha.post(`/cases/${reference}/reply`, { body: 'Which floor?' })
    await sendAtOnce(c.asha, reference)
  }
  await c.work()
  const said = { reference: answered.reference, body: 'The second.', channel: 'portal' }
  await c.writing(tx => answerAsRequester(tx, c.ben.author, said, new Date()))
  await c.asha.post(`/cases/${ended.reference}/close`, { closure_code: 'no_answer' })
  await c.work(inDays(5))
  for (const { id } of [without, answered, ended]) expect(await tasks(c, id)).toEqual([])
})

test('a team signs as it has said, its gaps filled, for whoever writes; the words are shown before they are saved', async () => {
  const c = await council()
  const path = `/admin/organisations/${c.organisation_id}/replies`
  const field = `signature-${c.team_id}`
  const words = { quotes: 'none', call_after_days: '', [field]: '{{analyst.name}}\n{{team.name}}' }
  const preview = await c.farah.post(path, { ...words, do: 'preview' })
  expect(squeezed(await preview.text())).toContain('Farah Aziz<br/>Service desk')
  expect(await c.farah.page(path)).not.toContain('{{analyst.name}}\n')
  expect((await c.farah.post(path, words)).status).toBe(303)
  const { reference } = await c.givenCase()
  await c.asha.post(`/cases/${reference}/reply`, { body: 'Done.' })
  await sendAtOnce(c.asha, reference)
  const [mail] = await c.reading(tx => tx.selectFrom('channels.sent_messages').select('text').execute())
  expect(mail!.text).toContain('Done.\n\nAsha Patel\nService desk\n')
  expect(mail!.text).not.toContain('wrote:')
  const events = await c.happened(c.organisation_id)
  expect(events.at(-1)).toMatchObject({ name: 'organisation.repliesSetUp', actor: 'Farah Aziz' })
  await c.farah.post(path, words)
  expect(await c.happened(c.organisation_id)).toHaveLength(events.length)
})

test('a gap that nobody knows, or days that are none, are said beside their fields', async () => {
  const c = await council()
  const path = `/admin/organisations/${c.organisation_id}/replies`
  const field = `signature-${c.team_id}`
  const gap = await c.farah.post(path, { quotes: 'last', [field]: '{{analyst.phone}}' })
  expect(gap.status).toBe(422)
  expect(await gap.text()).toContain('There is no gap called {{analyst.phone}}')
  expect((await callAfter(c, '0')).status).toBe(422)
  expect(await (await callAfter(c, 'many')).text()).toContain('Enter 1 to 60 days')
})

test('only whoever looks after an organisation’s words, and never another council’s', async () => {
  const c = await council()
  const other = await council()
  const path = `/admin/organisations/${c.organisation_id}/replies`
  expect((await c.asha.get(path)).status).toBe(403)
  expect((await other.farah.get(path)).status).toBe(404)
  const forged = { quotes: 'last', call_after_days: '', [`signature-${c.team_id}`]: 'Forged' }
  expect((await other.farah.post(path, forged)).status).toBe(404)
  expect((await other.farah.post(`/admin/organisations/${other.organisation_id}/replies`, forged)).status).toBe(303)
  expect(await c.farah.page(path)).not.toContain('Forged')
})
