/** Why teams are not re-organised so. */
export const reorganisingProblems = {
  'reorganisation-not-found': { status: 404, message: 'We cannot find that re-organisation.' },
  'reorganisation-settled': {
    status: 409,
    message: 'That re-organisation was confirmed, done or withdrawn already. Look at it again.',
  },
  'reorganisation-begun': { status: 409, message: 'It has begun, so it can no longer be withdrawn.' },
  'team-over': { status: 409, message: 'That team has ended, or will have ended by then.' },
  'heir-elsewhere': {
    status: 422,
    message: 'Choose another team of the same organisation that there is on that day.',
  },
  'reorganisation-in-the-way': {
    status: 409,
    message: 'Another re-organisation of one of these teams is confirmed. Wait until it is done, or withdraw it.',
  },
} as const
