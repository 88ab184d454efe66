import { path } from '#platform/http/path.ts'

export const peoplePaths = {
  signIn: path('/sign-in'),
  signOut: path('/sign-out'),
  sessions: path('/account/sessions'),
  endSession: path('/account/sessions/end'),
}
