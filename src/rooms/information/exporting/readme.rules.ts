import type { Holding } from '#platform/holdings/holding.ts'

interface Table {
  readonly table: string
  readonly holding: Holding
}

/** What an archive is and how it is read, for whoever opens it years from now without the product. */
export function readmeOf({ name, at }: { name: string; at: Date }, tables: readonly Table[]): string {
  const data = tables.filter(({ holding }) => !holding.bytes_of)
  return `Everything held for ${name}

Written by Moothall on ${at.toISOString()}, as it stood at one moment.

data/        One table in two forms: .jsonl has a JSON object on each line (UTF-8), exactly as it is held;
             .csv is the same for a spreadsheet (RFC 4180). There, a cell that begins with = + - or @ has an
             apostrophe before it, so that no spreadsheet runs it as a formula.
files/       Files as they were sent in, named by their identifier in data/platform.files and their own name.
mail/        E-mail exactly as it came (RFC 5322), named by its identifier in data/channels.received_messages.
manifest.json  Every file here, with its size, its SHA-256 and how many records it has. Where the archive is in
             several parts, the last has the manifest of all.

Identifiers are UUIDs; a column that ends in _id names a row of another table. Times are in UTC (ISO 8601).
Passwords, keys and the secrets of sign-ins and tokens are never given out. Names of people of another
organisation stand where they worked on this organisation's cases.

What each table is:

${data.map(({ table, holding }) => `${table}\n    ${holding.what}.`).join('\n')}
`
}
