import { expect, test } from 'vitest'
import { message, multipart, read } from './message.fixture.ts'
import { REPLY_MARKER, replyText } from './reply-text.rules.ts'

const OLD = '> The bin is full.\n>\n> Ann'
const OUTLOOK = 'From: Ann Lee <ann@example.org>\nSent: 02 March 2026 09:30\nTo: Help\nSubject: Bin\n\nThe bin is full.'

test.each([
  ['Gmail', 'On Mon, 2 Mar 2026 at 09:30, Ann Lee <ann@example.org> wrote:'],
  [
    'Gmail, broken over two lines',
    'On Mon, 2 Mar 2026 at 09:30, Ann Lee, who has a very long name\n<ann@example.org> wrote:',
  ],
  ['Gmail, broken over three', 'On Mon, 2 Mar 2026\nat 09:30, Ann Lee\n<ann@example.org> wrote:'],
  ['Apple Mail', 'On 2 Mar 2026, at 09:30, Ann Lee <ann@example.org> wrote:'],
  ['Thunderbird', 'On 02/03/2026 09:30, Ann Lee wrote:'],
  ['Yahoo', 'On Monday, 2 March 2026 at 09:30:15 GMT, Ann Lee <ann@example.org> wrote:'],
  ['old programs', 'Ann Lee wrote:'],
  ['gnus', 'ann@example.org writes:'],
  ['old Gmail', '2026-03-02 9:30 GMT+00:00 Ann Lee <ann@example.org>:'],
  ['French', 'Le lun. 2 mars 2026 à 09:30, Ann Lee <ann@example.org> a écrit :'],
  ['German', 'Am Mo., 2. März 2026 um 09:30 Uhr schrieb Ann Lee <ann@example.org>:'],
  ['Spanish', 'El lun, 2 mar 2026 a las 9:30, Ann Lee (<ann@example.org>) escribió:'],
  ['Italian', 'Il giorno lun 2 mar 2026 alle ore 09:30 Ann Lee <ann@example.org> ha scritto:'],
  ['Dutch', 'Op ma 2 mrt 2026 om 09:30 schreef Ann Lee <ann@example.org>:'],
  ['Polish', 'pon., 2 mar 2026 o 09:30 Ann Lee <ann@example.org> napisał(a):'],
  ['Portuguese', 'Em seg., 2 de mar. de 2026 às 09:30, Ann Lee <ann@example.org> escreveu:'],
  ['Swedish', 'Den mån 2 mars 2026 kl 09:30 skrev Ann Lee <ann@example.org>:'],
  ['Danish', 'Den man. 2. mar. 2026 kl. 09.30 skrev Ann Lee <ann@example.org>:'],
  ['Norwegian', 'man. 2. mar. 2026 kl. 09:30 skrev Ann Lee <ann@example.org>:'],
  ['an address broken before its bracket', 'man. 2. mar. 2026 kl. 09:30 skrev Ann Lee <ann@example.org\n>:'],
  ['an address on its own line', '2026-03-02 9:30 GMT+00:00 Ann Lee <\nann@example.org>:'],
  ['day first', '02.03.2026, 09.30, "Ann Lee" <ann@example.org>:'],
  ['hour first', '9:30 AM, March 2, 2026, "Ann Lee" <ann@example.org>:'],
  ['Mail.ru', 'Monday, 2 March 2026, 9:30 AM +0000 from Ann Lee <ann@example.org>:'],
  ['German, the name first', 'Ann Lee <ann@example.org> schrieb am Mo., 2.\nMärz 2026 um 09:30 Uhr:'],
  ['Polish, the date first', '2 mar 2026 09:30 "Ann Lee" <ann@example.org> napisał(a):'],
  ['Russian', 'пн, 2 мар. 2026 г. в 09:30, Ann Lee <ann@example.org>:'],
  ['Russian, in words', 'понедельник, 2 марта 2026 г. пользователь Ann Lee написал:'],
  ['Ukrainian', '2 бер. 2026 р. 09:30 "Ann Lee" <ann@example.org> пише:'],
  ['Hungarian', '2026.03.02. 9:30 keltezéssel, "Ann Lee" írta:'],
  ['Welsh', 'Ar ddydd Llun, 2 Mawrth 2026 am 09:30, ysgrifennodd Ann Lee <ann@example.org>:'],
])('a reply above a quotation: %s', (_, attribution) => {
  const cut = { text: 'It is still full.\n\nAnn', quoted: true }
  expect(replyText(`It is still full.\n\nAnn\n\n${attribution}\n${OLD}`)).toEqual(cut)
  expect(replyText(`It is still full.\n\nAnn\n\n${attribution}\n\n${OLD}\n`)).toEqual(cut)
})

test.each([
  ['Outlook', OUTLOOK],
  ['Outlook with a rule', `________________________________\n${OUTLOOK}`],
  ['Outlook in bold', OUTLOOK.replace(/^(\w+):/gm, '*$1:*')],
  ['Outlook, older', `-----Original Message-----\n${OUTLOOK}`],
  [
    'German',
    '-----Ursprüngliche Nachricht-----\nVon: Ann\nGesendet: Montag, 2. März 2026 09:30\nAn: Help\nBetreff: Bin\n\nVoll.',
  ],
  ['French', 'De : Ann Lee\nEnvoyé : lundi 2 mars 2026 09:30\nÀ : Help\nObjet : Bin\n\nPlein.'],
  ['Spanish', 'De: Ann Lee\nEnviado el: lunes, 2 de marzo de 2026 9:30\nPara: Help\nAsunto: Bin\n\nLleno.'],
  ['Polish', 'From: Ann\nWysłano: poniedziałek, 2 marca 2026 09:30\nDo: Help\nTemat: Bin\n\nPełny.'],
  ['Welsh', 'Oddi wrth: Ann\nAnfonwyd: 2 Mawrth 2026 09:30\nAt: Help\nPwnc: Bin\n\nLlawn.'],
  ['Danish', '-------- Oprindelig besked --------\nFra: Ann\nDato: 02.03.2026 09.30\nTil: Help\n\nFuld.'],
  ['Zoho', '---- On Mon, 02 Mar 2026 09:30:00 +0000 ann@example.org wrote ----\n\nThe bin is full.'],
  ['no colon', 'On Mon, 2 Mar 2026 09:30:00 +0000 Ann Lee <ann@example.org> wrote\n\nThe bin is full.'],
  ['our own line', `${REPLY_MARKER}\n\nThe bin is full.`],
  ['our own line, quoted', `> ${REPLY_MARKER}\n>\n> The bin is full.`],
  [
    'a quotation that nobody marked',
    'On Mon, 2 Mar 2026 at 09:30, Ann Lee <ann@example.org> wrote:\n\nThe bin is full.\nAnn',
  ],
])('what stands below is cut: %s', (_, below) => {
  expect(replyText(`It is still full.\n\n${below}`)).toEqual({ text: 'It is still full.', quoted: true })
})

test.each([
  ['a signature', 'Thanks\n\n-- \nAnn Lee\nParks', 'Thanks'],
  ['a signature without its space', 'Thanks\n--\nAnn Lee', 'Thanks'],
  ['an iPhone', 'Thanks\n\nSent from my iPhone', 'Thanks'],
  [
    'an iPhone above a quotation',
    `Thanks\n\nSent from my iPhone\n\nOn 2 Mar 2026, at 09:30, Ann wrote:\n\n${OLD}`,
    'Thanks',
  ],
  ['Outlook on a telephone', 'Thanks\n\nGet Outlook for iOS<https://aka.ms/o0ukef>', 'Thanks'],
  ['Windows', 'Thanks\n\nSent from Mail for Windows 10', 'Thanks'],
  ['a German iPhone', 'Danke\n\nVon meinem iPhone gesendet', 'Danke'],
  [
    'a signature above the quotation',
    `Thanks\n-- \nAnn\n\nOn 2 Mar 2026, at 09:30, Ann wrote:\n${OLD}\n\nAnd one more thing.`,
    'Thanks\n\nAnd one more thing.',
  ],
  ['an answer below', `On 2 Mar 2026, at 09:30, Ann wrote:\n${OLD}\n\nIt is empty now.`, 'It is empty now.'],
  ['answers between', `Hello\n\n> Is it full?\nYes.\n> Since when?\nMonday.\n`, 'Hello\n\nYes.\nMonday.'],
  ['zero-width letters', 'Tha\u200bnks\ufeff\r\n  \r\nAnn  ', 'Thanks\n\nAnn'],
])('%s is taken off', (_, text, own) => {
  expect(replyText(text).text).toBe(own)
})

test.each([
  ['a quotation alone', OLD],
  ['our line with nothing above', `${REPLY_MARKER}\n\nThe bin is full.`],
  ['a forwarded header with nothing above', OUTLOOK],
  ['a signature alone', '--\nAnn Lee'],
  ['a sentence that ends in a colon', 'On Monday I wrote:\n\nplease empty the bin.'],
  ['a sentence about a depot', 'The lorry is late.\nSent from the depot at nine'],
  ['a rule and a disclaimer', 'Thanks\n\n____________________\nThis e-mail is confidential.'],
  ['a line of dashes in a long text', `One\n--\n${'more\n'.repeat(30)}end`],
  ['the mark of a mailbox file', 'Yes.\n>From Monday on it is full.'],
  ['a list of who came from where', 'From: the depot\nwe drove on'],
  [
    'Gmail’s forward',
    'See below.\n\n---------- Forwarded message ---------\nFrom: Bo <bo@example.org>\nDate: Mon, 2 Mar 2026 at 09:30\nSubject: Bin\nTo: Ann\n\nFull.',
  ],
])('is left as it is: %s', (_, text) => {
  expect(replyText(text)).toEqual({ text: text.trim(), quoted: false })
})

test('a forward by Outlook keeps what is passed on; a reply does not', async () => {
  const body = `Please see below.\n\n${OUTLOOK}`
  const forward = await read(message('', body).replace('Subject: Bin not', 'Subject: FW: Bin not'))
  expect(forward).toMatchObject({ reply_text: body, quoted: false })
  expect(forward.forwarded).toMatchObject({
    from: { name: 'Ann Lee', address: 'ann@example.org' },
    subject: 'Bin',
    text: 'The bin is full.',
  })
  expect(await read(message('', body))).toMatchObject({ reply_text: 'Please see below.', forwarded: null })
})

test.each([
  [
    'Gmail',
    '---------- Forwarded message ---------\nFrom: Bo <bo@example.org>\nDate: Mon, 2 Mar 2026 at 09:30\nSubject: Bin\nTo: <a@b.example>\n\n\nFull.',
  ],
  [
    'Apple',
    'Begin forwarded message:\n\n> From: Bo <bo@example.org>\n> Subject: Bin\n> Date: 2 March 2026 at 09:30:00 GMT\n> To: a@b.example\n> \n> Full.',
  ],
  [
    'German',
    '---------- Weitergeleitete Nachricht ----------\nVon: Bo <bo@example.org>\nDatum: Mon, 2 Mar 2026 09:30\nBetreff: Bin\n\nFull.',
  ],
])('who wrote a forwarded message first: %s', async (_, text) => {
  const { forwarded } = await read(message('', `FYI\n\n${text}`))
  expect(forwarded).toMatchObject({ from: { name: 'Bo', address: 'bo@example.org' }, subject: 'Bin', text: 'Full.' })
  expect(forwarded?.date?.toISOString()).toBe('2026-03-02T09:30:00.000Z')
})

test.each([
  [
    'Gmail',
    '<div>Thanks</div><br><div class="gmail_quote"><div class="gmail_attr">On Mon, 2 Mar 2026, Ann wrote:<br></div><blockquote class="gmail_quote">Full</blockquote></div>',
  ],
  [
    'Apple Mail',
    '<div>Thanks</div><div><blockquote type="cite"><div>On 2 Mar 2026, at 09:30, Ann wrote:</div><div>Full</div></blockquote></div>',
  ],
  [
    'Outlook on the web',
    '<div>Thanks</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>Von:</b> Ann<br><b>Datum:</b> 2. 3.</div><div>Full</div>',
  ],
  [
    'Outlook',
    '<p>Thanks</p><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3pt"><p><b>From:</b> Ann</p></div><p>Full</p>',
  ],
  ['Yahoo', '<div>Thanks</div><div class="yahoo_quoted"><div>On Monday Ann wrote:</div><div>Full</div></div>'],
  ['Proton', '<div>Thanks</div><div class="protonmail_quote">Ann wrote<blockquote type="cite">Full</blockquote></div>'],
])('quotations marked in HTML are cut: %s', async (_, html) => {
  expect((await read(message('Content-Type: text/html', html))).reply_text).toBe('Thanks')
  const both = multipart('alternative', ['\nThanks\n\nAnn schrieb\nFull', `Content-Type: text/html\n\n${html}`])
  expect((await read(both)).reply_text).toBe('Thanks')
})

test('answers between quotations in Gmail’s HTML are kept', async () => {
  const html =
    '<div class="gmail_quote"><div class="gmail_attr">On Monday Ann wrote:</div><blockquote class="gmail_quote">Full?</blockquote><div>Yes.</div><blockquote class="gmail_quote">Since?</blockquote><div>Monday.</div></div>'
  expect((await read(message('Content-Type: text/html', html))).reply_text).toBe('Yes.\n\nMonday.')
})
