import { describe, expect, test } from 'vitest'
import { decide } from './filing.rules.ts'
import type { FilingFacts, MailFacts, SenderFacts, Thread, Writer } from './filing-facts.rules.ts'
import { bodyOf, numbersIn, subjectOf } from './mail-text.rules.ts'
import { isListed, isRefusedFile } from './sender-list.rules.ts'
import { isThanks } from './thanks.rules.ts'
import { bestFirst } from './thread.rules.ts'

const ORGANISATION = 'o'
const writer = (person_id: string, more: Partial<Writer> = {}): Writer => ({
  ...{ person_id, organisation_id: ORGANISATION, name: `${person_id} Carter`, active: true, works_in: [], ...more },
})
const ben = writer('ben')
const asha = writer('Asha', { works_in: [ORGANISATION] })
const thread = (more: Partial<Thread> = {}): Thread => ({
  ...{ by: 'token', case_id: 'case', reference: 'C-104273', organisation_id: ORGANISATION, state: 'in_progress' },
  ...{ logged_at: new Date(1), too_late: false, requester_id: 'ben', person_ids: ['ben'], addresses: [], outside: [] },
  ...{ sent_to: 'ben@home.example', lately: 0, automatic_lately: 0, ...more },
})

interface Given {
  mail?: Partial<MailFacts>
  sender?: Partial<SenderFacts>
  mailbox?: Partial<FilingFacts['mailbox']>
  threads?: Thread[]
  reports_on?: string
  recent?: Partial<FilingFacts['recent']>
}

const facts = ({ mail, sender, mailbox, threads = [], recent, reports_on }: Given): FilingFacts => ({
  mail: {
    ...{ hops: 3, report: false, automatic: false, may_answer: true, spam: false, forged: false, thanks: false },
    ...{ proved_person: null, ...mail },
  },
  sender: { address: 'ben@home.example', persons: [], ours: false, blocked: false, allowed: false, ...sender },
  mailbox: { unknown_sender: 'new_person', only_allowed: false, serves: [ORGANISATION], ...mailbox },
  threads,
  reports_on: reports_on ?? null,
  recent: { from_sender: 0, new_people: 0, ...recent },
})

const said = (given: Given) => {
  const decision = decide(facts(given))
  return 'quiet' in decision ? `${decision.does}${decision.quiet ? ' quietly' : ''}` : decision.does
}

const automatic = { automatic: true, may_answer: false }

test.each<[does: string, why: string, given: Given]>([
  ['log', 'somebody we know begins', { sender: { persons: [ben] } }],
  ['log', 'a stranger begins', {}],
  ['quarantine', 'a stranger begins, and staff are to look', { mailbox: { unknown_sender: 'quarantine' } }],
  ['turnAway', 'a stranger begins, and is told how to ask', { mailbox: { unknown_sender: 'answer' } }],
  [
    'quarantine',
    'a list is never told (beh-09)',
    { mailbox: { unknown_sender: 'answer' }, mail: { may_answer: false } },
  ],
  ['quarantine', 'a stranger writes to a desk of several', { mailbox: { serves: ['a', 'b'] } }],
  ['log', 'known in one of several', { mailbox: { serves: ['a', ORGANISATION] }, sender: { persons: [ben] } }],
  ['ignore', 'our own address (abuse case 9)', { sender: { ours: true }, threads: [thread()] }],
  ['ignore', 'blocked', { sender: { blocked: true } }],
  ['quarantine', 'forged (beh-54)', { mail: { forged: true }, sender: { persons: [ben] }, threads: [thread()] }],
  ['quarantine', 'spam (beh-55)', { mail: { spam: true } }],
  ['quarantine', 'no sender', { sender: { address: null } }],
  ['quarantine', 'not among those allowed', { mailbox: { only_allowed: true } }],
  ['log', 'among those allowed', { mailbox: { only_allowed: true }, sender: { allowed: true } }],
  ['quarantine', 'two people have the address', { sender: { persons: [ben, writer('mo')] } }],
  ['quarantine', 'has left', { sender: { persons: [writer('ben', { active: false })] } }],
  ['quarantine', 'round and round', { mail: { hops: 120 } }],
  ['quarantine', 'as a machine would (abuse case 8)', { recent: { from_sender: 40 } }],
  ['quarantine', 'a crowd of strangers', { recent: { new_people: 60 } }],
  ['quarantine', 'an automatic reply to nothing (beh-42)', { mail: automatic, sender: { persons: [ben] } }],
  ['log', 'a machine that may write', { mail: automatic, sender: { allowed: true } }],
  ['reply', 'their case', { sender: { persons: [ben] }, threads: [thread()] }],
  ['reply', 'their case, by its reference', { sender: { persons: [ben] }, threads: [thread({ by: 'reference' })] }],
  ['reply quietly', 'a machine of theirs (S45)', { mail: automatic, sender: { persons: [ben] }, threads: [thread()] }],
  ['reply quietly', 'thanks (S47)', { mail: { thanks: true }, sender: { persons: [ben] }, threads: [thread()] }],
  ['follow', 'closed too long (beh-35)', { sender: { persons: [ben] }, threads: [thread({ too_late: true })] }],
  [
    'reply quietly',
    'thanks, long after',
    { mail: { thanks: true }, sender: { persons: [ben] }, threads: [thread({ too_late: true })] },
  ],
  ['reply', 'an accepted address', { threads: [thread({ addresses: ['ben@home.example'] })] }],
  ['hold', 'an analyst (abuse case 1)', { sender: { persons: [asha] }, threads: [thread()] }],
  [
    'hold',
    'an analyst who follows it',
    { sender: { persons: [asha] }, threads: [thread({ person_ids: ['ben', 'Asha'] })] },
  ],
  [
    'reply',
    'an analyst’s own',
    { sender: { persons: [asha] }, threads: [thread({ requester_id: 'Asha', person_ids: ['Asha'] })] },
  ],
  ['hold', 'a token in other hands (abuse case 3)', { threads: [thread()] }],
  ['hold', 'a colleague', { sender: { persons: [writer('mo')] }, threads: [thread({ by: 'reference' })] }],
  ['log', 'a stranger with a number (abuse case 2)', { threads: [thread({ by: 'reference' })] }],
  [
    'log',
    'another council’s with a number',
    { sender: { persons: [writer('x', { organisation_id: 'p' })] }, threads: [thread({ by: 'reference' })] },
  ],
  [
    'hold',
    'another council’s with a token',
    { sender: { persons: [writer('x', { organisation_id: 'p' })] }, threads: [thread()] },
  ],
  [
    'quarantine',
    'ping-pong in a thread (abuse case 8)',
    { sender: { persons: [ben] }, threads: [thread({ lately: 30 })] },
  ],
  [
    'quarantine',
    'machines in a thread',
    { mail: automatic, sender: { persons: [ben] }, threads: [thread({ automatic_lately: 5 })] },
  ],
  ['report', 'a bounce of ours (beh-10)', { mail: { report: true }, threads: [thread()], reports_on: 'sent' }],
  ['report', 'a bounce of a notice', { mail: { report: true }, reports_on: 'sent' }],
  ['ignore', 'a bounce of nothing', { mail: { report: true } }],
  ['ignore', 'a bounce with a number', { mail: { report: true }, threads: [thread({ by: 'reference' })] }],
  [
    'reply',
    'a token tells two with one address apart',
    { mail: { proved_person: 'ben' }, sender: { persons: [writer('mo'), ben] }, threads: [thread()] },
  ],
])('%s: %s', (does, _, given) => {
  expect(said(given)).toBe(does)
})

test('what a supplier answers is for staff, and says so', () => {
  const decision = decide(facts({ threads: [thread({ outside: ['ben@home.example'] })] }))
  expect(decision).toMatchObject({
    does: 'hold',
    why: 'From somebody this case was passed on to. The requester does not read what they write.',
  })
})

test('a stranger’s case remembers the number it named', () => {
  expect(decide(facts({ threads: [thread({ by: 'reference' })] }))).toMatchObject({ does: 'log', mentions: 'case' })
})

test('of several cases the newer one, and a token before a number (beh-33)', () => {
  const old = thread({ case_id: 'old', by: 'message', logged_at: new Date(1) })
  const young = thread({ case_id: 'young', by: 'message', logged_at: new Date(2) })
  const named = thread({ case_id: 'named', by: 'reference', logged_at: new Date(3) })
  expect(bestFirst([named, old, young]).map(one => one.case_id)).toEqual(['young', 'old', 'named'])
  const both = [thread({ by: 'reference' }), thread({ by: 'token' })]
  expect(bestFirst(both)).toEqual([both[1]])
})

describe('thanks', () => {
  test.each([
    'Thanks',
    'Thank you so much!',
    'Thanks, that works now.\n\nBen',
    'Cheers Ben',
    'Diolch yn fawr',
    'Many thanks for your help.',
  ])('%j is no more than that', text => expect(isThanks(text, 'Ben Carter')).toBe(true))
  test.each([
    '',
    'Ben',
    'Thanks, still broken',
    'Thanks, but it burns',
    'Thanks. Is it fixed?',
    'Thanks for nothing',
    'Thanks, not working',
  ])('%j is more', text => expect(isThanks(text, 'Ben Carter')).toBe(false))
})

test('a subject becomes a case’s name: one line, cut, never refused (beh-49)', () => {
  expect(subjectOf('  Printer\r\n on\tfire ')).toBe('Printer on fire')
  expect(subjectOf('')).toBe('(no subject)')
  expect([...subjectOf('ß'.repeat(300))]).toHaveLength(200)
})

test('numbers are found in a subject as references are written, and not within words', () => {
  expect(numbersIn('Re: [C-104273] and c 104281, ABC-104273, C-1042735x')).toEqual(['C-104273', 'C-104281'])
})

test('what stands on a case is what was newly written, and is cut with a word', () => {
  expect(bodyOf({ reply_text: ' Yes. ', text: 'Yes.\n> No?' }, 0)).toBe('Yes.')
  expect(bodyOf({ reply_text: '', text: '' }, 2)).toBe('(Nothing was written; see the files.)')
  expect(bodyOf({ reply_text: 'x'.repeat(60_000), text: '' }, 0)).toMatch(/\[The rest is in the whole message.\]$/)
})

test('senders and files are listed whole, by domain and by ending', () => {
  expect(isListed(['example.org'], 'A@mail.Example.org')).toBe(true)
  expect(isListed(['example.org'], 'a@badexample.org')).toBe(false)
  expect(isListed(['a@example.org', ' '], 'b@example.org')).toBe(false)
  expect(isRefusedFile(['*.EXE', 'winmail.dat'], 'a.exe')).toBe(true)
  expect(isRefusedFile(['*.exe', 'winmail.dat'], 'exe.txt')).toBe(false)
})
