import { path } from '#platform/http/path.ts'

export const peoplePaths = {
  signIn: path('/sign-in'),
  signOut: path('/sign-out'),
  account: path('/account'),
  password: path('/account/password'),
  sessions: path('/account/sessions'),
  endSession: path('/account/sessions/end'),
  endOtherSessions: path('/account/sessions/end-others'),
  tokens: path('/account/tokens'),
  revokeToken: path('/account/tokens/:id/revoke'),
}
