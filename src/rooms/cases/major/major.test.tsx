import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'
import { toldTo } from '#testing/told.ts'

type Council = Awaited<ReturnType<typeof council>>

const DECLARED = {
  title: 'E-mail is down',
  because: 'everybody is affected',
  update_minutes: '30',
  affected: 'All staff',
}

async function declared(c: Council, reference: string, more: Record<string, string> = {}) {
  const answer = await c.asha.post(`/cases/${reference}/major-incident`, { ...DECLARED, ...more })
  expect(answer.status).toBe(303)
  return answer.headers.get('location')!.split('/').pop()!
}

const minutesOn = (minutes: number) => new Date(Date.now() + minutes * 60_000)

const majorId = async (c: Council, reference: string) =>
  (
    await c.reading(tx =>
      tx.selectFrom('cases.major_incidents').select('id').where('reference', '=', reference).executeTakeFirstOrThrow(),
    )
  ).id

test('a major incident is declared from a case, with a banner, and other cases follow it', async () => {
  const c = await council()
  const [first, second] = [await c.givenCase(), await c.givenCase({ subject: 'Cannot send mail' })]
  const major = await declared(c, first.reference, {
    banner: 'We know, and are working on it.',
    others: second.reference,
  })
  const page = await c.asha.page(`/major-incidents/${major}`)
  expect(page).toContain('E-mail is down')
  expect(page).toContain('Cases that follow (2)')
  expect(page).toContain('Asha')
  expect(await c.asha.page(`/cases/${second.reference}`)).toContain(`${major} E-mail is down`)
  expect(await c.ben.page('/')).toContain('We know, and are working on it.')
  expect((await c.happened(second.id)).at(-1)).toMatchObject({ name: 'case.joinedMajor', shown_to: 'staff' })
  expect(await c.asha.page('/major-incidents')).toContain(major)
})

test('a case is part of one major incident, and only while it is open', async () => {
  const c = await council()
  const [first, second, done] = [await c.givenCase(), await c.givenCase(), await c.givenCase()]
  await c.asha.post(`/cases/${done.reference}/resolve`, { closure_code: 'solved', resolution: 'Done.' })
  const major = await declared(c, first.reference)
  expect((await c.asha.post(`/cases/${first.reference}/major-incident`, DECLARED)).status).toBe(409)
  const refused = await c.asha.post(`/major-incidents/${major}/cases`, { other: done.reference })
  expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining('is not open')])
  expect((await c.asha.post(`/major-incidents/${major}/cases`, { other: 'C-1' })).status).toBe(422)
  expect((await c.asha.post(`/major-incidents/${major}/cases`, { other: second.reference })).status).toBe(303)
  expect((await c.asha.post(`/major-incidents/${major}/cases/remove`, { other: first.reference })).status).toBe(409)
  expect((await c.asha.post(`/major-incidents/${major}/cases/remove`, { other: second.reference })).status).toBe(303)
  expect(await c.asha.page(`/major-incidents/${major}`)).toContain('Cases that follow (1)')
})

test('an update for everyone stands once on every case that follows, and stops the time to the next', async () => {
  const c = await council()
  const cases = [await c.givenCase(), await c.givenCase(), await c.givenCase()]
  const major = await declared(c, cases[0]!.reference, { others: cases.map(each => each.reference).join(' ') })
  await c.asha.post(`/major-incidents/${major}/update`, { body: 'We found the fault.', shown_to: 'everyone' })
  await c.asha.post(`/major-incidents/${major}/update`, { body: 'It is the third server.', shown_to: 'staff' })
  await c.work()
  await c.work()
  for (const { reference } of cases) {
    const theirs = await c.ben.page(`/requests/${reference}`)
    expect(theirs.match(/We found the fault\./g)).toHaveLength(1)
    expect(theirs).not.toContain('third server')
  }
  const page = await c.asha.page(`/major-incidents/${major}`)
  expect(page).toContain('to 3 cases')
  expect(page).toContain('It is the third server.')
})

test('when nobody says anything for as long as was promised, that is told once', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const major = await declared(c, reference)
  const id = await majorId(c, major)
  await c.work(minutesOn(29))
  expect((await c.happened(id)).map(event => event.name)).toEqual(['major.declared'])
  await c.work(minutesOn(31))
  await c.work(minutesOn(90))
  expect((await c.happened(id)).map(event => event.name)).toEqual(['major.declared', 'major.updateDue'])
  // Asha declared it, so she leads it.
  const told = (await toldTo(c, c.asha)).notices.filter(({ kind }) => kind === 'major_update_due')
  expect(told).toMatchObject([{ state: 'told', words: expect.stringContaining(`${major} is owed an update since`) }])
  expect((await toldTo(c, c.chidi)).kinds).not.toContain('major_update_due')
})

test('resolving it resolves every case that follows, takes the banner away, and a review closes it', async () => {
  const c = await council()
  const [first, second] = [await c.givenCase(), await c.givenCase()]
  const major = await declared(c, first.reference, { banner: 'We know of it.', others: second.reference })
  expect((await c.asha.post(`/major-incidents/${major}/close`)).status).toBe(409)
  await c.asha.post(`/major-incidents/${major}/resolve`, { resolution: 'The server was replaced.' })
  await c.work()
  for (const { id } of [first, second])
    expect((await c.happened(id)).at(-1)).toMatchObject({
      name: 'case.resolved',
      payload: { resolution: 'The server was replaced.' },
    })
  expect(await c.ben.page('/')).not.toContain('We know of it.')
  const early = await c.asha.post(`/major-incidents/${major}/close`)
  expect([early.status, await early.text()]).toEqual([409, expect.stringContaining('Write the review first')])
  const review = { cause: 'A worn disk.', effect: 'No mail for 2 hours.', fix: 'A new disk.', prevention: 'Two disks.' }
  expect((await c.asha.post(`/major-incidents/${major}/review`, { ...review, prevention: ' ' })).status).toBe(422)
  expect((await c.asha.post(`/major-incidents/${major}/review`, review)).status).toBe(303)
  expect((await c.asha.post(`/major-incidents/${major}/close`)).status).toBe(303)
  const page = await c.asha.page(`/major-incidents/${major}`)
  expect(page).toContain('Two disks.')
  expect((await c.asha.post(`/major-incidents/${major}/reopen`, { because: 'no' })).status).toBe(409)
})

test('one that was not over is opened again, and its next update is due', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const major = await declared(c, reference)
  await c.asha.post(`/major-incidents/${major}/resolve`, { resolution: 'Mended.' })
  expect((await c.asha.post(`/major-incidents/${major}/reopen`, { because: 'it failed again' })).status).toBe(303)
  expect(await c.asha.page(`/major-incidents/${major}`)).toContain('next update due')
})

test('roles are given to colleagues, and each change is told', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const major = await declared(c, reference)
  const change = { affected: 'All staff', workaround: 'Use the telephone', update_minutes: '15', lead_id: c.chidi.id }
  expect((await c.asha.post(`/major-incidents/${major}/change`, { ...change, update_minutes: '1' })).status).toBe(422)
  expect((await c.asha.post(`/major-incidents/${major}/change`, change)).status).toBe(303)
  const told = (await c.happened(await majorId(c, major))).slice(1).map(event => event.payload)
  expect(told).toEqual([
    { what: 'Incident lead', now: c.chidi.name },
    { what: 'Workaround', now: 'Use the telephone' },
    { what: 'Updates', now: 'every 15 minutes' },
  ])
})

test('a burst of like cases is offered as a major incident, until somebody says it is nothing', async () => {
  const c = await council()
  for (let n = 0; n < 5; n++) await c.givenCase()
  expect(await c.asha.page('/major-incidents')).toContain('5 cases about Hardware in the last hour')
  await c.asha.post('/major-incidents/dismiss', { category: 'Hardware' })
  expect(await c.asha.page('/major-incidents')).not.toContain('in the last hour')
})

test('a requester may not, a reader may only look, and another council finds nothing', async () => {
  const c = await council()
  const other = await council()
  const { reference } = await c.givenCase()
  const theirs = await other.givenCase()
  const major = await declared(c, reference)
  expect((await c.ben.get(`/major-incidents/${major}`)).status).toBe(403)
  expect((await c.dilys.get(`/major-incidents/${major}`)).status).toBe(200)
  expect((await c.dilys.post(`/major-incidents/${major}/update`, { body: 'x', shown_to: 'staff' })).status).toBe(403)
  expect((await other.asha.get(`/major-incidents/${major}`)).status).toBe(404)
  expect((await other.asha.post(`/major-incidents/${major}/resolve`, { resolution: 'x' })).status).toBe(404)
  expect((await other.asha.post(`/cases/${reference}/major-incident`, DECLARED)).status).toBe(404)
  const answer = await c.asha.post(`/major-incidents/${major}/cases`, { other: theirs.reference })
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('We cannot find that case.')])
})

test('a case that comes again is part of another once the first is closed, and both remember it', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase()
  const first = await declared(c, reference)
  await c.asha.post(`/major-incidents/${first}/resolve`, { resolution: 'Mended.' })
  await c.work(minutesOn(1))
  const review = { cause: 'A worn disk.', effect: 'No mail.', fix: 'A new disk.', prevention: 'Two disks.' }
  await c.asha.post(`/major-incidents/${first}/review`, review)
  expect((await c.asha.post(`/cases/${reference}/reopen`, { because: 'It fails again' })).status).toBe(303)
  // Until it is closed, its cases are its own.
  expect((await c.asha.post(`/cases/${reference}/major-incident`, DECLARED)).status).toBe(409)
  expect((await c.asha.post(`/major-incidents/${first}/close`)).status).toBe(303)
  const second = await declared(c, reference)
  expect(second).not.toBe(first)
  for (const major of [first, second])
    expect(await c.asha.page(`/major-incidents/${major}`)).toContain('Cases that follow (1)')
  const page = await c.asha.page(`/cases/${reference}`)
  expect(page).toContain(`/major-incidents/${second}`)
  const joined = (await c.happened(id)).filter(({ name }) => name === 'case.joinedMajor')
  expect(joined).toMatchObject([{ payload: { reference: first } }, { payload: { reference: second } }])
})
