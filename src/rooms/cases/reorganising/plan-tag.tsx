import { Tag } from '#platform/ui/govuk/tag.tsx'

const STATES: Record<string, readonly [string, 'grey' | 'blue' | 'green' | 'yellow']> = {
  draft: ['Not confirmed', 'grey'],
  confirmed: ['Confirmed', 'blue'],
  running: ['Under way', 'yellow'],
  done: ['Done', 'green'],
  withdrawn: ['Withdrawn', 'grey'],
}

/** How far a re-organisation is. */
export const ReorganisationTag = ({ state }: { state: string }) => {
  const [text, colour] = STATES[state] ?? [state, 'grey']
  return <Tag colour={colour}>{text}</Tag>
}
