import { beginsHeaderBlock } from './reply-shapes.rules.ts'

/** A message forwarded within the text: its header as printed, and what it said. */
export interface ForwardedText {
  readonly from: string
  readonly subject: string | null
  readonly date: string | null
  readonly text: string
}

const SUBJECT = /^\s*(fw|fwd|wg|tr|rv|i|doorst|enc|vb|vs|vl|pd|przek|fyw|ymlaen|weitergeleitet|\[fwd)\s*:/i

/** Whether a subject says that the message is passed on. */
export const isForwardSubject = (subject: string) => SUBJECT.test(subject)

const DIVIDER =
  /^[-_\s*]*(forwarded message|begin forwarded message|weitergeleitete nachricht|anfang der weitergeleiteten nachricht|message transféré|message transmis|début du message (réexpédié|transféré)|mensaje reenviado|inicio del mensaje reenviado|messaggio inoltrato|inizio messaggio inoltrato|doorgestuurd bericht|begin doorgestuurd bericht|wiadomość przekazana|mensagem encaminhada|vidarebefordrat meddelande|videresendt meddelelse|videresendt melding|neges wedi'i hanfon ymlaen)\s*:?[-_\s*]*$/i

/** Whether a line opens a forwarded message: Gmail's dashes, Apple's "Begin forwarded message:". */
export const isForwardDivider = (line: string) => {
  const text = line
    .slice(0, 120)
    .replace(/^[>\s]+/, '')
    .trim()
  return text.length > 8 && DIVIDER.test(text)
}

/** Whether a text holds a message passed on, not merely quoted. */
export const isForward = (text: string) =>
  text.split('\n').some(line => !line.startsWith('>') && isForwardDivider(line))

const NAMES: readonly (readonly ['from' | 'subject' | 'date', RegExp])[] = [
  ['from', /^[*\s]*(from|von|de|da|van|od|från|fra|oddi wrth)\s?:[*\s]*/i],
  ['subject', /^[*\s]*(subject|betreff|objet|asunto|oggetto|onderwerp|temat|assunto|ämne|emne|pwnc)\s?:[*\s]*/i],
  [
    'date',
    /^[*\s]*(date|sent|gesendet|datum|envoyé|enviado|enviada em|fecha|data|inviato|verzonden|skickat|sendt|dato|anfonwyd|dyddiad)\s?:[*\s]*/i,
  ],
]
const FIELD = /^[*\s]*[\p{L}'’ -]{1,25}\s?:[*\s]/u

/**
 * The message passed on within a text, if there is one: after Gmail's or Apple's line, or Outlook's block when the subject
 * says it is a forward. Null when no sender is printed.
 */
export function forwardedText(text: string, subject: string): ForwardedText | null {
  const lines = text.split('\n')
  const opened = lines.findIndex(isForwardDivider)
  const from =
    opened >= 0 ? opened + 1 : isForwardSubject(subject) ? lines.findIndex((_, at) => beginsHeaderBlock(lines, at)) : -1
  if (from < 0) return null
  const quoted = lines.slice(from, from + 3).some(line => /^\s*>\s*\S/.test(line))
  const own = quoted ? lines.slice(from).map(line => line.replace(/^\s?> ?/, '')) : lines.slice(from)
  const found: { from?: string; subject?: string; date?: string } = {}
  let at = 0
  while (at < own.length && own[at]!.trim() === '') at++
  for (; at < own.length && at < 40; at++) {
    const line = own[at]!.slice(0, 1000)
    if (line.trim() === '' || !(FIELD.test(line) || found.from !== undefined)) break
    const name = NAMES.find(([, shape]) => shape.test(line))
    if (name) found[name[0]] ??= line.replace(name[1], '').replace(/\*/g, '').trim()
  }
  if (!found.from) return null
  const words = own.slice(at).join('\n').trim()
  return { from: found.from, subject: found.subject ?? null, date: found.date ?? null, text: words }
}
