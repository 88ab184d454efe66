import { expect, test } from 'vitest'
import { bankHolidays } from '#rooms/clock/index.ts'
import { council, type Member, owner } from '#testing/council.tsx'

const WEEK = { mon: '9:00 to 12:30, 13:30 to 17:00', tue: '9:00-17:00', wed: '', thu: '', fri: '', sat: '', sun: '' }
const GIVEN = {
  ...{ ...WEEK, name: 'Depot', zone: 'Europe/London', nation: 'scotland', closed: '2026-12-24 Staff day' },
  ...{ open: '2026-05-02 22:00 to 03:00 next day Election night', because: 'The depot moved' },
}

/** A change made and confirmed. */
async function changed(farah: Member, place: string, fields: Record<string, string>) {
  const shown = (await farah.post(place, fields)).headers.get('location')!
  return farah.post(shown, { decision: 'apply' })
}

const versionsOf = async (calendar_id: string) =>
  (await owner.query('select * from people.calendar_versions where calendar_id = $1 order by number', [calendar_id]))
    .rows

test('the bank holidays kept as data are those published, each with its name', async () => {
  for (const [nation, dates] of Object.entries(bankHolidays)) {
    const { rows } = await owner.query(
      `select date::text, name from people.bank_holidays where nation = $1 and source = 'gov.uk/bank-holidays' and date < '2029-01-01' order by date`,
      [nation],
    )
    expect(rows.map(({ date }) => date)).toEqual(dates)
    expect(rows.every(({ name }) => name.length > 5)).toBe(true)
  }
})

test('a calendar is added and changed as people write hours, each change a version that says when, who and why', async () => {
  const { farah, organisation_id, happened } = await council()
  const added = await farah.post(`/admin/organisations/${organisation_id}/calendars`, GIVEN)
  const place = added.headers.get('location')!.split('?')[0]!
  const page = await farah.page(place)
  expect(page).toContain('09:00 to 12:30, 13:30 to 17:00')
  expect(page).toMatch(/value="scotland" selected/)
  expect(page).toContain('2026-12-24 Staff day</textarea>')
  expect(page).toContain('2026-05-02 22:00 to 03:00 next day Election night</textarea>')
  expect((await changed(farah, place, { ...GIVEN, wed: '10:00 to 16:00', nation: 'none' })).status).toBe(303)
  expect((await happened(organisation_id)).map(event => event.name)).toEqual([
    'organisation.calendarAdded',
    'organisation.calendarChanged',
  ])
  const [first, second] = await versionsOf(place.split('/').at(-1)!)
  expect(first).toMatchObject({
    number: 1,
    nation: 'scotland',
    effective_from: new Date(0),
    reasons: { '2026-12-24': 'Staff day' },
  })
  expect(first.holidays).toEqual([...bankHolidays.scotland, '2026-12-24'].sort())
  expect(second).toMatchObject({
    number: 2,
    because: 'The depot moved',
    made_by_name: farah.name,
    holidays: ['2026-12-24'],
  })
  expect(await farah.page(place)).toContain('The depot moved')
})

test('S52: a version of a later date waits for it, and what is in force stays', async () => {
  const { farah, calendar_id, reading } = await council()
  const place = `/admin/calendars/${calendar_id}`
  const later = { ...GIVEN, from: '2037-04-01', because: 'The councils merge' }
  expect((await changed(farah, place, later)).status).toBe(303)
  const page = await farah.page(place)
  expect(page).toContain('To come')
  expect(page).toContain('Wednesday 1 April 2037 at 00:00 BST')
  const now = await reading(tx =>
    tx.selectFrom('people.published_calendars').select('version').where('id', '=', calendar_id).execute(),
  )
  expect(now).toMatchObject([{ version: 1 }])
})

test('a calendar cannot change in the past, nor without a reason, and keeps what was typed', async () => {
  const { farah, calendar_id } = await council()
  const place = `/admin/calendars/${calendar_id}`
  const past = await farah.post(place, { ...GIVEN, from: '2026-01-01' })
  expect(past.status).toBe(422)
  expect(await past.text()).toContain('Choose today or a later date')
  const silent = await farah.post(place, { ...GIVEN, because: ' ' })
  expect(silent.status).toBe(422)
  const page = await silent.text()
  expect(page).toContain('Say why the calendar changes')
  expect(page).toContain('Election night')
  expect(await versionsOf(calendar_id)).toHaveLength(1)
})

test('another calendar covers out of hours; renaming alone makes no version', async () => {
  const { farah, calendar_id, organisation_id } = await council()
  const added = await farah.post(`/admin/organisations/${organisation_id}/calendars`, { ...GIVEN, name: 'On call' })
  const cover = added.headers.get('location')!.split('?')[0]!.split('/').at(-1)!
  const hours = {
    mon: '09:00 to 17:00',
    tue: '09:00 to 17:00',
    wed: '09:00 to 17:00',
    thu: '09:00 to 17:00',
    fri: '09:00 to 17:00',
  }
  const same = { ...hours, zone: 'Europe/London', nation: 'none', name: 'Office hours', cover_calendar_id: cover }
  expect((await farah.post(`/admin/calendars/${calendar_id}`, same)).status).toBe(303)
  const page = await farah.page(`/admin/calendars/${calendar_id}`)
  expect(page).toMatch(new RegExp(`value="${cover}" selected`))
  expect(page).toContain('Office hours</h1>')
  expect(await versionsOf(calendar_id)).toHaveLength(1)
  const itself = await farah.post(`/admin/calendars/${calendar_id}`, { ...same, cover_calendar_id: calendar_id })
  expect(itself.status).toBe(422)
  const other = await council()
  const theirs = await farah.post(`/admin/calendars/${calendar_id}`, { ...same, cover_calendar_id: other.calendar_id })
  expect(theirs.status).toBe(404)
})

test.each([
  [{ mon: 'nine to five' }, 'Write the hours like 09:00 to 17:00'],
  [{ mon: '25:00 to 26:00' }, 'is not a time of day'],
  [{ mon: '17:00 to 09:00' }, 'write “17:00 to 09:00 next day”'],
  [{ mon: '09:00 to 12:00, 11:00 to 17:00' }, 'overlap'],
  [{ mon: '22:00 to 10:00 next day' }, 'Monday is open until 10:00 on Tuesday'],
  [{ zone: 'Moon/Crater' }, 'There is no time zone called'],
  [{ closed: '2026-02-31 Never' }, 'is not a date'],
  [{ closed: '2026-12-24' }, 'Say why after 2026-12-24'],
  [{ mon: '', tue: '' }, 'no open time'],
])('S39: nonsense is refused beside its field: %j', async (wrong, said) => {
  const { farah, calendar_id } = await council()
  const given = 'mon' in wrong && wrong.mon === '' ? { ...GIVEN, open: '' } : GIVEN
  const response = await farah.post(`/admin/calendars/${calendar_id}`, { ...given, ...wrong })
  expect(response.status).toBe(422)
  const page = await response.text()
  expect(page).toContain(said)
  expect(page).toContain('Depot')
})

test('only who manages people may, and only their own calendars', async () => {
  const { asha, calendar_id, organisation_id } = await council()
  const other = await council()
  expect((await asha.get(`/admin/calendars/${calendar_id}`)).status).toBe(403)
  expect((await other.farah.get(`/admin/calendars/${calendar_id}`)).status).toBe(404)
  expect((await other.farah.post(`/admin/calendars/${calendar_id}`, GIVEN)).status).toBe(404)
  expect((await other.farah.post(`/admin/organisations/${organisation_id}/calendars`, GIVEN)).status).toBe(404)
})
