/* A canned reply is words with named gaps: `Dear {{requester.first_name}},`. */

/** What a case can put into a reply. */
export const KNOWN_GAPS = [
  'requester.first_name',
  'requester.name',
  'case.reference',
  'case.subject',
  'analyst.name',
  'due',
] as const
export type Gap = (typeof KNOWN_GAPS)[number]

const GAP = /\{\{\s*([a-z_.]+)\s*\}\}/gi

/** Puts facts into the gaps. A gap with no fact stays as it is, so that whoever sends it sees what is missing. */
export const fill = (body: string, facts: Readonly<Record<Gap, string | null>>): string =>
  body.replace(GAP, (gap, name: string) => {
    const known = KNOWN_GAPS.find(one => one === name.toLowerCase())
    return (known && facts[known]) || gap
  })

/** The gaps still in a text, as they are written. Anything between double braces counts: a misspelt gap is one too. */
export const gapsIn = (text: string): string[] => [...new Set(text.match(/\{\{[^{}\n]{0,80}\}\}/g))]

/** Gaps that nothing will ever fill: for whoever writes a canned reply, before it is used. */
export const unknownGapsIn = (text: string): string[] =>
  gapsIn(text).filter(gap => !KNOWN_GAPS.some(known => gap.slice(2, -2).trim().toLowerCase() === known))
