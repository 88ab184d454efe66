/* Between a person of ours and a User of RFC 7643. */
import type { Json } from './match.rules.ts'
import { ENTERPRISE_URN } from './schema.rules.ts'

type Doc = Readonly<Record<string, Json>>

/** What the people room keeps of a directory's user. */
export interface PersonOf {
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
  readonly job_title: string | null
  readonly department: string | null
  readonly employee_number: string | null
}

const MOST = { name: 200, email: 320, phone: 40, job_title: 200, department: 200, employee_number: 100 } as const

const text = (value: Json | undefined): string => (typeof value === 'string' ? value.trim() : '')
const parts = (value: Json | undefined): Doc =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Doc) : {}
const list = (value: Json | undefined): readonly Doc[] => (Array.isArray(value) ? value.map(parts) : [])

/** The one to use of several values: the first of them by their own say, else the one for work, else whatever comes first. */
const foremost = (values: readonly Doc[]): string =>
  text(
    (
      values.find(one => one.primary === true) ??
      values.find(one => text(one.type).toLowerCase() === 'work') ??
      values[0]
    )?.value,
  )

const isAddress = (said: string) => /^[^\s@]+@[^\s@]+$/.test(said) && said.length <= MOST.email

/** The name to show: what the directory shows, else its parts, else what it calls them. */
function nameOf(doc: Doc): string {
  const name = parts(doc.name)
  const inParts = [text(name.givenName), text(name.familyName)].filter(Boolean).join(' ')
  return (text(doc.displayName) || text(name.formatted) || inParts || text(doc.userName)).slice(0, MOST.name)
}

/** What we keep of a user. An address that is none stays among what the directory says, and nobody is written to there. */
export function personOf(doc: Doc): PersonOf {
  const kept = (value: Json | undefined, most: number) => text(value).slice(0, most) || null
  const enterprise = parts(doc[ENTERPRISE_URN])
  const email = foremost(list(doc.emails)) || text(doc.userName)
  return {
    name: nameOf(doc),
    email: isAddress(email) ? email : null,
    phone: foremost(list(doc.phoneNumbers)).slice(0, MOST.phone) || null,
    job_title: kept(doc.title, MOST.job_title),
    department: kept(enterprise.department, MOST.department),
    employee_number: kept(enterprise.employeeNumber, MOST.employee_number),
  }
}

/** Whom the directory names as their manager, by our identifier or anything else. */
export const managerOf = (doc: Doc): string => text(parts(parts(doc[ENTERPRISE_URN]).manager).value)

const OURS = new Set(['userName', 'externalId', 'displayName', 'active', 'title'])
const OURS_OF_WORK = new Set(['department', 'employeeNumber'])

/** What is left for the directory's own attributes, when what we keep ourselves is taken out. */
export function attributesOf(doc: Doc): Record<string, Json> {
  const { [ENTERPRISE_URN]: work, ...rest } = doc
  const others = Object.fromEntries(Object.entries(rest).filter(([name]) => !OURS.has(name)))
  const more = Object.fromEntries(Object.entries(parts(work)).filter(([name]) => !OURS_OF_WORK.has(name)))
  return { ...others, ...(Object.keys(more).length > 0 ? { [ENTERPRISE_URN]: more } : {}) }
}

interface Kept {
  readonly user_name: string
  readonly external_id: string | null
  readonly name: string
  readonly active: boolean
  readonly json: Readonly<Record<string, unknown>>
}

/** A user as they are kept now, in the names of RFC 7643: what a PATCH changes, and what is shown. */
export function docOf(row: Kept): Record<string, Json> {
  const { groups: _, ...json } = row.json
  const filled = Object.entries(json).filter(
    ([, value]) => !(typeof value === 'object' && value !== null && Object.keys(value).length === 0),
  )
  return {
    userName: row.user_name,
    ...(row.external_id ? { externalId: row.external_id } : {}),
    displayName: row.name,
    active: row.active,
    // Only ever written by us, from what was read by readResource.
    ...(Object.fromEntries(filled) as Record<string, Json>),
  }
}
