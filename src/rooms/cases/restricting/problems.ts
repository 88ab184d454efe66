/** What cannot be done with a case that only some may know of, and to one that is to be. */
export const restrictionProblems = {
  'already-restricted': { status: 409, message: 'This case is restricted already.' },
  'not-restricted': { status: 409, message: 'This case is not restricted.' },
  'last-reader': { status: 409, message: 'Somebody must be able to read this case. Name another first.' },
  'reader-elsewhere': { status: 422, message: 'Choose a person or a team that works on cases of this organisation.' },
  'already-reader': { status: 409, message: 'They can read this case already.' },
  'restricted-and-merged': {
    status: 409,
    message: 'This case was merged with another. Undo the merge first, then restrict what must be.',
  },
  'restricted-in-major': {
    status: 409,
    message: 'This case is part of a major incident, which many follow. Take it out of that first.',
  },
  'assignee-not-named': {
    status: 422,
    message: 'Whoever has the case must be able to read it. Name them, or give it to somebody who is named.',
  },
  'not-named': { status: 422, message: 'They are not among those who may know of this case. Name them first.' },
  'link-restricted': {
    status: 422,
    message: 'A restricted case can be linked with another restricted one only: the other would give it away.',
  },
  'merge-restricted': {
    status: 422,
    message: 'One of these is restricted and the other is not. Restrict both, or lift the restriction first.',
  },
} as const
