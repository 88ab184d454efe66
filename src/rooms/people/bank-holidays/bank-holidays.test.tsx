import { afterEach, expect, test } from 'vitest'
import { type Council, council, owner } from '#testing/council.tsx'

/** A year that no council's calendar knows of and no other test speaks of. */
const YEAR = 2063
const FILE = JSON.stringify({
  scotland: { division: 'scotland', events: [{ title: 'Summer bank holiday', date: `${YEAR}-08-06`, notes: '' }] },
})

const upload = (text: string, name: string, fields: Record<string, string> = {}) => {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.append(field, value)
  form.append('file', new File([text], name))
  return form
}

async function sharedService(): Promise<Council> {
  const c = await council()
  await owner.query(`update people.organisations set kind = 'shared_service' where id = $1`, [c.organisation_id])
  return c
}

const known = async () =>
  (
    await owner.query(
      `select date::text, name, source from people.bank_holidays where date >= '${YEAR}-01-01' order by date`,
    )
  ).rows

afterEach(() => owner.query(`delete from people.bank_holidays where date >= '${YEAR}-01-01'`))

const hidden = (page: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)![1]!.replaceAll('&quot;', '"')

test('the file of GOV.UK is looked at first, and imported when that is confirmed', async () => {
  const { farah, organisation_id, happened } = await sharedService()
  const looked = await farah.send('/admin/bank-holidays', upload(FILE, 'bank-holidays.json'))
  expect(looked.status).toBe(200)
  const page = await looked.text()
  expect(page).toContain('1 day is new.')
  expect(page).toContain('Monday 6 August 2063')
  expect(await known()).toEqual([])
  const fields = { days: hidden(page, 'days'), source: hidden(page, 'source') }
  const done = await farah.post('/admin/bank-holidays/import', fields)
  expect(done.headers.get('location')).toBe('/admin/bank-holidays?done=imported')
  expect(await known()).toEqual([{ date: `${YEAR}-08-06`, name: 'Summer bank holiday', source: 'bank-holidays.json' }])
  expect(await farah.page(`/admin/bank-holidays?year=${YEAR}`)).toContain('Summer bank holiday')
  expect((await happened(organisation_id)).at(-1)).toMatchObject({
    name: 'organisation.bankHolidaysImported',
    payload: { added: [`${YEAR}-08-06 scotland`] },
  })
  // Again: there is nothing to import.
  const again = await (await farah.send('/admin/bank-holidays', upload(FILE, 'bank-holidays.json'))).text()
  expect(again).toContain('0 days are new, 1 is there already.')
  expect(again).not.toContain('>Import<')
})

test('an iCalendar file needs a nation; days it does not have are taken out only when asked', async () => {
  const { farah } = await sharedService()
  await owner.query(`insert into people.bank_holidays values ('scotland', '${YEAR}-01-01', 'Gone', 'test')`)
  const ics = `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:${YEAR}0806\r\nSUMMARY:Summer\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`
  const nobody = await farah.send('/admin/bank-holidays', upload(ics, 'scotland.ics'))
  expect(nobody.status).toBe(422)
  expect(await nobody.text()).toContain('Say whose bank holidays these are')
  const page = await (
    await farah.send('/admin/bank-holidays', upload(ics, 'scotland.ics', { nation: 'scotland' }))
  ).text()
  expect(page).toContain('1 is here and not in the file')
  const fields = { days: hidden(page, 'days'), source: hidden(page, 'source') }
  await farah.post('/admin/bank-holidays/import', fields)
  expect((await known()).map(({ name }) => name)).toEqual(['Gone', 'Summer'])
  await farah.post('/admin/bank-holidays/import', { ...fields, remove: 'yes' })
  expect((await known()).map(({ name }) => name)).toEqual(['Summer'])
})

test('what is no file of bank holidays is refused beside the field', async () => {
  const { farah } = await sharedService()
  const none = await farah.send('/admin/bank-holidays', new FormData())
  expect(none.status).toBe(422)
  expect(await none.text()).toContain('Choose a file')
  const wrong = await farah.send('/admin/bank-holidays', upload('Day,Name', 'days.csv'))
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('Choose the bank-holidays.json of GOV.UK')
  expect((await farah.post('/admin/bank-holidays/import', { days: '[{"nation":"x"}]', source: 'x' })).status).toBe(400)
})

test('a council beside a shared service reads them and does not change them; others do not see the page', async () => {
  await sharedService()
  const { farah, asha } = await council()
  const page = await farah.page('/admin/bank-holidays?year=2026')
  expect(page).toContain('World Cup bank holiday')
  expect(page).toContain('The shared service keeps these')
  expect((await farah.send('/admin/bank-holidays', upload(FILE, 'bank-holidays.json'))).status).toBe(403)
  expect((await farah.post('/admin/bank-holidays/import', { days: '[]', source: 'x' })).status).toBe(403)
  expect((await asha.get('/admin/bank-holidays')).status).toBe(403)
})
