import { Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import type { JobKind } from '#platform/jobs/define.ts'
import { assignCaseRoutes } from './assigning/assign-case.routes.tsx'
import { prioritiseCaseRoutes } from './assigning/prioritise-case.routes.tsx'
import { attachmentRoutes } from './attaching/attachment.routes.tsx'
import { explainBreachRoutes } from './breaches/explain-breach.routes.tsx'
import { bulkRoutes } from './bulk/bulk-change.routes.tsx'
import { caseRoutes as showRoutes } from './case.routes.tsx'
import { holdCaseRoutes } from './clocks/hold-case.routes.tsx'
import { checkClocks } from './clocks/keep-time.jobs.ts'
import { resumeWhenDue } from './clocks/resume-when-due.jobs.ts'
import { closeWhenQuiet } from './closing/close-when-quiet.jobs.ts'
import { closingRoutes } from './closing/resolve-case.routes.tsx'
import { disputeRoutes } from './disputing/dispute.routes.tsx'
import { editCaseRoutes } from './editing/edit-case.routes.tsx'
import { escalateCase } from './escalating/escalate-case.jobs.ts'
import { escalationRoutes } from './escalating/escalation.routes.tsx'
import { planEscalations } from './escalating/plan-escalations.jobs.ts'
import { replanEscalations } from './escalating/replan-escalations.jobs.ts'
import { escalationRuleRoutes } from './escalating/rules.routes.tsx'
import { tellGathered } from './escalating/tell-gathered.jobs.ts'
import { clockRoutes } from './explaining/clock.routes.tsx'
import { byHandRoutes } from './filing/by-hand.routes.tsx'
import { heldRoutes } from './filing/held.routes.tsx'
import { receivedMessageRoutes } from './filing/received-message.routes.tsx'
import { wholeMessageRoutes } from './filing/whole-message.routes.tsx'
import { searchRoutes } from './finding/search.routes.tsx'
import { forwardRoutes } from './forwarding/forward.routes.tsx'
import { homeRoutes } from './home/home.routes.tsx'
import { linkRoutes } from './linking/link.routes.tsx'
import { mergeRoutes } from './linking/merge.routes.tsx'
import { splitRoutes } from './linking/split.routes.tsx'
import { logCaseRoutes } from './logging/log-case.routes.tsx'
import { declareRoutes } from './major/declare.routes.tsx'
import { remindOfUpdate, resolveAffected, tellAffected } from './major/keep-informed.jobs.ts'
import { majorRoutes } from './major/major.routes.tsx'
import { participantRoutes } from './participants/participant.routes.tsx'
import { pinRoutes } from './pinning/pin.routes.tsx'
import { askRoutes } from './portal/ask.routes.tsx'
import { myCaseRoutes } from './portal/my-case.routes.tsx'
import { presenceRoutes } from './presence/presence.routes.tsx'
import { exportRoutes } from './queue/export.routes.tsx'
import { queueRoutes } from './queue/queue.routes.tsx'
import { previewChange } from './recomputing/preview.jobs.ts'
import { recomputeClocks } from './recomputing/recompute.jobs.ts'
import { countAgain } from './recounting/recount.jobs.ts'
import { recountRoutes } from './recounting/recount.routes.tsx'
import { carryOutReorganisation } from './reorganising/carry-out.jobs.ts'
import { reorganiseRoutes } from './reorganising/reorganise.routes.tsx'
import { callWhenUnanswered } from './replying/call-when-unanswered.jobs.ts'
import { pendingRoutes } from './replying/pending.routes.tsx'
import { replyRoutes } from './replying/reply.routes.tsx'
import { replySettingsRoutes } from './replying/reply-settings.routes.tsx'
import { sendReply } from './replying/send-reply.jobs.ts'
import { requesterRoutes } from './requesters/requester.routes.tsx'
import { restoreRoutes } from './restoring/restore.routes.tsx'
import { readingRoutes } from './restricting/readings.routes.tsx'
import { restrictionRoutes } from './restricting/restriction.routes.tsx'
import { savedViewRoutes } from './saved-views/saved-view.routes.tsx'
import { handOverRoutes } from './suppliers/hand-over.routes.tsx'
import { checkTask } from './tasks/overdue.jobs.ts'
import { taskRoutes } from './tasks/task.routes.tsx'
import { watchRoutes } from './watching/watch.routes.tsx'

// Places with a name of their own come before those with a reference in it.
export const caseRoutes = new Hono<Env>()
  .route('/', homeRoutes)
  .route('/', logCaseRoutes)
  .route('/', searchRoutes)
  .route('/', queueRoutes)
  .route('/', bulkRoutes)
  .route('/', recountRoutes)
  .route('/', savedViewRoutes)
  .route('/', exportRoutes)
  .route('/', requesterRoutes)
  .route('/', assignCaseRoutes)
  .route('/', prioritiseCaseRoutes)
  .route('/', editCaseRoutes)
  .route('/', holdCaseRoutes)
  .route('/', closingRoutes)
  .route('/', clockRoutes)
  .route('/', disputeRoutes)
  .route('/', pinRoutes)
  .route('/', restoreRoutes)
  .route('/', replyRoutes)
  .route('/', pendingRoutes)
  .route('/', replySettingsRoutes)
  .route('/', forwardRoutes)
  .route('/', participantRoutes)
  .route('/', presenceRoutes)
  .route('/', attachmentRoutes)
  .route('/', wholeMessageRoutes)
  .route('/', heldRoutes)
  .route('/', byHandRoutes)
  .route('/', receivedMessageRoutes)
  .route('/', askRoutes)
  .route('/', myCaseRoutes)
  .route('/', taskRoutes)
  .route('/', watchRoutes)
  .route('/', linkRoutes)
  .route('/', mergeRoutes)
  .route('/', splitRoutes)
  .route('/', restrictionRoutes)
  .route('/', readingRoutes)
  .route('/', explainBreachRoutes)
  .route('/', handOverRoutes)
  .route('/', escalationRoutes)
  .route('/', escalationRuleRoutes)
  .route('/', reorganiseRoutes)
  .route('/', majorRoutes)
  .route('/', declareRoutes)
  .route('/', showRoutes)

// A job's payload type is its own business; the worker checks each against its own schema.
export const caseJobs = [
  ...[
    checkClocks,
    resumeWhenDue,
    closeWhenQuiet,
    checkTask,
    previewChange,
    recomputeClocks,
    countAgain,
    sendReply,
    callWhenUnanswered,
  ],
  ...[remindOfUpdate, tellAffected, resolveAffected],
  ...[planEscalations, replanEscalations, escalateCase, tellGathered, carryOutReorganisation],
] as unknown as readonly JobKind[]

// What ends when an organisation leaves.
export { closeForLeaving } from './closing/close-for-leaving.actions.ts'
export { caseHoldings } from './holdings.ts'
// What administration asks of cases when somebody leaves: app/hooks.ts.
export { handOverCases } from './leaving/hand-over.actions.ts'
export { listLeftBehind } from './leaving/left-behind.queries.ts'
