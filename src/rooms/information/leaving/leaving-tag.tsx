import { Tag } from '#platform/ui/govuk/tag.tsx'

const STATES: Record<string, readonly [string, 'grey' | 'blue' | 'green' | 'yellow']> = {
  draft: ['Being planned', 'grey'],
  confirmed: ['Confirmed', 'blue'],
  running: ['Under way', 'yellow'],
  left: ['Left', 'green'],
  destroying: ['Being destroyed', 'yellow'],
  destroyed: ['Destroyed', 'grey'],
  withdrawn: ['Withdrawn', 'grey'],
}

/** How far a leaving is. */
export const LeavingTag = ({ state }: { state: string }) => {
  const [text, colour] = STATES[state] ?? [state, 'grey']
  return <Tag colour={colour}>{text}</Tag>
}
