/** Something a rule, a right or a fact stops, said so that a person can act on it. The only class in the product. */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly details: Record<string, unknown>

  constructor(code: string, status: number, message: string, details: Record<string, unknown> = {}) {
    super(message)
    this.name = 'Problem'
    this.code = code
    this.status = status
    this.details = details
  }
}

type Statuses = 400 | 401 | 403 | 404 | 405 | 409 | 410 | 412 | 413 | 415 | 422 | 428 | 429 | 503
export type ProblemKinds = Record<string, { status: Statuses; message: string }>

/**
 * A room's catalogue of what can go wrong. Rules return `problems.of(kind)`; acts `problems.raise(kind)`. The code a program
 * sees is `<room>.<kind>`.
 */
export function defineProblems<Kinds extends ProblemKinds>(room: string, kinds: Kinds) {
  const of = (kind: keyof Kinds & string, details: Record<string, unknown> = {}, message?: string) =>
    new Problem(`${room}.${kind}`, kinds[kind]!.status, message ?? kinds[kind]!.message, details)
  return {
    of,
    raise(kind: keyof Kinds & string, details: Record<string, unknown> = {}, message?: string): never {
      throw of(kind, details, message)
    },
  }
}

export const platformProblems = defineProblems('platform', {
  'not-found': { status: 404, message: 'We cannot find that page.' },
  'not-allowed': { status: 403, message: 'You do not have permission to do that.' },
  viewing: {
    status: 403,
    message: 'You are seeing the service as somebody else, so nothing can be changed. Stop that first.',
  },
  'viewing-over': {
    status: 403,
    message: 'You saw the service as somebody else, and that has ended. Go on as yourself first; nothing was changed.',
  },
  'viewing-private': { status: 403, message: 'Account pages are their person’s alone. Stop seeing as them first.' },
  'not-signed-in': { status: 401, message: 'Sign in to continue.' },
  'no-token': { status: 401, message: 'Send a token that is in force: Authorization: Bearer ….' },
  'bad-request': { status: 400, message: 'We could not read what was sent.' },
  'already-exists': { status: 409, message: 'That already exists.' },
  'out-of-range': { status: 422, message: 'One of the values is outside the range allowed.' },
  'still-in-use': {
    status: 409,
    message: 'That is still in use, so it cannot be removed or refers to something that is not there.',
  },
  'too-many-tries': { status: 429, message: 'Too many tries. Wait a few minutes and try again.' },
  'too-often': {
    status: 429,
    message: 'That was done very often in a short time. Wait a minute, then load this page again: nothing is lost.',
  },
  'too-fast': { status: 429, message: 'This token asks too often. Wait for the time in Retry-After and try again.' },
  invalid: { status: 422, message: 'Some of what was sent is not right. Each thing wrong is named under errors.' },
  malformed: { status: 400, message: 'The body is not JSON that can be read.' },
  'wrong-method': { status: 405, message: 'That cannot be done here. The methods allowed are named in Allow.' },
  'wrong-media-type': { status: 415, message: 'That media type is not taken here. Send application/json.' },
  'not-conditional': {
    status: 428,
    message: 'Say which version you change: send If-Match with the ETag that was given with it.',
  },
  'other-version': {
    status: 412,
    message: 'Somebody changed this since the version in If-Match. Ask for it again, then try again.',
  },
  'too-large': { status: 413, message: 'What was sent is too large.' },
  'changed-meanwhile': {
    status: 409,
    message: 'Somebody else changed this while you were looking at it. Look again, then try again.',
  },
  'key-reused': { status: 422, message: 'That idempotency key was already used for a different request.' },
})
