import { expect, test } from 'vitest'
import { type Cell, changeSince, whatMatters } from './today.rules.ts'

const cell = (more: Partial<Cell>): Cell => ({
  ...{
    organisation_id: 'h',
    team_id: 't',
    priority: 'P3',
    hold_reason: null,
    unassigned: false,
    due: 'later',
    band: 'day',
    cases: 1,
  },
  ...more,
})
const said = (cells: Cell[], many = true) =>
  whatMatters(cells, {
    organisationOf: id => ({ h: 'Hartsmere', b: 'Bracken' })[id ?? ''],
    teamOf: id => (id === 't' ? 'Field support' : undefined),
    many,
  })

test.each([
  [
    'urgent cases due before noon, and whose',
    [
      cell({ priority: 'P2', due: 'before_noon', cases: 1 }),
      cell({ priority: 'P2', due: 'before_noon', unassigned: true, cases: 2 }),
    ],
    'Three P2s for Hartsmere fall due before noon; two are unassigned.',
  ],
  [
    'one alone',
    [cell({ priority: 'P1', due: 'today', unassigned: true })],
    'One P1 for Hartsmere falls due today; it is unassigned.',
  ],
  [
    'late before due',
    [cell({ priority: 'P1', due: 'late' }), cell({ priority: 'P2', due: 'today', cases: 4, organisation_id: 'b' })],
    'One P1 for Hartsmere is late. Four P2s for Bracken fall due today.',
  ],
  [
    'mostly one council',
    [cell({ priority: 'P2', due: 'today', cases: 3 }), cell({ priority: 'P2', due: 'today', organisation_id: 'b' })],
    'Four P2s, most for Hartsmere, fall due today.',
  ],
  [
    'late but not urgent',
    [cell({ due: 'late', cases: 9 }), cell({ due: 'late', cases: 5, team_id: null })],
    '14 cases are late, nine of them with Field support.',
  ],
  ['one late', [cell({ due: 'late' })], 'One case is late with Field support.'],
  [
    'due and not urgent',
    [cell({ due: 'today', cases: 2, unassigned: true })],
    'Nothing is late. Two cases fall due today; neither is assigned.',
  ],
  ['a quiet day', [cell({})], 'Nothing is late, and nothing falls due today.'],
  ['no cases at all', [], 'Nothing is late, and nothing falls due today.'],
])('the sentence on top says %s', (_, cells, sentence) => {
  expect(said(cells)).toBe(sentence)
})

test('a reader of one organisation is not told whose cases they are', () => {
  expect(said([cell({ priority: 'P2', due: 'today', cases: 2 })], false)).toBe('Two P2s fall due today.')
})

test('a change is said in words', () => {
  expect(changeSince(10, 16)).toBe('6 more than a week ago')
  expect(changeSince(1200, 10)).toBe('1,190 fewer than a week ago')
  expect(changeSince(3, 3)).toBe('the same as a week ago')
})
