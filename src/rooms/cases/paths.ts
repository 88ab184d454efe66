import { path } from '#platform/http/path.ts'

export { disputePaths } from './disputing/paths.ts'
export { majorPaths } from './major/paths.ts'
export { queuePaths } from './queue/paths.ts'
export { restrictionPaths } from './restricting/paths.ts'

export const casePaths = {
  show: path('/cases/:reference'),
  log: path('/cases/new'),
  addCaller: path('/cases/new/person'),
  callers: path('/cases/new/callers'),
  requester: path('/requesters/:id'),
  search: path('/search'),
  /** Who looked at what was restricted, for auditors. */
  readings: path('/audit/restricted'),
  /** The information room's page: how long a case is kept, and keeping it for a reason. */
  keeping: path('/cases/:reference/keeping'),
  reply: path('/cases/:reference/reply'),
  note: path('/cases/:reference/note'),
  /** A canned reply with its gaps filled for this case, as plain text. */
  cannedReply: path('/cases/:reference/canned-reply'),
  presence: path('/cases/:reference/presence'),
  clock: path('/cases/:reference/clock'),
  assign: path('/cases/:reference/assign'),
  classify: path('/cases/:reference/classify'),
  prioritise: path('/cases/:reference/prioritise'),
  edit: path('/cases/:reference/edit'),
  changeRequester: path('/cases/:reference/requester'),
  /** People of the case's organisation whose name begins with what was typed. */
  requesterOptions: path('/cases/:reference/requester/options'),
  hold: path('/cases/:reference/hold'),
  resume: path('/cases/:reference/resume'),
  resolve: path('/cases/:reference/resolve'),
  close: path('/cases/:reference/close'),
  reopen: path('/cases/:reference/reopen'),
}

/** A due moment agreed by hand. */
export const pinPaths = {
  pin: path('/cases/:reference/agreed-date'),
  unpin: path('/cases/:reference/agreed-date/drop'),
}

/** What failed works again. */
export const restorePaths = { restore: path('/cases/:reference/restored') }

/** Where those who work on cases begin. */
export const homePaths = {
  myWork: path('/my-work'),
  seen: path('/my-work/seen'),
}

/** The requester's side of cases: what they asked for. */
export const requestPaths = {
  list: path('/requests'),
  start: path('/requests/new'),
  details: path('/requests/new/details'),
  show: path('/requests/:reference'),
  sent: path('/requests/:reference/sent'),
  cancel: path('/requests/:reference/cancel'),
  reopen: path('/requests/:reference/reopen'),
  finish: path('/requests/:reference/finish'),
}

/** The menu of a requester's pages. */
export const REQUEST_MENU = [
  { href: '/', label: 'Home' },
  { href: requestPaths.list(), label: 'My requests' },
  { href: requestPaths.start(), label: 'Ask for help' },
] as const

/** A message that came by e-mail: its whole original, and what is to become of one that is held. */
export const mailPaths = {
  frame: path('/cases/:reference/messages/:message/whole'),
  raw: path('/cases/:reference/messages/:message/raw'),
  accept: path('/cases/:reference/messages/:message/accept'),
  own: path('/cases/:reference/messages/:message/own-case'),
  reject: path('/cases/:reference/messages/:message/reject'),
  original: path('/cases/:reference/messages/:message/original-sender'),
}

export const filePaths = {
  show: path('/files/:id'),
  preview: path('/files/:id/preview'),
}

/** Under /api/v1, for programs. */
export const caseApiPaths = {
  list: path('/api/v1/cases'),
  search: path('/api/v1/search'),
  show: path('/api/v1/cases/:reference'),
  story: path('/api/v1/cases/:reference/story'),
  attachments: path('/api/v1/cases/:reference/attachments'),
  file: path('/api/v1/files/:id'),
}

/** What is to be done on a case, and by whom. */
export const taskPaths = {
  list: path('/cases/:reference/tasks'),
  show: path('/cases/:reference/tasks/:task'),
  settle: path('/cases/:reference/tasks/:task/state'),
  move: path('/cases/:reference/tasks/:task/move'),
}

export const watcherPaths = {
  list: path('/cases/:reference/watchers'),
  find: path('/cases/:reference/watchers/find'),
  remove: path('/cases/:reference/watchers/remove'),
  watch: path('/cases/:reference/watch'),
  unwatch: path('/cases/:reference/unwatch'),
}

/** What was told as a target's time ran out. */
export const escalationPaths = {
  list: path('/escalations'),
  acknowledge: path('/cases/:reference/escalations/:escalation/acknowledge'),
  rules: path('/admin/organisations/:organisation/escalation'),
  rule: path('/admin/organisations/:organisation/escalation/:rule'),
  removeRule: path('/admin/organisations/:organisation/escalation/:rule/remove'),
  usual: path('/admin/organisations/:organisation/escalation/usual'),
}

/** A case's time with a supplier. */
export const supplierPaths = {
  handOver: path('/cases/:reference/supplier'),
  back: path('/cases/:reference/supplier/back'),
}

/** Why a promise was broken. */
export const breachPaths = { explain: path('/cases/:reference/breach') }

export const linkPaths = {
  list: path('/cases/:reference/links'),
  remove: path('/cases/:reference/links/remove'),
  merge: path('/cases/:reference/merge'),
  undoMerge: path('/cases/:reference/merge/undo'),
  split: path('/cases/:reference/split'),
}

/** Those who take part besides the requester and the desk. */
export const participantPaths = {
  list: path('/cases/:reference/participants'),
  find: path('/cases/:reference/participants/find'),
  remove: path('/cases/:reference/participants/remove'),
}

/** A reply that was written and has not gone. */
export const pendingPaths = {
  undo: path('/cases/:reference/pending/:id/undo'),
  send: path('/cases/:reference/pending/:id/send'),
  cancel: path('/cases/:reference/pending/:id/cancel'),
}

/** A message passed on to somebody who is not the requester. */
export const forwardPaths = {
  forward: path('/cases/:reference/messages/:message/forward'),
}

/** How an organisation's replies are written. */
export const replySettingsPaths = {
  show: path('/admin/organisations/:organisation/replies'),
}
