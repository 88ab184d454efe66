import { apiRoutes } from '#platform/http/api.ts'
import { assignCaseApi } from './assigning/assign-case.api.ts'
import { attachmentApi } from './attaching/attachment.api.ts'
import { caseApi as oneCaseApi } from './case.api.ts'
import { holdCaseApi } from './clocks/hold-case.api.ts'
import { closeCaseApi } from './closing/close-case.api.ts'
import { disputeApi } from './disputing/dispute.api.ts'
import { clocksApi } from './explaining/clocks.api.ts'
import { searchApi } from './finding/search.api.ts'
import { listCasesApi } from './listing/list-cases.api.ts'
import { logCaseApi } from './logging/log-case.api.ts'
import { pinApi } from './pinning/pin.api.ts'
import { replyApi } from './replying/reply.api.ts'
import { restoreApi } from './restoring/restore.api.ts'
import { restrictionApi } from './restricting/restriction.api.ts'
import { supplierApi } from './suppliers/supplier.api.ts'
import { storyApi } from './timeline/story.api.ts'

/** What programs may do, in the order the document tells it, for the integration room to gather. */
export const caseApi = apiRoutes()
  .route('/', logCaseApi)
  .route('/', listCasesApi)
  .route('/', searchApi)
  .route('/', oneCaseApi)
  .route('/', storyApi)
  .route('/', replyApi)
  .route('/', attachmentApi)
  .route('/', assignCaseApi)
  .route('/', holdCaseApi)
  .route('/', restoreApi)
  .route('/', pinApi)
  .route('/', clocksApi)
  .route('/', supplierApi)
  .route('/', disputeApi)
  .route('/', closeCaseApi)
  .route('/', restrictionApi)
