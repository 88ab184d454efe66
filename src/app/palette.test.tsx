import { expect, test } from 'vitest'
import { assignCase } from '#rooms/cases/index.ts'
import { council } from '#testing/council.tsx'

test('the palette finds a case by its reference as people say it, and no other council’s', async () => {
  const c = await council()
  const other = await council()
  const { reference } = await c.givenCase({ subject: 'Printer on fire' })
  const said = encodeURIComponent(reference.replace('C-', 'c '))
  expect(await c.asha.page(`/palette?q=${said}`)).toContain(`href="/cases/${reference}"`)
  expect(await other.asha.page(`/palette?q=${said}`)).not.toContain(`/cases/${reference}`)
})

test('it finds my own cases by a part of their subject, people by name, and places by theirs', async () => {
  const c = await council()
  const { reference } = await c.givenCase({ subject: 'Laptop will not start' })
  await c.givenCase({ subject: 'Laptop of somebody else' })
  const to = { reference, team_id: c.team_id, assignee_id: c.asha.id }
  await c.writing(tx => assignCase(tx, c.chidi.author, to, new Date()))
  const laptops = await c.asha.page('/palette?q=LAPTOP')
  expect(laptops).toContain('Laptop will not start')
  expect(laptops).not.toContain('somebody else')
  expect(await c.asha.page('/palette?q=ben')).toContain(`href="/requesters/${c.ben.id}"`)
  const places = await c.asha.page('/palette?q=service')
  expect(places).toContain(`href="/queue/${c.short.toLowerCase()}"`)
  expect(await c.asha.page('/palette?q=new')).toContain('href="/cases/new"')
  expect(await c.asha.page('/palette?q=zzz')).toContain('href="/search?q=zzz"')
})

test('what is typed is only ever text, and who has no workspace has no palette', async () => {
  const c = await council()
  expect(await c.asha.page('/palette?q=%3Cscript%3E')).not.toContain('<script>')
  expect((await c.ben.get('/palette?q=x')).status).toBe(403)
})
