import { text } from 'node:stream/consumers'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { bytesOf } from '#platform/files/store.ts'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { receiveForm } from '#platform/http/upload.ts'
import { platformProblems } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { peoplePaths } from '../paths.ts'
import { peopleProblems } from '../problems.ts'
import { importBankHolidays } from './bank-holiday.actions.ts'
import { BankHolidaysPage, LookAtHolidaysPage } from './bank-holiday.pages.tsx'
import { findKeeper, listBankHolidays } from './bank-holiday.queries.ts'
import { compareHolidays } from './compare-holidays.rules.ts'
import { readHolidayFile } from './read-file.ts'
import { NATIONS } from './read-holidays.rules.ts'

const SAID = { imported: 'The bank holidays are imported. Calendars take them over with their next version.' }

const MB = 1024 * 1024
const LIMITS = { file: 2 * MB, files: 1, all: 2 * MB, field: 1000 }

async function page(c: Context<Env>, entered?: Entered, errors?: readonly FormError[]) {
  const facts = await c.var.read(async tx => ({
    all: await listBankHolidays(tx),
    keeper: await findKeeper(tx, c.var.organisations),
  }))
  const years = [...new Set(facts.all.map(({ date }) => date.slice(0, 4)))]
  const asked = c.req.query('year')
  const year = asked && /^\d{4}$/.test(asked) ? asked : `${now().getUTCFullYear()}`
  const holidays = facts.all.filter(({ date }) => date.startsWith(year))
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  const shown = { chrome, holidays, years, year, mayImport: facts.keeper !== undefined, entered, errors }
  return c.html(html(<BankHolidaysPage {...shown} />), errors ? 422 : 200)
}

const keeperOf = async (c: Context<Env>): Promise<string> =>
  (await c.var.read(tx => findKeeper(tx, c.var.organisations))) ?? peopleProblems.raise('not-the-keeper')

/** Reads the file that was sent and shows what it would change. */
async function look(c: Context<Env>) {
  const keeper = await keeperOf(c)
  const { entered, files, errors } = await receiveForm(c, keeper, LIMITS)
  if (errors.length > 0) return page(c, entered, errors)
  const file = files[0]
  if (!file) return page(c, entered, [{ field: 'file', message: 'Choose a file' }])
  const nation = NATIONS.find(each => each === entered.nation)
  const read = readHolidayFile(await text(bytesOf(c.var.db, file)), nation, now())
  if ('problem' in read) {
    const field = read.problem.startsWith('Say whose') ? 'nation' : 'file'
    return page(c, entered, [{ field, message: read.problem }])
  }
  const changes = compareHolidays(await c.var.read(listBankHolidays), read.holidays)
  return c.html(
    html(<LookAtHolidaysPage chrome={await c.var.chrome()} source={file.name} read={read} changes={changes} />),
  )
}

const day = z.object({ nation: z.enum(NATIONS), date: z.iso.date(), name: z.string().trim().min(1).max(200) })
const form = z.object({
  days: z.string(),
  source: z.string().trim().min(1).max(300),
  remove: z.literal('yes').optional(),
})

/** The days that were looked at, as they came back from the page. */
function daysFrom(json: string) {
  try {
    return z.array(day).max(5000).parse(JSON.parse(json))
  } catch {
    return platformProblems.raise('bad-request')
  }
}

export const bankHolidayRoutes = new Hono<Env>()
  .get(peoplePaths.bankHolidays.pattern, may('people.manage'), c => page(c))
  .post(peoplePaths.bankHolidays.pattern, may('people.manage'), look)
  .post(peoplePaths.importBankHolidays.pattern, may('people.manage'), async c => {
    const organisation_id = await keeperOf(c)
    const parsed = await parseForm(form, c.req.raw)
    if (!parsed.ok) return platformProblems.raise('bad-request')
    const { days, source, remove } = parsed.value
    const command = { organisation_id, holidays: daysFrom(days), source, remove: remove === 'yes' }
    await c.var.write(tx => importBankHolidays(tx, c.var.actor, command, now()))
    return c.redirect(peoplePaths.bankHolidays({}, { done: 'imported' }), 303)
  })
