import { type Facts, type NoticeName, noticeOf } from './kinds.rules.ts'

/** What a team's conversation, or a program, may hear of. */
export const HOOK_NOTICES = [
  ...(['team_assigned', 'requester_answered', 'due_soon', 'overdue', 'reopened', 'escalated'] as const),
] as const satisfies readonly NoticeName[]

const HEADLINES: Partial<Record<NoticeName, string>> = {
  team_assigned: 'A case that nobody has came to the team',
  requester_answered: 'A requester wrote',
  due_soon: 'A target is near',
  overdue: 'A target is missed',
  reopened: 'A case is open again',
  escalated: 'A task is left undone',
}

/** One thing told to a hook. It carries no words of a message or a note, and no names (abuse case 24). */
export interface HookNotice {
  readonly id: string
  readonly kind: NoticeName
  readonly facts: Facts
  /** Where it is read, whole. */
  readonly url: string
  readonly happened_at: Date
  readonly shows_subject: boolean
  /** Only to see whether it arrives. */
  readonly test?: boolean
}

export const hookHeadline = (kind: NoticeName): string => {
  const { title } = noticeOf(kind)
  return HEADLINES[kind] ?? title.charAt(0).toUpperCase() + title.slice(1)
}

const headlineOf = ({ kind, test }: HookNotice) => (test ? 'This is a test' : hookHeadline(kind))

function rowsOf({ facts, shows_subject }: HookNotice): { name: string; value: string }[] {
  const rows = [
    { name: 'Case', value: facts['case.reference'] },
    ...(shows_subject ? [{ name: 'About', value: facts['case.subject'] }] : []),
    { name: 'Priority', value: facts['case.priority'] },
    { name: 'Organisation', value: facts['case.organisation'] },
    { name: 'Due', value: facts.due },
  ]
  return rows.flatMap(({ name, value }) => (value ? [{ name, value: value.replace(/\s+/g, ' ') }] : []))
}

// As runs of text and not as text blocks, where what somebody wrote could be a link that says something else.
const run = (text: string, more: object = {}) => ({
  type: 'RichTextBlock',
  inlines: [{ type: 'TextRun', text, ...more }],
})

/** An adaptive card, as a Teams workflow takes it ("when a webhook request is received"). */
export function teamsPayload(notice: HookNotice): object {
  const body = [
    run(headlineOf(notice), { weight: 'Bolder', size: 'Medium' }),
    ...rowsOf(notice).map(({ name, value }) => run(`${name}: ${value}`)),
  ]
  const content = {
    ...{ $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', type: 'AdaptiveCard', version: '1.4', body },
    actions: [{ type: 'Action.OpenUrl', title: `Open ${notice.facts['case.reference']}`, url: notice.url }],
  }
  const contentType = 'application/vnd.microsoft.card.adaptive'
  return { type: 'message', attachments: [{ contentType, contentUrl: null, content }] }
}

const SLACK_NAMES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const MOST_SLACK = 2900

/** Blocks for Slack, in plain text: nothing in them is read as markup, so nobody is called by name from a subject. */
export function slackPayload(notice: HookNotice): object {
  const headline = headlineOf(notice)
  const lines = rowsOf(notice).map(({ name, value }) => `${name}: ${value}`)
  const plain = (text: string) => ({ type: 'plain_text', text: text.slice(0, MOST_SLACK), emoji: false })
  const text = `${headline}: ${notice.facts['case.reference']}`.replace(/[&<>]/g, sign => SLACK_NAMES[sign]!)
  const button = { type: 'button', text: plain(`Open ${notice.facts['case.reference']}`), url: notice.url }
  return {
    text,
    blocks: [
      { type: 'section', text: plain([headline, ...lines].join('\n')) },
      { type: 'actions', elements: [button] },
    ],
  }
}

/** For programs. The identifier is the same however often it is sent. */
export function jsonPayload(notice: HookNotice): object {
  const { id, kind, facts, url, happened_at, shows_subject, test } = notice
  return {
    ...{ id, kind, title: headlineOf(notice), url, happened_at: happened_at.toISOString() },
    ...(test && { test }),
    ...{
      reference: facts['case.reference'],
      priority: facts['case.priority'],
      organisation: facts['case.organisation'],
    },
    ...(shows_subject && { subject: facts['case.subject'] }),
  }
}
