/* Which column of a file is which, by what councils' systems call them. */

export const FIELDS = [
  'name',
  'first_name',
  'last_name',
  'email',
  'phone',
  'job_title',
  'department',
  'location',
  'employee_number',
  'manager',
  'teams',
  'roles',
  'status',
  'leaves_on',
] as const
export type Field = (typeof FIELDS)[number]

const CALLED: Record<Field, readonly string[]> = {
  name: ['name', 'full name', 'display name', 'employee name', 'preferred name', 'person'],
  first_name: ['first name', 'forename', 'forenames', 'given name', 'known as'],
  last_name: ['last name', 'surname', 'family name'],
  email: [
    'email',
    'e mail',
    'email address',
    'e mail address',
    'mail',
    'work email',
    'work email address',
    'user principal name',
    'upn',
    'userprincipalname',
  ],
  phone: [
    'phone',
    'telephone',
    'telephone number',
    'phone number',
    'work phone',
    'business phone',
    'mobile',
    'extension',
  ],
  job_title: ['job title', 'job', 'title', 'position', 'post', 'post title'],
  department: ['department', 'directorate', 'service', 'division', 'cost centre name'],
  location: ['location', 'office', 'site', 'building', 'place of work', 'base'],
  employee_number: [
    'employee number',
    'employee id',
    'employee no',
    'staff number',
    'payroll number',
    'personnel number',
    'staff id',
  ],
  manager: [
    'manager',
    'line manager',
    'manager email',
    'managers email',
    'line manager email',
    'reports to',
    'manager employee number',
  ],
  teams: ['team', 'teams', 'resolver group', 'group', 'support team'],
  roles: ['role', 'roles', 'service desk role'],
  status: ['status', 'employment status', 'account status', 'active', 'enabled', 'account enabled'],
  leaves_on: ['leaving date', 'leave date', 'end date', 'date of leaving', 'last day', 'termination date'],
}

const plain = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

export interface Columns {
  /** For each field, the column it stands in. */
  readonly at: ReadonlyMap<Field, number>
  /** Headings that mean nothing to us. */
  readonly unknown: readonly string[]
  /** Fields that two columns would be. */
  readonly twice: readonly string[]
}

/** Finds the columns by their headings. */
export function columnsOf(headings: readonly string[]): Columns {
  const at = new Map<Field, number>()
  const unknown: string[] = []
  const twice: string[] = []
  for (const [index, heading] of headings.entries()) {
    const field = FIELDS.find(one => CALLED[one].includes(plain(heading)))
    if (!field) unknown.push(heading)
    else if (at.has(field)) twice.push(heading)
    else at.set(field, index)
  }
  return { at, unknown: unknown.filter(heading => heading.trim() !== ''), twice }
}
