import { expect, test } from 'vitest'
import { compileTemplate } from './template.rules.ts'

const COLUMNS = ['category', 'place', 'by']
const fill = (text: string, ...row: string[]) => compileTemplate(text).at(column => COLUMNS.indexOf(column))(row)

test.each([
  ['{category}: {place}', ['Printer', 'Room 3', ''], 'Printer: Room 3'],
  ['{category}: {place}', ['Printer', '', ''], 'Printer'],
  ['{category}: {place}', ['', 'Room 3', ''], 'Room 3'],
  ['Opened by {by}', ['', '', ''], ''],
  ['Opened by {by}.', ['', '', 'Asha  Patel'], 'Opened by Asha Patel.'],
  ['Category: {category}\nPlace: {place}', ['Printer', '', ''], 'Category: Printer'],
  ['No columns', ['', '', ''], 'No columns'],
])('%s of %j', (text, row, filled) => {
  expect(fill(text, ...row)).toBe(filled)
})

test('a template knows its columns', () => {
  expect(compileTemplate('{category} / {place}').columns).toEqual(['category', 'place'])
})
