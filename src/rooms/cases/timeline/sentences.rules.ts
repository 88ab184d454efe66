/* What changed, in a sentence that begins with who did it. An event nobody wrote a sentence for is shown by its name. */
import { CHANNEL_NAMES, CLOSURE_CODES, HOLD_REASONS } from '../case.rules.ts'
import { named, nested, type Payload, type Say, type Sentence, textOf } from './payload.rules.ts'
import { SIDE_SENTENCES } from './side-sentences.rules.ts'
import type { StoryEvent } from './story.queries.ts'

const because = (payload: Payload) => (textOf(payload.because) ? `: ${textOf(payload.because)}` : '')
const METRICS: Record<string, string> = {
  ...{ acknowledge: 'acknowledgement', first_response: 'first response', next_response: 'next response' },
  ...{ keep_informed: 'update', own: 'taking it', restore: 'restoration', resolve: 'fix', fulfil: 'fulfilment' },
}
const FIELDS: Record<string, string> = { subject: 'subject', location: 'place', kind: 'kind', requester: 'requester' }

function assigned(payload: Payload, _: Say, actor: string): string {
  const team = textOf(payload.team)
  const assignee = textOf(payload.assignee)
  const before = nested(payload.before)
  if (assignee === actor) return 'took this'
  if (assignee)
    return team === textOf(before.team) || !team ? `gave this to ${assignee}` : `gave this to ${assignee} in ${team}`
  if (team && team !== textOf(before.team)) return `moved this to ${team}`
  if (team) return `took ${textOf(before.assignee) || 'the assignee'} off this; it is for anyone in ${team}`
  return 'took this off its team'
}

function edited(payload: Payload): string {
  const field = FIELDS[textOf(payload.field)] ?? textOf(payload.field)
  const before = textOf(payload.before)
  const after = textOf(payload.after)
  if (!after) return `took away the ${field} “${before}”`
  return before ? `changed the ${field} from “${before}” to “${after}”` : `set the ${field} to “${after}”`
}

function held(payload: Payload, say: Say): string {
  const until = textOf(payload.until)
  const note = textOf(payload.note)
  return `stopped the clock, ${named(HOLD_REASONS, payload.reason)}${until ? `, until ${say(until)}` : ''}${note ? `: ${note}` : ''}`
}

const SENTENCES: Readonly<Record<string, Sentence>> = {
  ...SIDE_SENTENCES,
  'case.logged': payload => {
    const team = textOf(payload.team)
    return `logged this as ${textOf(payload.priority)} (${named(CHANNEL_NAMES, payload.channel).toLowerCase()})${team ? ` for ${team}` : ''}`
  },
  'case.assigned': assigned,
  'case.classified': ({ category, before }) =>
    `put this under ${textOf(category)}${before ? ` instead of ${textOf(before)}` : ''}`,
  'case.prioritised': payload =>
    payload.priority === payload.before
      ? `set impact ${textOf(payload.impact)} and urgency ${textOf(payload.urgency)}: still ${textOf(payload.priority)}`
      : `changed the priority from ${textOf(payload.before)} to ${textOf(payload.priority)}${because(payload)}`,
  'case.targetsMoved': () => 'gave this the new targets of its organisation; the time used is carried over',
  'case.edited': edited,
  'case.held': held,
  'case.resumed': payload => `started the clock again${because(payload)}`,
  'case.resolved': ({ closure_code, resolution }) =>
    `resolved this (${named(CLOSURE_CODES, closure_code).toLowerCase()}): ${textOf(resolution)}`,
  'case.closed': payload =>
    `closed this (${named(CLOSURE_CODES, payload.closure_code).toLowerCase()})${because(payload)}`,
  'case.reopened': payload => `reopened this${because(payload)}`,
  'case.targetWarned': ({ metric, due_at }, say) =>
    `warned that the ${named(METRICS, metric)} is due ${say(textOf(due_at))}`,
  'case.escalated': ({ metric, threshold, told, raised }) => {
    const persons =
      Array.isArray(told) && told.length > 0 ? told.map(textOf).join(', ') : 'nobody, as there is nobody to tell'
    return `${raised ? 'had no answer, and told' : 'told'} ${persons}: ${textOf(threshold)} for the ${named(METRICS, metric)}`
  },
  'case.escalationAcknowledged': ({ metric, threshold }) =>
    `said that they have it, told at ${textOf(threshold)} for the ${named(METRICS, metric)}`,
  'case.targetMissed': ({ metric, because: why }) =>
    why === 'reclassified'
      ? `noted that this change made the ${named(METRICS, metric)} late`
      : `noted that the ${named(METRICS, metric)} was late`,
}

/** "Asha Patel stopped the clock, waiting for supplier": who, and what they did. */
export function sentenceOf(event: Pick<StoryEvent, 'name' | 'actor_name' | 'payload'>, say: Say): string {
  const sentence = SENTENCES[event.name]
  return `${event.actor_name} ${sentence ? sentence(nested(event.payload), say, event.actor_name) : `· ${event.name}`}`
}
