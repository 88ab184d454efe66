import { render } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { initialsOf } from './avatar.tsx'
import { roundUp } from './chart-frame.tsx'
import { ClockFace } from './clock-face.tsx'
import { FormErrors, fieldsOf } from './form.tsx'
import { endLabels } from './line-chart.tsx'
import { QueueTable } from './queue-table.tsx'
import { StackedDays } from './stacked-days.tsx'

test.each([
  ['Asha Patel', 'AP'],
  ['Asha van der Berg', 'AB'],
  ['Chidi', 'C'],
  ['Mary-Ann O’Neill', 'MO'],
  ['Élodie Šimić', 'ÉŠ'],
  ['Desk (out of hours)', 'DH'],
  ['', ''],
])('the initials of %s are %s', (name, initials) => expect(initialsOf(name)).toBe(initials))

test.each([
  [0, 1],
  [1, 1],
  [3, 5],
  [10, 10],
  [11, 20],
  [204, 500],
  [999, 1000],
])('a scale that must hold %i ends at %i', (highest, top) => expect(roundUp(highest)).toBe(top))

test('names at the ends of lines keep their order and do not overlap', () => {
  expect(endLabels([100, 20])).toEqual([100, 20])
  expect(endLabels([50, 45, 52])).toEqual([59, 45, 73])
})

test('a clock says its state in words, and its bar never passes its ends', () => {
  const late = render(<ClockFace state="late" text="late 35 min" used={180} />)
  expect(late).toContain('late 35 min')
  expect(late).toContain('clock--used-100')
  expect(render(<ClockFace state="running" text="2 h left" used={-3} />)).toContain('clock--used-0')
  expect(render(<ClockFace state="running" text="2 h left" used={43} />)).toContain('clock--used-45')
})

test('what was entered and what was wrong with it come back to the field they belong to', () => {
  const errors = [{ field: 'subject', message: 'Enter a subject' }]
  const field = fieldsOf({ detail: 'It is on fire' }, errors)
  expect(field('subject')).toMatchObject({ value: undefined, error: 'Enter a subject' })
  expect(field('detail')).toMatchObject({ value: 'It is on fire', error: undefined })
  expect(render(<FormErrors errors={errors} />)).toContain('<a href="#subject">Enter a subject</a>')
  expect(render(<FormErrors errors={[]} />)).toBe('')
})

test('a queue says how it is sorted, what each box ticks, and which rows are unread', () => {
  const table = render(
    <QueueTable
      caption="Cases"
      columns={[
        { key: 'due', head: 'Time left', sort: { href: '?sort=due', direction: 'ascending' }, cell: () => '2 h' },
        { key: 'title', head: 'Subject', kind: 'main', sort: { href: '?sort=title' }, cell: row => row.title },
      ]}
      groups={[{ heading: 'Late', count: '1', rows: [{ id: 'C-1', title: 'Printer <on> fire' }] }]}
      id={row => row.id}
      href={row => `/cases/${row.id}`}
      unread={() => true}
      select={{ form: 'bulk', name: 'cases', label: row => `Select ${row.id}` }}
    />,
  )
  expect(table).toContain('aria-sort="ascending"')
  expect(table).toContain('aria-sort="none"')
  expect(table).toContain('aria-label="Select C-1"')
  expect(table).toContain('queue__row--unread')
  expect(table).toContain('Printer &lt;on> fire')
  expect(table).toContain('colspan="3"')
})

test('a chart carries its figures as a table, and a day of nothing draws nothing', () => {
  const chart = render(
    <StackedDays
      title="Late"
      summary="None."
      series={[{ name: 'P1', tone: 'late' }]}
      days={[{ label: '1 Nov', values: [0] }]}
    />,
  )
  expect(chart).toContain('height="0.0"')
  expect(chart).not.toContain('NaN')
  expect(chart).toContain('<table')
})
