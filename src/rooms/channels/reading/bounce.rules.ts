/** What became of a message of ours, as a mail server tells it. */
export interface ReadBounce {
  readonly kind: 'failed' | 'delayed' | 'complaint'
  readonly recipients: readonly BouncedRecipient[]
  readonly original_message_id: string | null
  readonly original_subject: string | null
}

export interface BouncedRecipient {
  readonly address: string
  readonly action: string
  /** An enhanced status code such as 5.1.1 (RFC 3463), or empty. */
  readonly status: string
  readonly diagnostic: string
}

/** What a message says of itself that may make it a bounce. */
export interface BounceFacts {
  readonly from: string
  readonly subject: string
  readonly text: string
  readonly null_return_path: boolean
  /** X-Failed-Recipients, which Exim and Gmail set. */
  readonly failed_recipients: readonly string[]
  /** The machine-readable parts: message/delivery-status and message/feedback-report. */
  readonly delivery_status: string | undefined
  readonly feedback: string | undefined
  /** From the header of the message that came back. */
  readonly original: {
    readonly message_id: string | null
    readonly subject: string | null
    readonly to: readonly string[]
  }
}

const MOST_RECIPIENTS = 100

/** What a server reports, or null for a message that is none (RFC 3464, RFC 5965, and reports in words alone). */
export function readBounce(facts: BounceFacts): ReadBounce | null {
  const original = {
    original_message_id: facts.original.message_id ?? messageIdIn(facts.text),
    original_subject: facts.original.subject ?? subjectIn(facts.text),
  }
  if (facts.feedback !== undefined)
    return { kind: 'complaint', recipients: complained(facts, facts.feedback), ...original }
  if (facts.delivery_status !== undefined) {
    const recipients = statusRecipients(facts.delivery_status)
    const told = recipients.length > 0 ? recipients : inWords(facts)
    const kind = kindOf(told, facts)
    return kind && { kind, recipients: told, ...original }
  }
  if (!soundsLikeOne(facts)) return null
  const recipients = inWords(facts)
  return {
    kind: DELAYED.test(`${facts.subject}\n${facts.text.slice(0, 2000)}`) ? 'delayed' : 'failed',
    recipients,
    ...original,
  }
}

/** Reports of success are nobody's bounce. */
function kindOf(recipients: readonly BouncedRecipient[], facts: BounceFacts): 'failed' | 'delayed' | null {
  if (recipients.some(one => one.action === 'failed')) return 'failed'
  if (recipients.some(one => one.action === 'delayed')) return 'delayed'
  if (recipients.some(one => /^(delivered|relayed|expanded)$/.test(one.action))) return null
  return DELAYED.test(facts.subject) ? 'delayed' : 'failed'
}

/** The groups of a delivery-status part: the first is of the message, each further one of a recipient. */
function statusRecipients(status: string): BouncedRecipient[] {
  const groups = status
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
    .split(/\n(?:[ \t]*\n)+/)
    .slice(0, MOST_RECIPIENTS + 1)
  return groups.flatMap(group => {
    const field = fieldsOf(group)
    const address =
      addressOf(field('original-recipient') || field('final-recipient')) || addressOf(field('final-recipient'))
    if (address === '') return []
    const action =
      field('action')
        .toLowerCase()
        .split(/[\s(;]/)[0] ?? ''
    const diagnostic = field('diagnostic-code').replace(/^[a-z0-9-]{1,20}\s*;\s*/i, '')
    return [
      {
        address,
        action,
        status: /\d\.\d{1,3}\.\d{1,3}/.exec(field('status'))?.[0] ?? '',
        diagnostic: diagnostic.slice(0, 1000),
      },
    ]
  })
}

function fieldsOf(group: string): (name: string) => string {
  const fields = new Map<string, string>()
  for (const line of group.split('\n').slice(0, 200)) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase()
    if (name !== '' && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim())
  }
  return name => fields.get(name) ?? ''
}

/** `rfc822; someone@example.org` as an address; Exchange's other kinds of address are none. */
function addressOf(value: string): string {
  const semicolon = value.indexOf(';')
  const address = value
    .slice(semicolon + 1)
    .trim()
    .replace(/^<|>$/g, '')
    .slice(0, 320)
  return address.includes('@') ? address : ''
}

function complained(facts: BounceFacts, feedback: string): BouncedRecipient[] {
  const unfolded = feedback.replace(/\r\n?/g, '\n').replace(/\n[ \t]+/g, ' ')
  const named = [...unfolded.matchAll(/^(?:original-rcpt-to|removal-recipient)\s*:(.{0,400})$/gim)].map(found =>
    addressOf(found[1]!),
  )
  const kind = /^feedback-type\s*:\s*([a-z-]{1,40})/im.exec(unfolded)?.[1]?.toLowerCase() ?? 'abuse'
  const addresses = named.filter(address => address !== '')
  const told = addresses.length > 0 ? addresses : facts.original.to
  return told.slice(0, MOST_RECIPIENTS).map(address => ({ address, action: 'complaint', status: '', diagnostic: kind }))
}

const SENDERS =
  /^(mailer-daemon|postmaster|mail-daemon|mdaemon|maildaemon|microsoftexchange[0-9a-f]+)@|^mailer-daemon$/i
const SUBJECTS =
  /^\s*(undeliver|undelivered mail|delivery (status notification|failure|has failed|delayed|incomplete|report)|mail (delivery (fail|system|error|status)|system error|could not be)|returned mail|failure notice|warning: (message|could not send)|message (delivery|not delivered)|non[- ]?(delivery|remis)|nondeliverable|unzustellbar|non recapit|mancato recapito|niet[- ]bezorgd|no se puede entregar|nao entreg|não entreg|n[ãa]o foi poss|olevererbart|oleveransbart|koniec|delayed mail|still being retried)/i
const DELAYED =
  /delay(ed)?\b|still being retried|not yet been delivered|will (continue to|keep) (try|be retried)|could not send message for past|this is a warning message only|verzögert/i
const PHRASES =
  /this is the qmail-send program|this message was created automatically by mail delivery software|this is the (mail system|postfix program) at|could ?n[o']t be delivered|was undeliverable|did not reach (some or all of )?the (following|intended) recipient|delivery (to the following recipients? )?(has )?failed|permanent (fatal )?error|unable to deliver (your|the) message|wasn't delivered|not able to deliver/i

/** Whether words alone report a delivery: the sender or the null return path, and the subject or a known phrase. */
function soundsLikeOne(facts: BounceFacts): boolean {
  const machine = SENDERS.test(facts.from) || facts.null_return_path
  if (facts.failed_recipients.length > 0 && machine) return true
  if (!machine) return false
  return SUBJECTS.test(facts.subject) || PHRASES.test(facts.text.slice(0, 4000))
}

/** Recipients from a report in words: `<address>: reason` (qmail, Postfix), an address on a line of its own (Exim, Exchange). */
function inWords(facts: BounceFacts): BouncedRecipient[] {
  const action = DELAYED.test(`${facts.subject}\n${facts.text.slice(0, 2000)}`) ? 'delayed' : 'failed'
  const lines = facts.text.slice(0, 20_000).split('\n').slice(0, 400)
  const stop = lines.findIndex(line =>
    /^-{2,}.{0,20}(below this line|this is a copy|original message|copy of (the|your) message)|^(received|message-id): /i.test(
      line.trim(),
    ),
  )
  const report = stop < 0 ? lines : lines.slice(0, stop)
  const found = new Map<string, BouncedRecipient>()
  for (const [at, line] of report.entries()) {
    const address =
      /^\s*<?([^\s<>()"',;:]{1,128}@[^\s<>()"',;:]{1,255})>?(?:\s*\([^()]{0,200}\))?\s*(?::\s*(.{0,800}))?$/.exec(
        line.slice(0, 1500),
      )
    if (!address || found.size >= MOST_RECIPIENTS || found.has(address[1]!)) continue
    const reason = [address[2] ?? '', ...reasonBelow(report, at + 1)].join(' ').trim().slice(0, 1000)
    found.set(address[1]!, { address: address[1]!, action, status: statusIn(reason), diagnostic: reason })
  }
  for (const address of facts.failed_recipients)
    if (!found.has(address))
      found.set(address, { address, action, status: statusIn(facts.text.slice(0, 4000)), diagnostic: '' })
  return [...found.values()].slice(0, MOST_RECIPIENTS)
}

function reasonBelow(lines: readonly string[], from: number): string[] {
  const reason: string[] = []
  for (const line of lines.slice(from, from + 8)) {
    if (line.trim() === '' ? reason.length > 0 : /^\s*<?\S{1,128}@\S{1,255}>?:?\s*$/.test(line)) break
    reason.push(line.trim())
  }
  return reason
}

const statusIn = (text: string) => /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(text)?.[0] ?? ''
const messageIdIn = (text: string) =>
  /^[ \t>]{0,10}message-id:\s{0,5}<([^<>\s]{1,990})>/im.exec(text.slice(0, 200_000))?.[1] ?? null
const subjectIn = (text: string) =>
  /^received: [\s\S]{0,20000}?^subject: (.{1,300})$/im.exec(text.slice(0, 60_000))?.[1]?.trim() ?? null
