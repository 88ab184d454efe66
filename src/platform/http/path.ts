type Names<Pattern extends string> = Pattern extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Names<`/${Rest}`>
  : Pattern extends `${string}:${infer Name}`
    ? Name
    : never

type Values<Pattern extends string> = Record<Names<Pattern>, string>
type Query = Record<string, string | number | undefined>

export interface Path<Pattern extends string> {
  (
    ...values: [Names<Pattern>] extends [never]
      ? [values?: Record<never, never>, query?: Query]
      : [values: Values<Pattern>, query?: Query]
  ): string
  readonly pattern: Pattern
}

/**
 * A place in the product, named once: `path('/cases/:reference')` gives the pattern for the route and a function that makes the
 * URL. A missing parameter does not compile; what is undefined in the query is left out.
 */
export function path<Pattern extends string>(pattern: Pattern): Path<Pattern> {
  const make = (values: Record<string, string> = {}, query: Query = {}) => {
    const place = pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? ''))
    const search = new URLSearchParams()
    for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value))
    return search.size > 0 ? `${place}?${search}` : place
  }
  // Object.assign cannot express the conditional parameters; the pattern's own type does.
  return Object.assign(make, { pattern }) as unknown as Path<Pattern>
}

/** Whether a place is one where programs come with a token: nobody's session counts there. */
export const isForPrograms = (place: string): boolean => place.startsWith('/api/') || place.startsWith('/scim/')

/**
 * Whether a place takes posts from mail programs, by a signed link in a message (RFC 8058). Nobody's session counts there, so there
 * is none to misuse from another site.
 */
export const isForMailPrograms = (place: string): boolean => place.startsWith('/unsubscribe/')

/** Whether a place takes posts from another server, which signs what it says: an identity provider that somebody has signed out of. */
export const isForServers = (place: string): boolean => place.startsWith('/sign-out/by/')
