/* A canned reply is words with named gaps: `Dear {{requester.first_name}},`. */

const GAP = /\{\{\s*([a-z_.]+)\s*\}\}/gi

/** Puts facts into the gaps. A gap with no fact stays as it is, so that whoever sends it sees what is missing. */
export const fill = (body: string, facts: Readonly<Record<string, string | null | undefined>>): string =>
  body.replace(GAP, (gap, name: string) => facts[name.toLowerCase()] || gap)

/** The gaps still in a text, as they are written. Anything between double braces counts: a misspelt gap is one too. */
export const gapsIn = (text: string): string[] => [...new Set(text.match(/\{\{[^{}\n]{0,80}\}\}/g))]
