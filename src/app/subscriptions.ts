import { on, type Subscription } from '#platform/events/deliver.ts'
import * as cases from '#rooms/cases/index.ts'
import * as catalogue from '#rooms/catalogue/index.ts'
import * as channels from '#rooms/channels/index.ts'
import * as people from '#rooms/people/index.ts'
/** Who listens to what. The whole of it. */
export const subscriptions: readonly Subscription[] = [
  on(channels.messageReceived, 'cases.fileReceived', cases.fileReceived),
  on(people.addressAdded, 'channels.sendAddressLink', channels.sendAddressLink),
  on(channels.messageNotDelivered, 'cases.tellNotDelivered', cases.tellNotDelivered),
  on(cases.caseHeld, 'cases.watchHold.held', cases.watchHold),
  on(cases.caseResumed, 'cases.watchHold.resumed', cases.watchHold),
  on(cases.caseResolved, 'cases.watchHold.resolved', cases.watchHold),
  on(cases.caseClosed, 'cases.watchHold.closed', cases.watchHold),
  on(cases.caseResolved, 'cases.watchResolved.resolved', cases.watchResolved),
  on(cases.caseClosed, 'cases.watchResolved.closed', cases.watchResolved),
  on(cases.caseReopened, 'cases.watchResolved.reopened', cases.watchResolved),
  on(cases.caseMerged, 'cases.watchHold.merged', cases.watchHold),
  on(cases.caseMerged, 'cases.watchResolved.merged', cases.watchResolved),
  on(cases.caseUnmerged, 'cases.watchHold.unmerged', cases.watchHold),
  on(cases.caseUnmerged, 'cases.watchResolved.unmerged', cases.watchResolved),
  on(cases.caseLogged, 'cases.tell.logged', cases.tellLogged),
  on(cases.caseAssigned, 'cases.tell.assigned', cases.tellAssigned),
  on(cases.caseReplied, 'cases.tell.replied', cases.tellReplied),
  on(cases.caseReplied, 'cases.watchForAnswer', cases.watchForAnswer),
  on(cases.caseNoted, 'cases.tell.noted', cases.tellNoted),
  on(cases.caseHeld, 'cases.tell.held', cases.tellHeld),
  on(cases.caseResolved, 'cases.tell.resolved', cases.tellResolved),
  on(cases.caseClosed, 'cases.tell.closed', cases.tellClosed),
  on(cases.caseReopened, 'cases.tell.reopened', cases.tellReopened),
  on(cases.messageNotDelivered, 'cases.tell.undelivered', cases.tellUndelivered),
  on(cases.majorUpdateDue, 'cases.tell.majorUpdateDue', cases.tellMajorUpdateDue),
  on(cases.pauseDisputed, 'cases.tell.disputed', cases.tellDisputed),
  on(cases.disputeSettled, 'cases.tell.disputeSettled', cases.tellSettled),
  on(cases.caseResolved, 'cases.weighWhenDone.resolved', cases.weighWhenDone),
  on(cases.caseClosed, 'cases.weighWhenDone.closed', cases.weighWhenDone),
  on(cases.taskAdded, 'cases.tell.taskAdded', cases.tellTaskAdded),
  on(cases.taskChanged, 'cases.tell.taskChanged', cases.tellTaskChanged),
  on(cases.taskOverdue, 'cases.tell.taskOverdue', cases.tellTaskOverdue),
  on(catalogue.targetsChanged, 'cases.recomputeForTargets', cases.recomputeForTargets),
  on(people.calendarChanged, 'cases.recomputeForCalendar', cases.recomputeForCalendar),
]
