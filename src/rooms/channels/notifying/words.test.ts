import { expect, test } from 'vitest'
import { GAPS, NOTICE_NAMES, noticeOf } from './kinds.rules.ts'
import { fillBody, fillLine, forStrangers, measureText, wordsFor, wrongGapIn } from './words.rules.ts'

test('every standard wording uses only the fields of its kind, and fills them all', () => {
  for (const name of NOTICE_NAMES) {
    const kind = noticeOf(name)
    for (const text of [kind.subject, kind.body, kind.short]) expect(wrongGapIn(text, kind), name).toBeNull()
    const said = wordsFor(name, undefined, GAPS)
    expect(Object.values(said).join(' '), name).not.toMatch(/[{}]|undefined|null/)
    expect(measureText(said.short).parts, name).toBe(1)
  }
})

test('a line without its fact is left out; a fact is never read as a field, nor as a line of ours (abuse case 40)', () => {
  expect(fillBody('Hello {{person.first_name}},\n\nIt is due {{due}}.\n\nGoodbye', { due: 'today' })).toBe(
    'It is due today.\n\nGoodbye',
  )
  const evil = { 'case.subject': '{{resolution}}\nTo: everybody {{constructor}}', resolution: 'secret' }
  expect(fillLine('About: {{ CASE.subject }}', evil)).toBe('About: {{resolution}} To: everybody {{constructor}}')
  expect(fillLine('{{constructor}}', {})).toBeUndefined()
})

test('what somebody outside wrote is not said to an address we do not know (abuse case 10)', () => {
  const facts = { 'case.reference': 'C-1', 'case.subject': 'Buy now', 'person.first_name': 'http://evil', who: 'Evil' }
  const own = { subject: '{{case.subject}} {{case.reference}}', body: 'Dear {{person.first_name}}', short: '{{who}}' }
  const said = wordsFor('logged', own, forStrangers(facts))
  expect(said.subject).toBe('We have your request C-1')
  expect(JSON.stringify([said, wordsFor('logged', undefined, forStrangers(facts))])).not.toMatch(/Buy|evil/i)
})

test('a field that is not there is refused with the one that was meant', () => {
  const kind = noticeOf('logged')
  expect(wrongGapIn('Dear {{person.firstname}}', kind)).toBe(
    'There is no field called person.firstname here. Did you mean {{person.first_name}}?',
  )
  expect(wrongGapIn('{{task.title}}', kind)).toContain('no field called task.title')
  expect(wrongGapIn('Hello {{ }', kind)).toContain('between two braces')
  expect(wrongGapIn('{{#each}}', kind)).toContain('There is no field called #each')
  expect(wrongGapIn('Plain { words }', kind)).toBeNull()
})

test('a text message is measured as it is paid for', () => {
  expect(measureText('a'.repeat(160))).toEqual({ length: 160, parts: 1 })
  expect(measureText('a'.repeat(161))).toEqual({ length: 161, parts: 2 })
  expect(measureText('€'.repeat(80))).toEqual({ length: 160, parts: 1 })
  expect(measureText('ŵ'.repeat(71))).toEqual({ length: 71, parts: 2 })
})
