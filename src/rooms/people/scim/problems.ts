import { defineProblems, type Problem } from '#platform/problem.ts'

/** What can go wrong in SCIM; `SCIM_TYPES` says it in the words of RFC 7644, 3.12. */
export const scimProblems = defineProblems('scim', {
  'no-token': { status: 401, message: 'Send a directory token that is in force: Authorization: Bearer ….' },
  'not-found': { status: 404, message: 'There is no such resource.' },
  'bad-filter': { status: 400, message: 'The filter cannot be understood.' },
  'bad-path': { status: 400, message: 'The path cannot be understood.' },
  'bad-syntax': { status: 400, message: 'The body is not a request of this kind that can be read.' },
  'bad-value': { status: 400, message: 'A value is missing, or not of its kind.' },
  'no-target': { status: 400, message: 'Nothing matches the path.' },
  'read-only': { status: 400, message: 'That attribute cannot be changed.' },
  'too-many': { status: 400, message: 'That is too much to ask at once.' },
  taken: { status: 409, message: 'There is already a resource with that name.' },
  'last-administrator': {
    status: 409,
    message: 'That is the last administrator of an organisation. Make somebody else an administrator first.',
  },
  'other-version': { status: 412, message: 'It was changed since the version in If-Match.' },
  'too-large': { status: 413, message: 'What was sent is too large.' },
})

const SCIM_TYPES: Readonly<Record<string, string>> = {
  'scim.bad-filter': 'invalidFilter',
  'scim.bad-path': 'invalidPath',
  'scim.bad-syntax': 'invalidSyntax',
  'scim.bad-value': 'invalidValue',
  'scim.no-target': 'noTarget',
  'scim.read-only': 'mutability',
  'scim.too-many': 'tooMany',
  'scim.taken': 'uniqueness',
  'platform.already-exists': 'uniqueness',
}

/** A problem as SCIM says it. */
export function scimError(problem: Problem): Record<string, unknown> {
  const scimType = SCIM_TYPES[problem.code]
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(problem.status),
    ...(scimType ? { scimType } : {}),
    detail: problem.message,
  }
}
