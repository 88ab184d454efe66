/*
 * What is worth telling: the whole of it. Each kind says to which side it speaks, by which ways it goes until somebody chooses
 * otherwise, and in which words. What the reader may see is decided when it is sent, not here.
 */
import type { Gap } from './gaps.rules.ts'

export * from './gaps.rules.ts'

export const WAYS = ['screen', 'email', 'webhook', 'sms'] as const
export type Way = (typeof WAYS)[number]
export const WAY_TITLES: Record<Way, string> = {
  screen: 'On screen',
  email: 'E-mail',
  webhook: 'Webhook',
  sms: 'Text message',
}

export interface Words {
  readonly subject: string
  /** Lines; one with a gap that has no fact is left out. */
  readonly body: string
  /** For a text message, and for a line on screen. */
  readonly short: string
}

export interface NoticeKind extends Words {
  /** As a choice: "when …". */
  readonly title: string
  readonly side: 'requester' | 'staff'
  readonly ways: readonly Way[]
  /** Ways that are not offered, as something else tells it that way already. */
  readonly without?: readonly Way[]
  /** May be turned off. What is owed to somebody, or would do harm unread, may not. */
  readonly optional: boolean
  /** Waits for the end of quiet hours. */
  readonly waits: boolean
  /** Not by e-mail when an answer of ours went to the same person at the same time: it says this itself. */
  readonly saidByReply?: boolean
  /** Told to whoever did it as well. */
  readonly toDoer?: boolean
  readonly gaps: readonly Gap[]
}

const CASE: readonly Gap[] = ['case.reference', 'case.subject', 'person.first_name', 'organisation.name']
const DESK: readonly Gap[] = [...CASE, 'case.priority', 'case.organisation', 'who']
const BOTH: readonly Way[] = ['screen', 'email']

const mine = (kind: Omit<NoticeKind, 'side' | 'gaps'>, ...gaps: Gap[]): NoticeKind => {
  return { ...kind, side: 'requester', gaps: [...CASE, ...gaps] }
}
const desk = (kind: Omit<NoticeKind, 'side' | 'gaps' | 'optional'>, ...gaps: Gap[]): NoticeKind => {
  return { ...kind, side: 'staff', optional: true, gaps: [...DESK, ...gaps] }
}

export const NOTICES = {
  logged: mine({
    ...{ title: 'we have what you asked for', ways: BOTH, optional: true, waits: false, toDoer: true },
    subject: 'We have your request {{case.reference}}',
    body: 'Hello {{person.first_name}},\n\nThank you. We have your request. Its number is {{case.reference}}.\n\nIt is about: {{case.subject}}\n\nYou do not need to do anything now. We will tell you when there is news.',
    short: 'We have your request {{case.reference}}. We will tell you when there is news.',
  }),
  answered: mine(
    {
      // The answer goes out as a message itself: by e-mail nothing is told twice.
      ...{ title: 'we answer', ways: ['screen'], without: ['email'], optional: true, waits: true },
      subject: 'We have answered your request {{case.reference}}',
      body: 'Hello {{person.first_name}},\n\nThere is an answer to your request {{case.reference}}.',
      short: 'There is an answer to your request {{case.reference}}.',
    },
    'who',
  ),
  waiting_for_you: mine({
    ...{ title: 'we need something from you', ways: BOTH, optional: false, waits: true, saidByReply: true },
    subject: 'We need your answer about {{case.reference}}',
    body: 'Hello {{person.first_name}},\n\nWe cannot go on with your request {{case.reference}} until you answer.\n\nReply to this message, or answer on the page of your request.',
    short: 'We need your answer before we can go on with your request {{case.reference}}.',
  }),
  resolved: mine(
    {
      ...{ title: 'we think it is done', ways: BOTH, optional: true, waits: true },
      subject: 'Your request {{case.reference}} is done',
      body: 'Hello {{person.first_name}},\n\nWe think that your request {{case.reference}} is done.\n\n{{resolution}}\n\nIf it is not, tell us within {{reopen.days}} days on the page of your request, and we will go on with it.',
      short: 'We think that your request {{case.reference}} is done. If it is not, tell us.',
    },
    ...(['resolution', 'reopen.days'] as const),
  ),
  closed: mine({
    ...{ title: 'it is closed for good', ways: ['screen'], optional: true, waits: true },
    subject: 'Your request {{case.reference}} is closed',
    body: 'Hello {{person.first_name}},\n\nYour request {{case.reference}} is closed. If you need help again, ask us.',
    short: 'Your request {{case.reference}} is closed.',
  }),
  assigned: desk({
    ...{ title: 'a case is given to you', ways: BOTH, waits: true },
    subject: '{{case.reference}} is yours: {{case.subject}}',
    body: '{{who}} gave you {{case.reference}}, {{case.priority}}, of {{case.organisation}}.\n\n{{case.subject}}',
    short: '{{case.reference}} is yours: {{case.subject}}',
  }),
  team_assigned: desk({
    ...{ title: 'a case that nobody has comes to your team', ways: [], waits: true },
    subject: '{{case.reference}} for your team: {{case.subject}}',
    body: 'Nobody has {{case.reference}} yet, {{case.priority}}, of {{case.organisation}}.\n\n{{case.subject}}',
    short: '{{case.reference}} for your team: {{case.subject}}',
  }),
  requester_answered: desk({
    ...{ title: 'the requester of your case writes', ways: BOTH, waits: true },
    subject: '{{who}} wrote on {{case.reference}}: {{case.subject}}',
    body: '{{who}} wrote on {{case.reference}}.\n\n{{case.subject}}',
    short: '{{who}} wrote on {{case.reference}}: {{case.subject}}',
  }),
  mentioned: desk({
    ...{ title: 'a colleague names you in a note', ways: BOTH, waits: true },
    subject: '{{who}} mentions you on {{case.reference}}: {{case.subject}}',
    // The note stays where it is: what leaves the desk may be read by others (abuse case 24).
    body: '{{who}} mentions you in a note on {{case.reference}}.\n\n{{case.subject}}',
    short: '{{who}} mentions you on {{case.reference}}: {{case.subject}}',
  }),
  due_soon: desk(
    {
      ...{ title: 'a target of your case is near', ways: BOTH, waits: true },
      subject: '{{case.reference}} is due {{due}}: {{case.subject}}',
      body: '{{case.reference}}, {{case.priority}}, of {{case.organisation}}: {{what}} is due {{due}}.\n\n{{case.subject}}',
      short: '{{case.reference}}: {{what}} is due {{due}}. {{case.subject}}',
    },
    ...(['due', 'what'] as const),
  ),
  overdue: desk(
    {
      ...{ title: 'a target of your case is missed', ways: BOTH, waits: true },
      subject: '{{case.reference}} is late: {{case.subject}}',
      body: '{{case.reference}}, {{case.priority}}, of {{case.organisation}}: {{what}} was due {{due}}.\n\n{{case.subject}}',
      short: '{{case.reference}} is late: {{what}} was due {{due}}. {{case.subject}}',
    },
    ...(['due', 'what'] as const),
  ),
  reopened: desk({
    ...{ title: 'a case of yours is reopened', ways: BOTH, waits: true },
    subject: '{{case.reference}} is open again: {{case.subject}}',
    body: '{{who}} reopened {{case.reference}}.\n\n{{case.subject}}',
    short: '{{case.reference}} is open again: {{case.subject}}',
  }),
  task_assigned: desk(
    {
      ...{ title: 'a task is given to you', ways: BOTH, waits: true },
      subject: 'A task for you on {{case.reference}}: {{task.title}}',
      body: '{{who}} gave you a task on {{case.reference}}: {{task.title}}\n\nIt is due {{due}}.',
      short: 'A task for you on {{case.reference}}: {{task.title}}',
    },
    ...(['task.title', 'due'] as const),
  ),
  task_due: desk(
    {
      ...{ title: 'a task of yours is due and not done', ways: BOTH, waits: false },
      subject: 'Your task on {{case.reference}} is due: {{task.title}}',
      body: 'This task on {{case.reference}} was due {{due}}: {{task.title}}',
      short: 'Your task on {{case.reference}} is due: {{task.title}}',
    },
    ...(['task.title', 'due'] as const),
  ),
  task_escalated: desk(
    {
      ...{ title: 'your team has left a task undone', ways: BOTH, waits: false },
      subject: 'Nobody has done a task on {{case.reference}}: {{task.title}}',
      body: 'This task on {{case.reference}} was due {{due}} and is not done: {{task.title}}\n\nYou can give it to somebody else in one step.',
      short: 'Nobody has done a task on {{case.reference}}: {{task.title}}',
    },
    ...(['task.title', 'due'] as const),
  ),
  escalated: desk(
    {
      ...{ title: 'a case is escalated to you', ways: BOTH, waits: true },
      subject: '{{case.reference}} is escalated to you: {{case.subject}}',
      body: '{{case.reference}}, {{case.priority}}, of {{case.organisation}}: {{what}} is due {{due}}, and you are told at {{threshold}}.\n\n{{case.subject}}\n\nSay on its page that you have it, so that nobody is told again.',
      short: '{{case.reference}} is escalated to you at {{threshold}}: {{what}} is due {{due}}. {{case.subject}}',
    },
    ...(['due', 'what', 'threshold'] as const),
  ),
  escalations_missed: desk(
    {
      // Told late already: all of it together, and to nobody in pieces.
      ...{ title: 'targets passed while nobody could be told', ways: BOTH, waits: true },
      subject: '{{many}} targets passed between {{from}} and {{until}}',
      body: 'While the service was down ({{from}} to {{until}}) these passed:\n\n{{list}}',
      short: 'While the service was down, {{many}} targets passed: {{list}}',
    },
    ...(['from', 'until', 'many', 'list'] as const),
  ),
  major_update_due: desk(
    {
      ...{ title: 'an update of your major incident is due', ways: BOTH, waits: false },
      subject: '{{case.reference}} is owed an update: {{case.subject}}',
      body: 'Those affected by the major incident {{case.reference}} were promised news by {{due}}, and have heard nothing.\n\n{{case.subject}}',
      short: '{{case.reference}} is owed an update since {{due}}: {{case.subject}}',
    },
    'due',
  ),
  message_not_delivered: desk(
    {
      ...{ title: 'a message of yours could not be delivered', ways: BOTH, waits: true },
      subject: 'A message about {{case.reference}} did not arrive',
      body: 'A message about {{case.reference}} to {{address}} was not delivered. Reach them another way, or put the address right.',
      short: 'A message about {{case.reference}} did not arrive.',
    },
    'address',
  ),
  pause_disputed: desk({
    ...{ title: 'a partner disputes that a clock of your team stood still', ways: BOTH, waits: true },
    subject: '{{who}} disputes a pause of {{case.reference}}: {{case.subject}}',
    body: '{{who}} of {{case.organisation}} disputes that the clock of {{case.reference}} stood still.\n\n{{case.subject}}\n\nIt waits for your answer.',
    short: '{{who}} disputes a pause of {{case.reference}}: {{case.subject}}',
  }),
  dispute_settled: desk(
    {
      ...{ title: 'a dispute of yours is answered', ways: BOTH, waits: true },
      subject: 'Your dispute of a pause of {{case.reference}} was {{what}}',
      body: '{{who}} answered your dispute of a pause of {{case.reference}}: it was {{what}}.\n\n{{case.subject}}',
      short: 'Your dispute of a pause of {{case.reference}} was {{what}}.',
    },
    'what',
  ),
  watched: desk(
    {
      ...{ title: 'something happens on a case you watch', ways: ['screen'], waits: true },
      subject: '{{case.reference}} {{what}}: {{case.subject}}',
      body: '{{case.reference}} {{what}}.\n\n{{case.subject}}',
      short: '{{case.reference}} {{what}}: {{case.subject}}',
    },
    'what',
  ),
} as const satisfies Record<string, NoticeKind>

export type NoticeName = keyof typeof NOTICES
export const NOTICE_NAMES = Object.keys(NOTICES) as NoticeName[]
export const noticeOf = (name: NoticeName): NoticeKind => NOTICES[name]
export const isNotice = (name: string): name is NoticeName => Object.hasOwn(NOTICES, name)

/** The kinds that may come to somebody: everyone asks for help, and some work at the desk. */
export const noticesFor = (staff: boolean): NoticeName[] =>
  NOTICE_NAMES.filter(name => staff || noticeOf(name).side === 'requester')

/** The ways a kind may go. */
export const waysOf = (name: NoticeName): Way[] => WAYS.filter(way => !noticeOf(name).without?.includes(way))
