/* How a team signs its e-mails: words with named gaps. */

export const SIGNATURE_GAPS = ['analyst.name', 'analyst.first_name', 'team.name', 'organisation.name'] as const

const GAP = /\{\{\s*([a-z_.]+)\s*\}\}/gi
const ANY_GAP = /\{\{[^{}\n]{0,80}\}\}/g

export interface Signing {
  readonly analyst: string
  readonly team: string
  readonly organisation: string
}

/** Puts names into the gaps; a gap nobody knows stands for nothing. */
export function fillSignature(body: string, { analyst, team, organisation }: Signing): string {
  const facts: Record<string, string> = {
    'analyst.name': analyst,
    'analyst.first_name': analyst.split(' ')[0] ?? '',
    'team.name': team,
    'organisation.name': organisation,
  }
  return body.replace(GAP, (_, name: string) => facts[name.toLowerCase()] ?? '')
}

/** Gaps that nothing will ever fill. */
export const unknownSignatureGaps = (body: string): string[] =>
  [...new Set(body.match(ANY_GAP))].filter(
    gap => !SIGNATURE_GAPS.some(known => gap.slice(2, -2).trim().toLowerCase() === known),
  )
