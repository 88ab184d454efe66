/* A page that is read with no program but a browser, kept in a drawer or printed: no address, script or picture of anywhere else. */

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const safe = (text: string) => text.replace(/[&<>"]/g, sign => SIGNS[sign]!)

const STYLE = `body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#0b0c0c}
dl{border-top:1px solid #b1b4b6;padding-top:.5rem;display:grid;grid-template-columns:minmax(8rem,1fr) 3fr;gap:.25rem 1rem}
dt{font-weight:700;overflow-wrap:anywhere}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}`

interface Section {
  readonly what: string
  readonly rows: number
}

/** What a column is called when people read it. */
export const sayColumn = (name: string): string => {
  const words = name.replace(/_(id|at)$/, '').replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What stands in a column, for people: nothing for what is empty. */
export const sayValue = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return ''
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  return typeof value === 'object' ? JSON.stringify(value, undefined, 2) : String(value)
}

export const beginReadable = ({ at, redacts }: { at: Date; redacts: boolean }, sections: readonly Section[]): string =>
  `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>What is held about you</title><style>${STYLE}</style></head><body><h1>What is held about you</h1>
<p>As it stood on ${at.toISOString()}, in UTC as every time here.${redacts ? ' The names and addresses of other people are left out.' : ''}
The same is in data/ for programs, and files you sent are in files/. Passwords and keys are kept so that nobody can read them, and are not here.</p>
<ul>${sections.map(({ what, rows }) => `<li>${safe(what)}: ${rows}</li>`).join('')}</ul>
`

export const readableRows = (rows: readonly Record<string, unknown>[], begins: Section | undefined): string => {
  const head = begins ? `<h2>${safe(begins.what)}</h2>\n` : ''
  return head + rows.map(readableRow).join('')
}

const readableRow = (row: Record<string, unknown>) => {
  const said = Object.entries(row).flatMap(([name, value]) => {
    const text = sayValue(value)
    return text === '' ? [] : [`<dt>${safe(sayColumn(name))}</dt><dd>${safe(text)}</dd>`]
  })
  return `<dl>${said.join('')}</dl>\n`
}

export const endReadable = '</body></html>\n'
