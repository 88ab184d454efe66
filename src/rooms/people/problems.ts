import { defineProblems } from '#platform/problem.ts'

export const peopleProblems = defineProblems('people', {
  'not-found': { status: 404, message: 'We cannot find that person.' },
  'address-not-found': {
    status: 404,
    message: 'We cannot find that address, or the link is too old. Ask for another.',
  },
  'address-there': { status: 409, message: 'That address is on the list already.' },
  'own-address': { status: 409, message: 'What we send goes to that address. Change it first.' },
  'organisation-not-found': { status: 404, message: 'We cannot find that organisation.' },
  'team-not-found': { status: 404, message: 'We cannot find that team.' },
  'calendar-not-found': { status: 404, message: 'We cannot find that calendar.' },
  'token-not-found': { status: 404, message: 'We cannot find that token, or it has been revoked already.' },
  'no-scopes': { status: 422, message: 'Choose at least one thing the token may do.' },
  'unknown-scope': { status: 422, message: 'One of the scopes is not a permission.' },
  'not-yourself': { status: 409, message: 'You cannot deactivate yourself. Ask another administrator.' },
  'last-administrator': {
    status: 409,
    message: 'Nobody else can manage the people of an organisation then. Make somebody else an administrator first.',
  },
  'directory-token-not-found': {
    status: 404,
    message: 'We cannot find that token, or it has been revoked already.',
  },
  'keep-your-role': {
    status: 409,
    message: 'You cannot take away your own administrator role. Ask another administrator.',
  },
  'keep-managing-people': {
    status: 409,
    message: 'You would take from yourself the right to manage people. Ask another administrator.',
  },
  'not-as-yourself': { status: 409, message: 'You see the service as yourself already.' },
  'has-left': { status: 409, message: 'They have left, so there is nothing to see as they do.' },
  'calendar-in-the-past': {
    status: 409,
    message: 'A calendar changes from now or later: time already measured stays as it was measured.',
  },
  'covers-itself': { status: 422, message: 'A calendar cannot cover for itself. Choose another.' },
  'not-the-keeper': {
    status: 403,
    message: 'The bank holidays are kept by the shared service, for every council. Ask them to import the file.',
  },
  'proposal-not-found': { status: 404, message: 'We cannot find that change.' },
  'proposal-unfinished': { status: 409, message: 'What that change would do is still being worked out.' },
  'proposal-decided': { status: 409, message: 'That change was made or dropped already.' },
  'proposal-outdated': {
    status: 409,
    message: 'Somebody has changed this since. Drop this change and make it again from how things are now.',
  },
  'rota-not-found': { status: 404, message: 'We cannot find that rota, or what was changed in it.' },
  'may-not-work-there': {
    status: 422,
    message: 'They may not work on cases there. Give them a role that may first.',
  },
  'not-in-team': { status: 422, message: 'Only those who work in the team can be on its rota.' },
  'provider-not-found': { status: 404, message: 'We cannot find that way to sign in.' },
  'provider-too-low': { status: 403, message: 'The identity provider did not ask for what we asked it to.' },
  'proof-needed': { status: 403, message: 'Show first that it is you, on the page of your second factor.' },
  'no-next-key': { status: 409, message: 'There is no next key to use. Make one first.' },
  'provider-silent': { status: 503, message: 'The identity provider could not be asked.' },
  'no-local-administrator': {
    status: 409,
    message:
      'Nobody could get in if the provider fails. First give somebody the administrator role by hand, and a password of their own.',
  },
  'last-local-administrator': {
    status: 409,
    message:
      'They are the last administrator who can sign in with a password. Should the provider fail, nobody could get in: give another one a password first.',
  },
  'not-your-group': { status: 422, message: 'You cannot give that role there, or that team.' },
  'calendar-in-use': { status: 409, message: 'That calendar is in use, so it cannot be removed.' },
  'not-the-shared-service': {
    status: 403,
    message: 'Organisations are taken on by the shared service. Ask its administrators.',
  },
  'not-being-taken-on': { status: 404, message: 'That organisation is not being set up.' },
  'live-already': { status: 409, message: 'It is live already.' },
  'step-needed': { status: 409, message: 'That step is always needed.' },
  'steps-left': { status: 409, message: 'Some steps are left. Take each, or say why it is not needed.' },
  'not-open-yet': {
    status: 403,
    message:
      'Your organisation is still being set up, so only its administrators can sign in. Try again once it is live.',
  },
  'nothing-offered': { status: 409, message: 'There is no authenticator app to confirm. Begin again.' },
  'factor-needed': {
    status: 409,
    message: 'A role of yours needs a second factor, so the last cannot be removed. Add another first.',
  },
  'not-own-factor': { status: 409, message: 'You cannot reset your own second factor. Ask another administrator.' },
  'passkey-not-found': { status: 404, message: 'We cannot find that passkey.' },
  'letter-over': {
    status: 410,
    message:
      'That link does not work any more: it was used, is too old, or something has changed since. Ask for another.',
  },
  'no-address': { status: 409, message: 'They have no e-mail address to write to. Enter one first.' },
})
