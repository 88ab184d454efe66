import { path } from '#platform/http/path.ts'

/** Pauses that somebody does not accept. */
export const disputePaths = {
  list: path('/disputes'),
  show: path('/disputes/:id'),
  settle: path('/disputes/:id/settle'),
  withdraw: path('/disputes/:id/withdraw'),
  raise: path('/cases/:reference/pauses/:pause/dispute'),
}
