import { on, type Subscription } from '#platform/events/deliver.ts'
import * as cases from '#rooms/cases/index.ts'

/** Who listens to what. The whole of it. */
export const subscriptions: readonly Subscription[] = [
  on(cases.caseLogged, 'cases.keepTime.logged', cases.keepTime),
  on(cases.casePrioritised, 'cases.keepTime.prioritised', cases.keepTime),
  on(cases.caseReplied, 'cases.keepTime.replied', cases.keepTime),
  on(cases.caseHeld, 'cases.keepTime.held', cases.keepTime),
  on(cases.caseResumed, 'cases.keepTime.resumed', cases.keepTime),
  on(cases.caseResolved, 'cases.keepTime.resolved', cases.keepTime),
  on(cases.caseClosed, 'cases.keepTime.closed', cases.keepTime),
  on(cases.caseReopened, 'cases.keepTime.reopened', cases.keepTime),
  on(cases.targetWarned, 'cases.keepTime.warned', cases.keepTime),
  on(cases.targetMissed, 'cases.keepTime.missed', cases.keepTime),
  on(cases.caseHeld, 'cases.watchHold.held', cases.watchHold),
  on(cases.caseResumed, 'cases.watchHold.resumed', cases.watchHold),
  on(cases.caseResolved, 'cases.watchHold.resolved', cases.watchHold),
  on(cases.caseClosed, 'cases.watchHold.closed', cases.watchHold),
  on(cases.caseResolved, 'cases.watchResolved.resolved', cases.watchResolved),
  on(cases.caseClosed, 'cases.watchResolved.closed', cases.watchResolved),
  on(cases.caseReopened, 'cases.watchResolved.reopened', cases.watchResolved),
]
