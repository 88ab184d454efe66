const MOST_SUBJECT = 200
const MOST_BODY = 50_000

const cut = (text: string, most: number): string => {
  const letters = text.length > most ? [...text.slice(0, most * 2)] : [text]
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : text
}

/** A case's name from a message's subject: one line, cut, never refused (beh-49). */
export function subjectOf(subject: string): string {
  const line = subject.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
  return cut(line, MOST_SUBJECT) || '(no subject)'
}

/** What stands on the case: what was newly written, else all of it. The whole is kept beside. */
export function bodyOf(mail: { reply_text: string; text: string }, files: number): string {
  const said = mail.reply_text.trim() || mail.text.trim()
  if (said === '') return files > 0 ? '(Nothing was written; see the files.)' : '(Nothing was written.)'
  const body = said.replaceAll('\0', '')
  return body.length > MOST_BODY ? `${body.slice(0, MOST_BODY)}\n\n[The rest is in the whole message.]` : body
}

const REFERENCE = /(?:^|[^\p{L}\p{N}])c\s?[-–]?\s?(\d{5,12})(?![\p{L}\p{N}])/giu

/** What may be a case's reference in a subject; whether it is, its check digit says. Never looked for anywhere else (beh-26). */
export const numbersIn = (subject: string): string[] =>
  [...subject.slice(0, 1000).matchAll(REFERENCE)].map(([, digits]) => `C-${digits}`).slice(0, 20)
