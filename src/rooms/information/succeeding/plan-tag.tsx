import { Tag } from '#platform/ui/govuk/tag.tsx'

const STATES: Record<string, readonly [string, 'grey' | 'blue' | 'green' | 'yellow']> = {
  draft: ['Being planned', 'grey'],
  confirmed: ['Confirmed', 'blue'],
  running: ['Under way', 'yellow'],
  undoing: ['Being taken back', 'yellow'],
  done: ['Done', 'green'],
  undone: ['Taken back', 'grey'],
  withdrawn: ['Withdrawn', 'grey'],
}

/** How far a plan is. */
export const PlanTag = ({ state }: { state: string }) => {
  const [text, colour] = STATES[state] ?? [state, 'grey']
  return <Tag colour={colour}>{text}</Tag>
}
