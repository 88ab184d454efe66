import { expect, test } from 'vitest'
import { between, message, read } from './message.fixture.ts'

const headed = (header: string, subject = 'Re: Bin') =>
  message(header, 'I am away.').replace('Bin not collected', subject)

test.each([
  ['Exchange (beh-01)', 'X-Auto-Response-Suppress: All\nX-MS-Exchange-Inbox-Rules-Loop: ann@example.org', true],
  ['Zimbra (beh-02)', 'Auto-Submitted: auto-replied (zimbra; vacation)\nPrecedence: bulk\nX-Mailer: Zimbra', true],
  ['another case, a parameter (beh-03)', 'Auto-submitted: auto-replied; owner-email="me@example.com"', true],
  ['Gmail (beh-04)', 'Precedence: bulk\nX-Autoreply: yes\nAuto-Submitted: auto-replied', true],
  ['a rule of Exchange alone (beh-05)', 'X-MS-Exchange-Inbox-Rules-Loop: ann@example.org', false],
  ['a mailer alone (beh-06)', 'X-Mailer: Zimbra 7.1.3_GA_3346', false],
  ['auto-replied (beh-42)', 'Auto-Submitted: auto-replied', true],
  ['Auto-Replied (beh-43)', 'Auto-Submitted: Auto-Replied', true],
  ['auto-generated (beh-44)', 'Auto-Submitted: auto-generated', true],
  ['X-Autoreply (beh-45)', 'X-Autoreply: yes', true],
  ['auto-forwarded (beh-46)', 'Auto-Submitted: auto-forwarded', false],
  ['a person', 'Auto-Submitted: no', false],
  ['X-Autorespond', 'X-Autorespond: away', true],
  ['Precedence: auto_reply', 'Precedence: auto_reply', true],
  ['Precedence: list', 'Precedence: list', false],
  ['suppression asked for by a person’s Exchange', 'X-Auto-Response-Suppress: DR, OOF, AutoReply', false],
])('an automatic reply: %s', async (_, header, expected) => {
  expect((await read(headed(header))).auto_reply).toBe(expected)
})

test('a subject about being away counts only beside a sign no person leaves (abuse case 7)', async () => {
  const away = headed('', 'Automatic reply: Bin')
  expect((await read(away)).auto_reply).toBe(false)
  expect((await read(away, { envelope_from: '<>' })).auto_reply).toBe(true)
  expect((await read(headed('Return-Path: <>', 'Out of office'))).auto_reply).toBe(true)
  expect((await read(headed('Precedence: bulk', 'vacation: Bin'))).auto_reply).toBe(true)
})

test.each([
  ['Precedence: list (beh-09)', 'Precedence: list', true],
  ['Precedence: bulk', 'Precedence: bulk', true],
  ['List-Id', 'List-Id: <bins.example.org>', true],
  ['List-Unsubscribe', 'List-Unsubscribe: <https://x.example>', true],
  ['Precedence: first-class', 'Precedence: first-class', false],
  ['nothing', 'X-Other: 1', false],
])('bulk: %s', async (_, header, expected) => {
  expect((await read(headed(header))).bulk).toBe(expected)
})

test.each([
  ['X-Spam-Flag: YES', true],
  ['X-Spam-Status: Yes, score=9.1', true],
  ['X-Spam-Status: No, score=0.1', false],
  ['X-SES-Spam-Verdict: FAIL', true],
  ['X-SES-Spam-Verdict: PASS', false],
])('called spam on the way (beh-55): %s', async (header, expected) => {
  expect((await read(headed(header))).spam).toBe(expected)
})

test('what servers say of the sender is read, by whom (beh-54)', async () => {
  const said = await read(
    headed(
      'Authentication-Results: mx.example.org; dkim=fail (bad signature) header.d=x.example;\n dmarc=fail (p=reject) header.from=x.example; spf=softfail\nAuthentication-Results: other.example 1; dkim=fail; dkim=pass',
    ),
  )
  expect(said.authentication).toEqual([
    { authserv: 'mx.example.org', dmarc: 'fail', spf: 'softfail', dkim: 'fail' },
    { authserv: 'other.example', dmarc: null, spf: null, dkim: 'pass' },
  ])
})

test('our own marks and the servers passed are counted, so that a loop can be ended', async () => {
  const said = await read(
    headed('X-Moothall-Loop: council-a\nX-Moothall-Loop: council-b\nReceived: by a\nReceived: by b'),
  )
  expect(said).toMatchObject({ loop: ['council-a', 'council-b'], hops: 2 })
})

const STATUS =
  'Reporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; bo@gone.example\nAction: ACTION\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such\n user here'
const daemon = (body: string, subject = 'Undelivered Mail Returned to Sender', header = '') =>
  `From: MAILER-DAEMON@mx.example.org\nTo: help@council.example\nSubject: ${subject}\n${header}${body}`
const report = (
  action: string,
  returned = 'Content-Type: message/rfc822\n\nMessage-ID: <ours@council.example>\nSubject: Your bin\nTo: bo@gone.example\n\nx',
) =>
  daemon(
    `\n${between(['\nThis is the mail system.', `Content-Type: message/delivery-status\n\n${STATUS.replace('ACTION', action)}`, returned], 'r')}`,
    'Undelivered',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=r\n',
  )

test('a report of failure says of whom, why and of which message of ours', async () => {
  const said = await read(report('failed'))
  expect(said.bounce).toEqual({
    kind: 'failed',
    recipients: [
      { address: 'bo@gone.example', action: 'failed', status: '5.1.1', diagnostic: '550 5.1.1 no such user here' },
    ],
    original_message_id: 'ours@council.example',
    original_subject: 'Your bin',
  })
  expect(said.text).toBe('This is the mail system.')
  expect(said.attachments.map(one => one.name)).toEqual(['delivery-status.txt', 'Your bin.eml'])
  expect(said.forwarded).toBeNull()
})

test('a delay is a delay, a delivery no bounce, and headers alone name the message', async () => {
  expect((await read(report('delayed'))).bounce).toMatchObject({ kind: 'delayed' })
  expect((await read(report('delivered'))).bounce).toBeNull()
  const headers = 'Content-Type: text/rfc822-headers\n\nMessage-ID: <ours@council.example>\nSubject: Your bin'
  expect((await read(report('failed', headers))).bounce).toMatchObject({ original_message_id: 'ours@council.example' })
})

test.each([
  [
    'qmail',
    'failure notice',
    'Hi. This is the qmail-send program at mx.example.org.\nI could not deliver.\n\n<bo@gone.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nReceived: by x\nMessage-ID: <ours@council.example>\nSubject: Your bin\n\nx',
    '5.1.1',
  ],
  [
    'Exim',
    'Mail delivery failed: returning message to sender',
    'This message was created automatically by mail delivery software.\n\n  bo@gone.example\n    host mx.gone.example: 550 5.1.1 unknown user\n\n------ This is a copy of the message, including all the headers. ------\n\nMessage-ID: <ours@council.example>',
    '5.1.1',
  ],
  [
    'Postfix',
    'Undelivered Mail Returned to Sender',
    'This is the mail system at host mx.example.org.\n\n<bo@gone.example>: host mx.gone.example said: 550 5.1.1 User unknown\n\nMessage-ID: <ours@council.example>',
    '5.1.1',
  ],
  [
    'Exchange',
    'Undeliverable: Your bin',
    'Your message did not reach some or all of the intended recipients.\n\nbo@gone.example\n  The e-mail account does not exist. 5.1.10\n\nMessage-ID: <ours@council.example>',
    '5.1.10',
  ],
])('a report in words alone: %s', async (_, subject, words, status) => {
  expect((await read(daemon(`\n${words}`, subject))).bounce).toMatchObject({
    kind: 'failed',
    recipients: [{ address: 'bo@gone.example', status }],
    original_message_id: 'ours@council.example',
  })
})

test('a warning in words is a delay; a person writing about one is neither', async () => {
  const warning = daemon(
    '\nThis is a warning message only.\n\n<bo@gone.example>: connection timed out',
    'Warning: message delayed 4 hours',
  )
  expect((await read(warning)).bounce).toMatchObject({ kind: 'delayed', recipients: [{ address: 'bo@gone.example' }] })
  expect((await read(headed('', 'Undelivered mail'))).bounce).toBeNull()
})

test('a complaint names who complained; a read receipt is automatic', async () => {
  const feedback = 'Content-Type: message/feedback-report\n\nFeedback-Type: abuse\nOriginal-Rcpt-To: <bo@x.example>'
  const complaint = daemon(
    `\n${between(['\nA complaint.', feedback, 'Content-Type: message/rfc822\n\nMessage-ID: <ours@council.example>\n\nx'], 'r')}`,
    'FW: x',
    'Content-Type: multipart/report; report-type=feedback-report; boundary=r\n',
  )
  expect((await read(complaint)).bounce).toMatchObject({
    kind: 'complaint',
    recipients: [{ address: 'bo@x.example', diagnostic: 'abuse' }],
    original_message_id: 'ours@council.example',
  })
  const receipt = daemon(
    `\n${between(['\nRead.', 'Content-Type: message/disposition-notification\n\nDisposition: manual-action/MDN-sent-manually; displayed'], 'r')}`,
    'Read: x',
    'Content-Type: multipart/report; boundary=r\n',
  )
  expect(await read(receipt.replace('MAILER-DAEMON', 'bo'))).toMatchObject({ auto_reply: true, bounce: null })
})
