import { type Choice, Choices, type ChoicesProps, type Divider } from './choices.tsx'

export type CheckboxesProps = ChoicesProps & { values?: readonly string[] | undefined }

const check = (values: readonly string[]) => (item: Choice | Divider) =>
  'divider' in item ? item : { ...item, checked: item.checked ?? values.includes(item.value) }

/** Any number of a few. Give a legend unless there is only one box. */
export function Checkboxes({ values = [], ...props }: CheckboxesProps) {
  return <Choices kind="checkboxes" {...props} items={props.items.map(check(values))} />
}
