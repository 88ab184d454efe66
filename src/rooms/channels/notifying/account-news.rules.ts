/** What somebody is told of how they sign in, whether or not it was they who did it. */
export const ACCOUNT_NEWS = {
  passwordChanged: {
    subject: 'Your password was changed',
    said: 'your password was changed, and everybody else who was signed in as you was signed out.',
  },
  passwordSet: {
    subject: 'Your password was changed',
    said: 'a password was chosen for you with a link that we sent to this address. Everybody who was signed in as you was signed out.',
  },
  factorAdded: {
    subject: 'A second factor was added',
    said: 'a second factor was set up for signing in as you: an authenticator app, or a passkey.',
  },
  factorRemoved: {
    subject: 'A second factor was removed',
    said: 'a second factor for signing in as you was removed: an authenticator app, or a passkey.',
  },
  factorsReset: {
    subject: 'Your second factor was reset',
    said: 'an administrator reset your second factor, since it was said to be lost. Your app, passkeys and recovery codes do not work any more, and you were signed out everywhere. Set up a new one when you have signed in.',
  },
  recoveryCodesMade: {
    subject: 'New recovery codes were made',
    said: 'new recovery codes were made for signing in as you. Those from before do not work any more.',
  },
  recoveryCodeUsed: {
    subject: 'A recovery code was used to sign in as you',
    said: 'one of your recovery codes was used. It does not work any more.',
  },
} as const

export type AccountNews = keyof typeof ACCOUNT_NEWS

/** The words of one piece of news. */
export function accountWords(news: AccountNews, { organisation, page }: { organisation: string; page: string }) {
  const { subject, said } = ACCOUNT_NEWS[news]
  return {
    subject,
    paragraphs: [
      said,
      `If you do not know why, tell whoever runs the service desk of ${organisation} now. See: ${page}`,
    ],
  }
}
