/** A schema of the document, as far as we write them (JSON Schema, as OpenAPI 3.1 has it). */
export interface Schema {
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly description?: string
  readonly example?: unknown
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly $ref?: string
}

/** The last part of a reference: the name of what is referred to. */
export const nameOf = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1)

const types = (schema: Schema): string[] => [schema.type ?? []].flat()

function kindIn({ format, ...schema }: Schema): string {
  if (schema.$ref) return nameOf(schema.$ref)
  if (schema.enum) return schema.enum.map(String).join(', ')
  const named = types(schema).filter(type => type !== 'null')
  if (schema.items) return `a list of ${kindIn(schema.items)}`
  if (format === 'uuid') return 'identifier'
  if (format === 'date-time') return 'moment (RFC 3339)'
  if (format === 'binary') return 'file'
  return named.map(type => (type === 'string' ? 'text' : type)).join(' or ') || 'anything'
}

/** What may stand there, in words: "text, at most 200 characters, or null". */
export function sayKind(schema: Schema): string {
  const choices = schema.anyOf?.filter(one => one.type !== 'null')
  const kind = choices ? choices.map(kindIn).join(' or ') : kindIn(schema)
  const orNull = types(schema).includes('null') || schema.anyOf?.some(one => one.type === 'null')
  const { minimum, maximum, maxLength } = schema
  return [
    kind,
    ...(maxLength === undefined ? [] : [`at most ${maxLength} characters`]),
    ...(minimum === undefined || maximum === undefined ? [] : [`${minimum} to ${maximum}`]),
    ...(schema.default === undefined ? [] : [`${String(schema.default)} when left out`]),
    ...(orNull ? ['or null'] : []),
  ].join(', ')
}

/** An example of what fits a schema: its own, or one made from its parts that must be there or have one. */
export function exampleOf(schema: Schema, named: Readonly<Record<string, Schema>>): unknown {
  if (schema.example !== undefined) return schema.example
  if (schema.$ref) return exampleOf(named[nameOf(schema.$ref)] ?? {}, named)
  if (schema.enum) return schema.enum[0]
  if (schema.format === 'uuid') return '018e96f4-a800-71eb-9941-a5f4b0fefa37'
  if (schema.format === 'date-time') return '2026-11-23T09:00:00Z'
  if (schema.items) return [exampleOf(schema.items, named)]
  if (schema.properties) {
    const shown = Object.entries(schema.properties).filter(
      ([name, one]) => schema.required?.includes(name) || one.example !== undefined,
    )
    return Object.fromEntries(shown.map(([name, one]) => [name, exampleOf(one, named)]))
  }
  return types(schema).includes('integer') ? 1 : 'text'
}
