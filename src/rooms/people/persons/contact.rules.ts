/* How somebody wants to be reached. */

export const CONTACT_WAYS = ['email', 'telephone', 'letter', 'none'] as const
export type ContactWay = (typeof CONTACT_WAYS)[number]

export const CONTACT_NAMES: Record<ContactWay, string> = {
  email: 'By e-mail',
  telephone: 'By telephone',
  letter: 'By letter',
  none: 'Not at all: they look for themselves',
}
