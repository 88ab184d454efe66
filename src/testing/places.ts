import type { Identifiers } from './marked.ts'

/** What a route's `:id` is, by a word of its path; a case where none says. */
const WORDS: Readonly<Record<string, keyof Identifiers>> = {
  ...{ people: 'person', teams: 'team', calendars: 'calendar', categories: 'category', replies: 'template' },
  ...{ notices: 'notice', tasks: 'task', files: 'file', 'saved-views': 'view', tokens: 'token', mailboxes: 'mailbox' },
  ...{ sent: 'sent', received: 'received', quarantine: 'received', 'identity-providers': 'provider', rotas: 'rota' },
  ...{
    organisations: 'organisation',
    'on-call': 'rota',
    Users: 'person',
    Groups: 'directory_group',
    changes: 'change',
    reorganisations: 'reorganisation',
  },
}

/** A route's place with identifiers in its gaps: of the kind of thing it is about. */
export function placeFor(path: string, ids: Identifiers): string {
  const known = path.split('/').flatMap(word => WORDS[word] ?? [])[0] ?? 'case'
  return path
    .replace(/:(\w+)/g, (gap, name: keyof Identifiers) => ids[name] ?? gap)
    .replace(':what', 'assign')
    .replace(':id', ids[known])
}
