import { defineProblems } from '#platform/problem.ts'

export const disputeProblems = defineProblems('disputes', {
  'not-found': { status: 404, message: 'We cannot find that dispute.' },
  'no-such-pause': { status: 404, message: 'We cannot find that pause on this case.' },
  'disputed-already': { status: 409, message: 'This pause is disputed already, or its dispute was upheld.' },
  settled: { status: 409, message: 'This dispute is settled already.' },
  'own-dispute': { status: 409, message: 'You raised this dispute, so somebody else answers it.' },
  'not-yours': { status: 409, message: 'Only whoever raised a dispute can withdraw it.' },
})
