import { classes } from '../classes.ts'
import { Hint } from './hint.tsx'
import { Textarea, type TextareaProps } from './textarea.tsx'

export type CharacterCountProps = TextareaProps & {
  maxLength?: number | undefined
  maxWords?: number | undefined
  /** Show the count only once this percentage is used. */
  threshold?: number | undefined
  messageClass?: string | undefined
}

/** A textarea that says how much room is left. The server must check the limit too: this never stops anyone typing. */
export function CharacterCount(props: CharacterCountProps) {
  const { maxLength, maxWords, threshold, messageClass, ...textarea } = props
  const id = props.id ?? props.name
  const unit = maxWords ? 'words' : 'characters'
  const group = {
    class: classes('govuk-character-count', props.group?.class),
    attributes: {
      'data-module': 'govuk-character-count',
      'data-maxlength': maxLength,
      'data-maxwords': maxWords,
      'data-threshold': threshold,
      'data-count-type': maxWords ? 'words' : undefined,
      ...props.group?.attributes,
    },
  }
  const message = (
    <>
      <Hint id={`${id}-info`} class={classes('govuk-character-count__message', messageClass)}>
        You can enter up to {maxWords ?? maxLength} {unit}
      </Hint>
      {props.after}
    </>
  )
  return (
    <Textarea
      {...textarea}
      group={group}
      class={classes('govuk-js-character-count', props.class)}
      describedBy={`${id}-info`}
      after={message}
    />
  )
}
