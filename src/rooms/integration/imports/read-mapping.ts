import { LineCounter, parseDocument } from 'yaml'
import { compileDateFormat } from './date-format.rules.ts'
import { type Mapping, mappingSchema } from './mapping.ts'

export type ReadMapping = { ok: true; mapping: Mapping } | { ok: false; faults: readonly string[] }

/** A mapping from its YAML, or everything that is wrong with it, each with its line. */
export function readMapping(text: string): ReadMapping {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  if (document.errors.length > 0)
    return { ok: false, faults: document.errors.map(error => error.message.split('\n')[0]!) }
  const result = mappingSchema.safeParse(document.toJS())
  if (!result.success) {
    const lineOf = (path: readonly PropertyKey[]) => {
      for (let depth = path.length; depth > 0; depth--) {
        // Only YAML nodes carry a range; a value without one is inside its parent.
        const node = document.getIn(path.slice(0, depth), true) as { range?: [number, ...number[]] } | undefined
        if (node?.range) return `line ${lines.linePos(node.range[0]).line}: `
      }
      return ''
    }
    const faults = result.error.issues.map(({ path, message }) => `${lineOf(path)}${path.join('.')}: ${message}`)
    return { ok: false, faults }
  }
  const unknown = result.data.dates.formats.filter(format => !compileDateFormat(format))
  if (unknown.length > 0)
    return { ok: false, faults: unknown.map(format => `dates.formats: "${format}" is not a date format we know`) }
  return { ok: true, mapping: result.data }
}
