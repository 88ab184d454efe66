import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'
import { pastUndoing } from '#testing/later.ts'
import type { Message } from '../case.queries.ts'
import { addNote, answerAsRequester } from '../replying/reply.actions.ts'
import { sentenceOf } from './sentences.rules.ts'
import type { StoryEvent } from './story.queries.ts'
import { newestMessage, newestOf, STORY_PAGE, storyOf } from './story.rules.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 0, 12, 9, minute))
const event = (position: number, name: string, payload: object = {}): StoryEvent => ({
  ...{ position, name, payload, actor_id: 'asha', actor_name: 'Asha Patel', happened_at: at(position) },
})
const message = (id: string, minute: number, author_id = 'ben'): Message => ({
  ...{ id, kind: 'reply', author_id, author_name: 'Ben', author_side: 'requester', channel: 'portal', body: id },
  ...{ sent_at: at(minute), split_to_id: null },
})
const shape = (items: ReturnType<typeof storyOf>) =>
  items.map(item => (item.kind === 'message' ? item.message.id : item.events.map(({ position }) => position)))

test('a message stands where its event stands, and changes that follow each other are one item', () => {
  const events = [
    event(1, 'case.logged', { message_id: 'a' }),
    event(2, 'case.assigned'),
    event(3, 'case.prioritised'),
    event(4, 'case.replied', { message_id: 'b' }),
    event(5, 'case.held'),
  ]
  expect(shape(storyOf(events, [message('a', 1), message('b', 4)], undefined))).toEqual([[1], 'a', [2, 3], 'b', [5]])
})

test('a message that came without an event stands by its time', () => {
  const events = [event(1, 'case.logged'), event(5, 'case.closed')]
  expect(shape(storyOf(events, [message('a', 3), message('b', 9)], undefined))).toEqual([[1], 'a', [5], 'b'])
})

test('what came after the reader’s own last word is unread, while the case says that something is', () => {
  const said = [message('a', 1), message('b', 2, 'asha'), message('c', 3), message('d', 4)]
  const items = storyOf([], said, { person_id: 'asha', has_unread: true })
  expect(items.map(item => item.kind === 'message' && item.unread)).toEqual([false, false, true, true])
  expect(newestMessage(items)).toBe('c')
  expect(newestMessage(storyOf([], said, { person_id: 'asha', has_unread: false }))).toBe('d')
})

test('a long story shows its newest part, and further back on asking', () => {
  const items = storyOf(
    [],
    Array.from({ length: STORY_PAGE + 50 }, (_, index) => message(`${index}`, index)),
    undefined,
  )
  expect(newestOf(items, 1)).toMatchObject({ earlier: 50 })
  expect(newestOf(items, 2)).toMatchObject({ earlier: 0 })
})

test('an event that nobody wrote a sentence for is told by its name', () => {
  expect(sentenceOf(event(1, 'case.somethingNew', { a: 1 }), instant => instant)).toBe('Asha Patel · case.somethingNew')
  expect(sentenceOf({ ...event(1, 'case.held'), payload: null }, instant => instant)).toContain('stopped the clock')
})

const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '</textarea><svg onload=alert(1)>',
  '[click](javascript:alert(1))',
  'javascript:alert(1)',
  '" onmouseover="alert(1)',
  '\u202Ereversed',
  '{{constructor.constructor("x")()}}',
  'ﷺ 👩‍👩‍👧‍👦 Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮',
]

test('hostile text is shown as text, in subject, message, note, name and what was typed', async () => {
  const c = await council()
  for (const words of HOSTILE) {
    const { reference } = await c.givenCase({ subject: words, body: words, location: words })
    const said = { reference, body: words, channel: 'portal' }
    await c.writing(tx => addNote(tx, { ...c.asha.author, name: words }, said, new Date()))
    await c.writing(tx => answerAsRequester(tx, c.ben.author, said, new Date()))
    const pages = [
      await c.asha.page(`/cases/${reference}`),
      await c.asha.page(`/cases/${reference}/edit`),
      await (await c.asha.post(`/cases/${reference}/reply`, { body: `${words} {{gap}}` })).text(),
    ]
    for (const page of pages) {
      expect(page).not.toMatch(/<script>alert|<img src=x|<svg onload|href="javascript|" onmouseover="alert/i)
      expect(page.match(/dir="auto"/g)!.length).toBeGreaterThan(3)
    }
  }
})

test('a note is never on the requester’s page', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  await c.asha.post(`/cases/${reference}/note`, { body: 'He always says that.' })
  await c.asha.post(`/cases/${reference}/reply`, { body: 'On my way.' })
  await c.work(pastUndoing())
  const page = await c.ben.page(`/requests/${reference}`)
  expect(page).toContain('On my way.')
  expect(page).not.toContain('He always says that.')
})
