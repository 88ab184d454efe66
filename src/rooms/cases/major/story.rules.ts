/* What happened to a major incident, in a sentence that begins with who did it. */

type Payload = Readonly<Record<string, unknown>>
const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value))

const SENTENCES: Readonly<Record<string, (payload: Payload) => string>> = {
  'major.declared': ({ case_reference, because }) => `declared this from ${text(case_reference)}: ${text(because)}`,
  'major.changed': ({ what, now }) => `changed ${text(what).toLowerCase()}: ${text(now) || 'none'}`,
  'major.updateDue': () => 'noted that nobody affected had heard for as long as was promised',
  'major.resolved': ({ resolution, cases }) =>
    `resolved this and ${cases === 1 ? 'the case that followed' : `the ${text(cases)} cases that followed`}: ${text(resolution)}`,
  'major.reopened': ({ because }) => `opened this again: ${text(because)}`,
  'major.reviewed': () => 'wrote the review',
  'major.closed': () => 'closed this',
}

/** "Asha Patel declared this from C-104273: everybody is affected". */
export function majorSentence(event: { name: string; actor_name: string; payload: Payload }): string {
  const sentence = SENTENCES[event.name]
  return `${event.actor_name} ${sentence ? sentence(event.payload) : `· ${event.name}`}`
}
