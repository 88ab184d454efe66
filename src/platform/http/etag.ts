import type { Context } from 'hono'
import { platformProblems } from '#platform/problem.ts'

/** A version of something, as an entity tag (RFC 9110). */
export const etagOf = (version: number | string): string => `"${version}"`

const listed = (header: string): string[] => header.split(',').map(tag => tag.trim())

/** Raises `platform.other-version` (412) when If-Match names other versions than this one. */
export function checkVersion(c: Context, version: number): void {
  const wanted = c.req.header('if-match')
  if (wanted === undefined) return
  if (!listed(wanted).some(tag => tag === '*' || tag === etagOf(version))) platformProblems.raise('other-version')
}

/** For changes that overwrite: raises `platform.not-conditional` (428) when the request does not say which version it changes. */
export function needVersion(c: Context): void {
  if (c.req.header('if-match') === undefined) platformProblems.raise('not-conditional')
}
