import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'
import { addNote, reply } from '../replying/reply.actions.ts'

const text = (page: string) => page.replace(/<[^>]*>/g, '')

test('a case is found the moment it is logged, by words of its subject, details and requester', async () => {
  const c = await council()
  const { reference } = await c.givenCase({ subject: 'Heliotrope scanner', body: 'It hums & clicks.' })
  for (const words of ['heliotrope', 'hums', 'Carter scanner', '"heliotrope scanner"'])
    expect(await c.asha.page(`/search?q=${encodeURIComponent(words)}`)).toContain(reference)
  const page = await c.asha.page('/search?q=hums')
  expect(page).toContain('<mark>hums</mark>')
  expect(page).toContain('&amp; clicks')
})

test('notes and replies are found, and say that they are messages', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const say = { reference, channel: 'portal' }
  await c.writing(tx => addNote(tx, c.asha.author, { ...say, body: 'Ask the quartermaster.' }, new Date()))
  await c.writing(tx => reply(tx, c.asha.author, { ...say, body: 'A replacement drum is ordered.' }, new Date()))
  expect(text(await c.asha.page('/search?q=quartermaster'))).toContain('In a message: ')
  expect(await c.asha.page('/search?q=drums')).toContain(reference)
})

test('a reference as people say it goes straight to its case', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const said = reference.replace('C-', 'c ').replace(/(\d{3})/, '$1 ')
  const response = await c.asha.get(`/search?q=${encodeURIComponent(said)}`)
  expect(response.headers.get('location')).toBe(`/cases/${reference}`)
})

test('another council finds neither the words, the person nor the reference', async () => {
  const c = await council()
  const other = await council()
  const { reference } = await c.givenCase({ subject: 'Periwinkle projector' })
  for (const words of ['periwinkle', reference, c.ben.email])
    expect(await other.asha.page(`/search?q=${encodeURIComponent(words)}`)).not.toContain('Periwinkle')
  expect(await other.asha.page('/search?q=Ben')).not.toContain(c.ben.id)
})

test('older cases are a page away, and none is shown twice', async () => {
  const c = await council()
  const logged: string[] = []
  for (let day = 1; day <= 25; day++) {
    const at = new Date(Date.UTC(2026, 0, day, 10))
    logged.push((await c.givenCase({ subject: `Zinnia ${day}` }, at)).reference)
  }
  const first = await c.asha.page('/search?q=zinnia')
  const next = /href="(\/search\?[^"]*before=[^"]*)"/.exec(first)![1]!.replaceAll('&amp;', '&')
  const second = await c.asha.page(next)
  const on = (page: string) => logged.filter(reference => page.includes(`>${reference}<`))
  expect(on(first)).toHaveLength(20)
  expect([...on(first), ...on(second)].sort()).toEqual([...logged].sort())
})

test('hostile and empty searches are answered with a page', async () => {
  const c = await council()
  for (const words of [
    '',
    "'; drop table cases; --",
    '&|!():*',
    '\u0000',
    'the',
    '"',
    '%',
    '<script>',
    'a'.repeat(5000),
  ])
    expect((await c.asha.get(`/search?q=${encodeURIComponent(words)}`)).status, words.slice(0, 20)).toBeLessThan(500)
})

test('a requester may not search the desk', async () => {
  const c = await council()
  expect((await c.ben.get('/search?q=printer')).status).toBe(403)
})
