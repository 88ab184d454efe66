/** Bank holidays, for those who import them. */
export { importBankHolidays } from './bank-holiday.actions.ts'
export { listBankHolidays } from './bank-holiday.queries.ts'
export { compareHolidays, sayChanges } from './compare-holidays.rules.ts'
export { readHolidayFile } from './read-file.ts'
export { NATIONS as HOLIDAY_NATIONS } from './read-holidays.rules.ts'
