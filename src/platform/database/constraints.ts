import { type Problem, platformProblems } from '#platform/problem.ts'

/** Sentences for the constraints whose breaking a person can cause. Others fall back on their kind. */
const SENTENCES: Record<string, string> = {
  persons_not_of_left: 'That organisation has left, so nobody can be added to it or come back.',
  persons_email_unique: 'Somebody in this organisation already has that e-mail address.',
  organisations_short_name_unique: 'Another organisation already has that short name.',
  teams_slug_unique: 'Another team already has that name.',
  categories_path_unique: 'There is already a category with that name there.',
  templates_name_unique: 'There is already a reply with that name.',
  saved_views_name_unique: 'You already have a view with that name.',
  calendars_name_unique: 'There is already a calendar with that name.',
  email_domains_pkey: 'One of these domains belongs to another provider already.',
  group_grants_once: 'That group gives that already.',
  mailboxes_address_unique: 'That address cannot be used: it is a mailbox already.',
  links_pkey: 'These cases are already linked in that way.',
  links_not_to_itself: 'A case cannot be linked to itself.',
  pauses_one_running: 'The clock is already stopped.',
  events_position_unique: 'Somebody else changed this at the same moment. Look again, then try again.',
}

const KINDS: Record<string, Parameters<typeof platformProblems.of>[0]> = {
  '23505': 'already-exists',
  '23503': 'still-in-use',
  '23514': 'out-of-range',
  '22P02': 'bad-request',
  '22P05': 'bad-request',
  '22003': 'out-of-range',
  '22021': 'bad-request',
  '40001': 'changed-meanwhile',
  '40P01': 'changed-meanwhile',
}

/** The problem a broken constraint stands for, in words; undefined when the error is not one, and so is ours. */
export function problemFrom(error: unknown): Problem | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined
  const kind = KINDS[error.code]
  if (!kind) return undefined
  const constraint = 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : ''
  return platformProblems.of(kind, constraint ? { constraint } : {}, SENTENCES[constraint])
}
