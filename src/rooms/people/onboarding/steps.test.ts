import { expect, test } from 'vitest'
import { mayBeLeftOut, STEPS, type Standing, stepsLeft, stepsOf } from './steps.rules.ts'

const NONE: Standing = {
  ...{ calendars: 0, targets: 0, categories: 0, teams: 0, persons: 0, has_logo: false, providers: 0, passwords: 0 },
  ...{ mailboxes: 0, notices: 0, proved_at: null, leaks: null },
}
const because = (step: string) => ({ step, because: 'They have none', decided_by_name: 'Farah' })
const stateOf = (standing: Standing, step: string, left_out = [because('teams')]) =>
  stepsOf(standing, left_out).find(({ name }) => name === step)?.state

test('of a new organisation all is left but its details', () => {
  expect(stepsLeft(stepsOf(NONE, [])).map(({ name }) => name)).toEqual(STEPS.filter(step => step !== 'details'))
})

test.each([
  ['calendar', { calendars: 1 }],
  ['promises', { targets: 8 }],
  ['catalogue', { categories: 3 }],
  ['teams', { teams: 1 }],
  ['people', { persons: 2 }],
  ['branding', { has_logo: true }],
  ['sign_in', { providers: 1 }],
  ['sign_in', { passwords: 1 }],
  ['mailboxes', { mailboxes: 1 }],
  ['notices', { notices: 1 }],
  ['boundary', { proved_at: new Date(0), leaks: 0 }],
] as const)('%s is done once it is there: %j', (step, there) => {
  expect(stateOf(NONE, step, [])).toBe('left')
  expect(stateOf({ ...NONE, ...there }, step, [])).toBe('done')
})

test('a boundary that leaks is not proved', () => {
  expect(stateOf({ ...NONE, proved_at: new Date(0), leaks: 2 }, 'boundary')).toBe('left')
})

test('what is not needed is not left, and what is there all the same is done', () => {
  expect(stateOf(NONE, 'teams')).toBe('not_needed')
  expect(stateOf({ ...NONE, teams: 1 }, 'teams')).toBe('done')
  expect(STEPS.filter(step => !mayBeLeftOut(step))).toEqual(['details', 'boundary'])
})
