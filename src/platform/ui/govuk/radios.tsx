import { type Choice, Choices, type ChoicesProps, type Divider } from './choices.tsx'
import type { Content } from './element.ts'

export type RadiosProps = Omit<ChoicesProps, 'legend'> & { legend: Content; value?: string | undefined }

const check = (value: string | undefined) => (item: Choice | Divider) =>
  'divider' in item ? item : { ...item, checked: item.checked ?? (value !== undefined && item.value === value) }

/** Exactly one of a few. `value` is the one chosen. */
export function Radios({ value, ...props }: RadiosProps) {
  return <Choices kind="radios" {...props} items={props.items.map(check(value))} />
}
