import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'
import { sendAtOnce } from '#testing/later.ts'
import { later, tellAll, toldTo } from '#testing/told.ts'

test('a requester hears that we have what they asked for, and nobody else does', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  await c.work()
  expect((await toldTo(c, c.ben)).mails).toEqual([])
  await c.work(later())
  const { kinds, mails } = await toldTo(c, c.ben)
  expect(kinds).toEqual(['logged'])
  expect(mails).toMatchObject([
    { subject: `We have your request ${reference}`, to_address: c.ben.email, kind: 'acknowledgement' },
  ])
  expect(mails[0]!.text).toContain('Hello Ben,')
  expect(mails[0]!.text).toContain(`/requests/${reference}`)
  expect(mails[0]!.html).toContain(`${c.short} Borough Council`)
  for (const other of [c.asha, c.chidi, c.dilys, c.farah]) expect((await toldTo(c, other)).kinds).toEqual([])
})

test('an analyst hears of a case given to them, of the answer to it and of its coming back; not of what they do themselves', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  await c.chidi.post(`/cases/${reference}/assign`, { given: `${c.team_id}/${c.asha.id}`, version: '1' })
  await tellAll(c)
  await c.asha.post(`/cases/${reference}/reply`, { body: 'Which floor?', send: 'wait' })
  await sendAtOnce(c.asha, reference)
  await tellAll(c)
  await c.ben.post(`/requests/${reference}`, { body: 'The second' })
  await tellAll(c)
  const asha = await toldTo(c, c.asha)
  expect(asha.kinds).toEqual(['assigned', 'requester_answered'])
  expect(asha.mails.map(({ subject }) => subject)).toEqual([
    `${reference} is yours: Printer on fire`,
    `Ben Carter wrote on ${reference}: Printer on fire`,
  ])
  expect((await toldTo(c, c.ben)).kinds).toEqual(['logged', 'answered', 'waiting_for_you'])
  expect((await toldTo(c, c.chidi)).kinds).toEqual([])
})

test('what happens to a case within a minute is told in one message', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  await c.chidi.post(`/cases/${reference}/assign`, { given: `${c.team_id}/${c.asha.id}`, version: '1' })
  await c.ben.post(`/requests/${reference}`, { body: 'It smokes more' })
  await c.work()
  await c.work(later())
  const { mails } = await toldTo(c, c.asha)
  expect(mails).toHaveLength(1)
  expect(mails[0]!.subject).toContain('(and 1 more)')
  expect(mails[0]!.text).toContain(`${reference} is yours: Printer on fire`)
  expect(mails[0]!.text).toContain(`Ben Carter wrote on ${reference}`)
})

test('the case says quietly who was told of it, by which way, and whether it went', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  await c.work()
  expect(await c.asha.page(`/cases/${reference}`)).toContain('Ben Carter will be told by e-mail')
  await tellAll(c)
  const page = await c.asha.page(`/cases/${reference}`)
  expect(page).toContain('Ben Carter was told by e-mail')
  expect(await c.ben.page(`/requests/${reference}`)).not.toContain('was told by')
})
