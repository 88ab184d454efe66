/** Headers in lower case with their values, as far as they say that a machine wrote the message. */
export interface AutomaticFacts {
  /** The first value of a header in lower case, or an empty string. */
  header(name: string): string
  has(name: string): boolean
  readonly subject: string
  /** The return path of the envelope; an empty string is the null one. Undefined when it is not known. */
  readonly envelope_from: string | undefined
  /** multipart/report with a disposition notification: a read receipt. */
  readonly receipt: boolean
}

const VACATION =
  /^\s*(automatic reply|auto(matic)?[- ]?(reply|response|antwort)|out of (the )?office|vacation|abwesenheit|automatische antwort|réponse automatique|respuesta automática|risposta automatica|automatisch antwoord|autosvar|ateb awtomatig|odpowiedź automatyczna)\b/i

/**
 * Whether a machine answered (RFC 3834 and the headers programs sent before it). `auto-forwarded` is a person's message
 * passed on (Redmine's rule); Exchange's rule-loop header alone, and a mailer's name, say nothing (Zammad's rules).
 */
export function isAutoReply(facts: AutomaticFacts): boolean {
  if (facts.receipt) return true
  const submitted = token(facts.header('auto-submitted'))
  if (submitted !== '' && submitted !== 'no' && submitted !== 'auto-forwarded') return true
  if (/^(yes|true|1|auto)/.test(token(facts.header('x-autoreply'))) || facts.has('x-autorespond')) return true
  if (facts.has('x-auto-reply') || facts.has('x-autoreply-from') || facts.has('x-mail-autoreply')) return true
  const precedence = token(facts.header('precedence'))
  if (/^auto[_-]?reply$/.test(precedence)) return true
  const suppress = facts.header('x-auto-response-suppress')
  const loops = facts.has('x-ms-exchange-inbox-rules-loop')
  if (loops && /\b(all|oof|autoreply)\b/.test(suppress)) return true
  if (token(facts.header('x-ms-exchange-generated-message-source')).includes('mailbox rules agent')) return true
  // A subject anybody may write counts only beside a sign no person leaves.
  const signs = precedence !== '' || suppress !== '' || loops || facts.envelope_from === '' || facts.has('x-loop')
  return signs && VACATION.test(facts.subject)
}

/** Whether it went to many: mailing lists and bulk mail get no automatic answer. */
export function isBulk(facts: AutomaticFacts): boolean {
  if (/^(bulk|list|junk)$/.test(token(facts.header('precedence')))) return true
  if (
    ['list-id', 'list-unsubscribe', 'list-post', 'list-help', 'x-mailing-list', 'feedback-id', 'x-campaign-id'].some(
      name => facts.has(name),
    )
  )
    return true
  return token(facts.header('x-list')) !== ''
}

/** Whether a filter on the way called it spam (SpamAssassin, Amazon SES, Rspamd, Exchange). */
export function isSpam(facts: AutomaticFacts): boolean {
  if (['x-spam-flag', 'x-spam-status', 'x-spam'].some(name => /^(yes|true)\b/.test(facts.header(name).trim())))
    return true
  if (
    /^fail\b/.test(facts.header('x-ses-spam-verdict').trim()) ||
    /^fail\b/.test(facts.header('x-ses-virus-verdict').trim())
  )
    return true
  const level =
    /\bscl:\s?(\d)/.exec(facts.header('x-forefront-antispam-report'))?.[1] ??
    facts.header('x-ms-exchange-organization-scl')
  return Number(level || -1) >= 5
}

/** What one server says of a message's sender (RFC 8601). Which server to believe is decided elsewhere. */
export interface ReadAuthentication {
  readonly authserv: string
  readonly dmarc: string | null
  readonly spf: string | null
  readonly dkim: string | null
}

/** One Authentication-Results field, in lower case and without its comments. */
export function readAuthentication(value: string): ReadAuthentication {
  const text = value.slice(0, 5000).replace(/\([^()]{0,500}\)/g, ' ')
  const pieces = text.split(';')
  const result = (method: string) => {
    const all = pieces.flatMap(
      piece => new RegExp(`^\\s*${method}\\s*(?:/\\s*\\d+)?\\s*=\\s*([a-z]{2,20})`).exec(piece)?.[1] ?? [],
    )
    return all.find(one => one === 'pass') ?? all[0] ?? null
  }
  const named = (pieces[0] ?? '').includes('=') ? '' : (pieces[0] ?? '').trim().split(/\s/)[0]!
  return { authserv: named.slice(0, 255), dmarc: result('dmarc'), spf: result('spf'), dkim: result('dkim') }
}

const token = (value: string) =>
  value
    .split(';')[0]!
    .replace(/\([^()]{0,200}\)/g, '')
    .trim()
