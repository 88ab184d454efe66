import { expect, test } from 'vitest'
import { type Council, council } from '#testing/council.tsx'
import { getCase, listMessages } from '../case.queries.ts'
import { addNote, answerAsRequester } from '../replying/reply.actions.ts'

const monday = (time: string) => new Date(`2026-01-12T${time}:00Z`)

/** A case about smoke, in which Ben then also mentions his mouse, and staff make a remark about that. */
async function givenTwoMatters(c: Council) {
  const { id, reference } = await c.givenCase({}, monday('09:00'))
  const say = (body: string) => ({ reference, body, channel: 'portal' })
  const { message_id: mouse } = await c.writing(tx =>
    answerAsRequester(tx, c.ben.author, say('And my mouse is dead.'), monday('10:00')),
  )
  const { message_id: remark } = await c.writing(tx =>
    addNote(tx, c.chidi.author, say('His third mouse this year.'), monday('10:30')),
  )
  return { id, reference, mouse, remark }
}

const fields = (message: string[], more = {}) => ({
  ...{ message, subject: 'Mouse does not work', category_id: '', impact: '3', urgency: '3', relation: 'parent_of' },
  ...more,
})
const referenceFrom = (answer: Response) => answer.headers.get('location')!.split('/').at(-1)!

test('the chosen messages make another case, with its clock from the earliest, and stay where they were', async () => {
  const c = await council()
  const { id, reference, mouse, remark } = await givenTwoMatters(c)
  const answer = await c.asha.post(`/cases/${reference}/split`, fields([mouse, remark]))
  expect(answer.status).toBe(303)
  const child = await c.reading(tx => getCase(tx, referenceFrom(answer)))
  expect(child).toMatchObject({ subject: 'Mouse does not work', requester_id: c.ben.id, started_at: monday('10:00') })
  expect(child.team).toBe('Service desk')
  const said = await c.reading(tx => listMessages(tx, child.id, 'staff'))
  expect(said.map(message => message.kind)).toEqual(['request', 'note'])
  expect(said[0]!.body).toBe(
    `Ben Carter on ${reference}, Monday 12 January 2026 at 10:00 GMT:\n\nAnd my mouse is dead.`,
  )
  expect(said[1]!.body).toContain('Chidi Okafor on')
  const page = await c.asha.page(`/cases/${reference}`)
  expect(page).toContain('And my mouse is dead.')
  expect(page).toContain('Split off to')
  expect(page).toContain('Parent of (1 of 1 still open)')
  expect((await c.happened(id)).map(event => event.name).slice(-2)).toEqual(['case.linked', 'case.split'])
})

test('a note is never read by the requester of the new case, not even alone', async () => {
  const c = await council()
  const { reference, mouse, remark } = await givenTwoMatters(c)
  const both = referenceFrom(await c.asha.post(`/cases/${reference}/split`, fields([mouse])))
  const alone = referenceFrom(await c.asha.post(`/cases/${reference}/split`, fields([remark])))
  for (const child of [both, alone, reference]) {
    const page = await c.ben.page(`/requests/${child}`)
    expect(page).toContain(child)
    expect(page).not.toContain('third mouse')
  }
  expect(await c.asha.page(`/cases/${alone}`)).toContain('His third mouse this year.')
})

test('what is missing is said, what was chosen is kept, and a message is split off only once', async () => {
  const c = await council()
  const { reference, mouse } = await givenTwoMatters(c)
  const empty = await c.asha.post(`/cases/${reference}/split`, { ...fields([mouse]), subject: '' })
  expect(empty.status).toBe(422)
  const page = await empty.text()
  expect(page).toContain('Enter what the new case is about')
  expect(page).toMatch(new RegExp(`value="${mouse}"[^>]*checked|checked[^>]*value="${mouse}"`))
  expect(await (await c.asha.post(`/cases/${reference}/split`, fields([]))).text()).toContain('Choose at least one')
  await c.asha.post(`/cases/${reference}/split`, fields([mouse]))
  expect((await c.asha.post(`/cases/${reference}/split`, fields([mouse]))).status).toBe(422)
})

test('messages and categories of others cannot be split off or used', async () => {
  const c = await council()
  const other = await council()
  const { reference, mouse } = await givenTwoMatters(c)
  const theirs = await givenTwoMatters(other)
  const second = await givenTwoMatters(c)
  for (const forged of [theirs.mouse, second.mouse])
    expect((await c.asha.post(`/cases/${reference}/split`, fields([mouse, forged]))).status).toBe(422)
  const category_id = other.category_id
  const answer = await c.asha.post(`/cases/${reference}/split`, fields([mouse], { category_id }))
  expect(answer.status).toBe(422)
  expect(await c.asha.page(`/cases/${reference}`)).not.toContain('Split off to')
})
