import { type ReadAttachment, safeName } from './attachments.ts'
import { isAutoReply, isBulk, isSpam } from './automatic.rules.ts'
import { type Body, bodyFrom, bodyOf, withInline } from './body.ts'
import { readBounce } from './bounce.rules.ts'
import { readCalendar } from './calendar.rules.ts'
import { decodeText } from './charset.ts'
import { isForward, isForwardSubject } from './forwarded.rules.ts'
import { LIMITS, type Limits } from './limits.ts'
import type { ReadMessage } from './message.ts'
import {
  authenticationOf,
  automaticFacts,
  type HeaderFacts,
  loopMarks,
  type ReadForwarded,
  readForwarded,
  readHeaderFacts,
  returnPath,
} from './message-facts.ts'
import { type FoundAttachment, headerOf, type PartReader, walk } from './read-parts.ts'
import { type Reply, replyText } from './reply-text.rules.ts'
import type { Part } from './split-message.ts'
import { Troubles } from './troubles.ts'
import { openWinmail, type Winmail } from './winmail.ts'

/** Reads the beginning of a message within the message; null when that goes no deeper. */
export type ReadWithin = (beginning: Buffer) => Promise<ReadMessage | null>

interface Around {
  readonly envelope_from: string | undefined
  readonly within: ReadWithin
}

/** Everything read, in one answer. Each optional step may fail for itself. */
export async function putTogether(
  reader: PartReader,
  limits: Limits,
  troubles: Troubles,
  around: Around,
): Promise<ReadMessage> {
  const root = reader.splitter.root!
  const facts = readHeaderFacts(root.header, limits, troubles)
  const packed = troubles.attempt('A file that Outlook packed', [], () => openPacked(reader, limits))
  const body = withPacked(bodyOf(root, reader.texts, limits, troubles), packed, limits, troubles)
  for (const file of body.files) reader.keep({ name: safeName(file.name) || 'file', bytes: file.bytes })
  await reader.finished()
  const found = reader.attachments
  const forward = isForwardSubject(facts.subject)
  const reply = troubles.attempt('The reply', { text: body.text, quoted: false }, () => replyOf(body, forward))
  const return_path = returnPath(root.header, around.envelope_from)
  const receipt = found.some(one => one.part?.type.value === 'message/disposition-notification')
  const automatic = automaticFacts(root.header, facts, { envelope_from: return_path, receipt })
  const kinds = kindsIn(root, found, body)
  sayWhatIsShut(found, kinds, troubles)
  if (found.some(one => one.attachment.kind === 'winmail'))
    troubles.say(
      `Outlook packed files into winmail.dat; ${packed.length > 0 ? 'they are listed beside it' : 'it could not be opened'}.`,
    )
  return {
    ...facts,
    text: body.text,
    reply_text: reply.text,
    quoted: reply.quoted,
    html: body.html,
    attachments: withInline(
      found.map(one => one.attachment),
      body.content_ids,
    ),
    auto_reply: isAutoReply(automatic),
    bounce: troubles.attempt('The report', null, () => bounceOf(root, found, body, { ...facts, return_path })),
    bulk: isBulk(automatic),
    loop: loopMarks(root.header),
    hops: root.header.all('received').length,
    return_path: return_path ?? null,
    spam: isSpam(automatic),
    authentication: authenticationOf(root.header),
    forwarded: await forwardedOf(root, found, around.within, () => readForwarded(body.text, facts.subject)),
    calendar: troubles.attempt('The invitation', null, () => calendarOf(found)),
    ...kinds,
    trouble: troubles.all,
  }
}

/** From the plain text; where that shows no quotation but the formatted one does, from that. */
function replyOf(body: Body, forward: boolean): Reply {
  const marked =
    body.marked !== null && !forward && !isForward(body.text) && /^>/m.test(body.marked) ? body.marked : undefined
  if (body.from_html) return replyText(marked ?? body.text, { forward })
  const reply = replyText(body.text, { forward })
  return !reply.quoted && marked !== undefined && !/^>/m.test(body.text) ? replyText(marked) : reply
}

const textOf = (found: FoundAttachment | undefined) =>
  found && decodeText(found.beginning, found.part?.type.parameters.get('charset') ?? '').text

function bounceOf(
  root: Part,
  found: readonly FoundAttachment[],
  body: Body,
  facts: HeaderFacts & { readonly return_path: string | undefined },
): ReadMessage['bounce'] {
  const ofType = (shape: RegExp) => found.find(one => one.part && shape.test(one.part.type.value))
  const returned = ofType(/^(message\/(rfc822|global)|text\/rfc822-headers)$/)
  const original = returned ? readHeaderFacts(headerOf(returned.beginning), LIMITS, new Troubles(0)) : undefined
  const failed = root.header.all('x-failed-recipients').flatMap(value => value.slice(0, 5000).split(','))
  return readBounce({
    from: facts.from?.address || facts.from?.name || '',
    subject: facts.subject.slice(0, 300),
    text: body.text,
    null_return_path: facts.return_path === '',
    failed_recipients: failed.map(one => one.trim()).filter(one => one.includes('@')),
    delivery_status: textOf(ofType(/^message\/(global-)?delivery-status$/)),
    feedback: textOf(ofType(/^message\/feedback-report$/)),
    original: {
      message_id: original?.message_id ?? null,
      subject: original?.subject || null,
      to: (original?.to ?? []).map(one => one.address),
    },
  })
}

/** A message attached whole, else one within the text. What a report brings back was forwarded by nobody. */
async function forwardedOf(
  root: Part,
  found: readonly FoundAttachment[],
  within: ReadWithin,
  inline: () => ReadForwarded | null,
): Promise<ReadForwarded | null> {
  if (root.type.value === 'multipart/report') return null
  const attached = found.find(
    one => one.attachment.kind === 'message' && one.part?.parent?.type.value !== 'multipart/digest',
  )
  const message = attached ? await within(attached.beginning) : null
  if (!message?.from) return inline()
  return { from: message.from, subject: message.subject || null, date: message.date, text: message.text }
}

function calendarOf(found: readonly FoundAttachment[]): ReadMessage['calendar'] {
  for (const one of found) {
    if (one.attachment.kind !== 'calendar' || !one.part) continue
    const read = readCalendar(
      decodeText(one.beginning, one.part.type.parameters.get('charset') ?? '').text,
      one.part.type.parameters.get('method') ?? '',
    )
    if (read) return read
  }
  return null
}

function kindsIn(root: Part, found: readonly FoundAttachment[], body: Body): Pick<ReadMessage, 'signed' | 'encrypted'> {
  const has = (kind: ReadAttachment['kind']) => found.some(one => one.attachment.kind === kind)
  const types = new Set([...walk(root)].map(part => part.type.value))
  return {
    signed:
      has('signature') || types.has('multipart/signed') || body.text.includes('-----BEGIN PGP SIGNED MESSAGE-----'),
    encrypted:
      has('encrypted') || types.has('multipart/encrypted') || body.text.includes('-----BEGIN PGP MESSAGE-----'),
  }
}

/** Takes the files out of a winmail.dat, beside which they are listed. */
function openPacked(reader: PartReader, limits: Limits): Winmail[] {
  const packed = reader.attachments.filter(one => one.attachment.kind === 'winmail')
  const opened = packed.flatMap(one =>
    one.attachment.size > limits.winmail_bytes ? [] : (openWinmail(one.beginning) ?? []),
  )
  for (const file of opened.flatMap(one => one.files)) {
    const type = /^[a-z]{1,20}\/[a-z0-9.+-]{1,80}$/.test(file.type) ? file.type : 'application/octet-stream'
    const content_id = file.content_id.slice(0, 300) || null
    reader.keep({ name: safeName(file.name) || 'file', bytes: file.bytes, head: { type, content_id } })
  }
  return opened
}

/** Its words are the message's when the message has no others. */
function withPacked(body: Body, packed: readonly Winmail[], limits: Limits, troubles: Troubles): Body {
  const words = packed.find(one => one.text !== '' || one.html !== '')
  if (!words || body.text !== '' || body.html !== null) return body
  return bodyFrom(
    { plain: words.text === '' ? null : words.text, html: words.html === '' ? null : words.html },
    limits,
    troubles,
  )
}

function sayWhatIsShut(
  found: readonly FoundAttachment[],
  kinds: Pick<ReadMessage, 'encrypted'>,
  troubles: Troubles,
): void {
  if (kinds.encrypted) troubles.say('The message is encrypted; it is kept as it came and cannot be read here.')
  const opaque = found.some(one => one.attachment.kind === 'signature' && /pkcs7-mime$/.test(one.attachment.type))
  if (opaque) troubles.say('The message is wrapped in its digital signature; it is kept as it came.')
}
