/** A form as a page shows it: where it is sent, and what stands in its fields. */
export interface Form {
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
  /** Of each field that is a choice, every value there is to choose. */
  readonly choices: Readonly<Record<string, readonly string[]>>
  /** What kind of input each field is, as HTML says it. */
  readonly types: Readonly<Record<string, string>>
}

const unescaped = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

const attribute = (tag: string, name: string) => {
  const value = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1]
  return value === undefined ? undefined : unescaped(value)
}

function fieldsOf(inside: string): Omit<Form, 'action'> {
  const fields: Record<string, string> = {}
  const types: Record<string, string> = {}
  const choices: Record<string, string[]> = {}
  let select: string | undefined
  for (const [tag, kind] of inside.matchAll(/<(input|select|textarea|button|option)\b[^>]*>/g)) {
    const name = kind === 'option' ? select : attribute(tag, 'name')
    if (kind === 'select') select = name
    if (!name) continue
    const value = attribute(tag, 'value') ?? ''
    const type = kind === 'input' ? (attribute(tag, 'type') ?? 'text') : kind
    if (kind === 'option' || type === 'radio' || type === 'checkbox') choices[name] = [...(choices[name] ?? []), value]
    if (kind === 'option') continue
    types[name] ??= type ?? ''
    fields[name] ??= value
  }
  return { fields, types, choices }
}

/** The forms of a page that post. */
export function formsOf(page: string, at: string): Form[] {
  return [...page.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)].flatMap(([, head = '', inside = '']) => {
    if (attribute(head, 'method')?.toLowerCase() !== 'post') return []
    const { pathname, search } = new URL(attribute(head, 'action') ?? at, `http://localhost${at}`)
    return [{ action: pathname + search, ...fieldsOf(inside) }]
  })
}
