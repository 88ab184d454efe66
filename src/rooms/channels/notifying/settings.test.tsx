import { expect, test } from 'vitest'
import { type Council, council } from '#testing/council.tsx'
import { later, tellAll, toldTo } from '#testing/told.ts'

const PLACE = '/account/notifications'
const always = { pace: 'at_once', quiet_from: '', quiet_until: '', paused_until: '' }

async function givenTo(c: Council) {
  const { reference } = await c.givenCase()
  await c.chidi.post(`/cases/${reference}/assign`, { given: `${c.team_id}/${c.asha.id}` })
  return reference
}

test('each chooses what they are told and how, and may go back to what is usual', async () => {
  const c = await council()
  expect(await c.asha.page(PLACE)).toContain('A case is given to you')
  expect(await c.ben.page(PLACE)).not.toContain('A case is given to you')
  expect((await c.asha.post(PLACE, { 'ways-assigned': 'email', 'ways-watched': ['screen', 'email'] })).status).toBe(303)
  await givenTo(c)
  await tellAll(c)
  const told = await toldTo(c, c.asha)
  expect(told.kinds).toEqual([])
  expect(told.mails).toHaveLength(1)
  await c.asha.post(PLACE, {})
  await givenTo(c)
  await tellAll(c)
  expect((await toldTo(c, c.asha)).notices).toHaveLength(1)
  await c.asha.post(PLACE, { reset: 'yes' })
  await givenTo(c)
  await tellAll(c)
  expect(await toldTo(c, c.asha)).toMatchObject({ kinds: ['assigned'], mails: [{}, {}] })
})

test('in quiet hours only what cannot wait comes; the rest comes together when they end', async () => {
  const c = await council()
  // Quiet round the clock from midnight, on every day: whenever this runs.
  const quiet = {
    ...always,
    quiet_from: '00:00',
    quiet_until: '00:00',
    quiet_days: ['0', '1', '2', '3', '4', '5', '6'],
  }
  expect((await c.asha.post(`${PLACE}/quiet`, quiet)).status).toBe(303)
  expect(await c.asha.page(PLACE)).toContain('value="00:00"')
  await givenTo(c)
  await tellAll(c)
  const { kinds, mails, deliveries } = await toldTo(c, c.asha)
  expect(kinds).toEqual(['assigned'])
  expect(mails).toEqual([])
  expect(deliveries).toMatchObject([{ state: 'waiting' }])
})

test('a digest says in one message what happened, each case once', async () => {
  const c = await council()
  await c.asha.post(`${PLACE}/quiet`, { ...always, pace: 'hourly' })
  const references = [await givenTo(c), await givenTo(c)]
  await tellAll(c)
  expect((await toldTo(c, c.asha)).mails).toEqual([])
  await c.work(later(3700))
  const { mails } = await toldTo(c, c.asha)
  expect(mails).toMatchObject([{ subject: 'News of 2 cases' }])
  for (const reference of references) expect(mails[0]!.text.split(`See ${reference}`)).toHaveLength(2)
})

test('a pause holds back everything but what is owed, until its day', async () => {
  const c = await council()
  const day = (days: number) =>
    later(days * 86_400)
      .toISOString()
      .slice(0, 10)
  await c.asha.post(`${PLACE}/quiet`, { ...always, paused_until: day(3) })
  await givenTo(c)
  await tellAll(c)
  expect((await toldTo(c, c.asha)).deliveries).toMatchObject([
    { state: 'suppressed', reason: 'They asked for a pause.' },
  ])
  await c.asha.post(`${PLACE}/quiet`, always)
  await givenTo(c)
  await tellAll(c)
  expect((await toldTo(c, c.asha)).mails).toHaveLength(1)
})

test('a time that is none is said beside its field, with what was typed kept', async () => {
  const c = await council()
  const wrong = await c.asha.post(`${PLACE}/quiet`, { ...always, quiet_from: '25:00', quiet_until: '' })
  expect(wrong.status).toBe(422)
  const page = await wrong.text()
  expect(page).toContain('Enter a time, such as 18:00')
  expect(page).toContain('value="25:00"')
  const half = await c.asha.post(`${PLACE}/quiet`, { ...always, quiet_from: '18:00' })
  expect(await half.text()).toContain('Enter both times, or neither')
})
