import { classes } from '../classes.ts'
import { Button } from './button.tsx'
import { Input, type InputProps } from './input.tsx'

export type PasswordInputProps = Omit<InputProps, 'type' | 'autocomplete'> & {
  autocomplete?: 'current-password' | 'new-password' | undefined
}

/** A password, with a button to show it. Managers can fill it in: never block paste. */
export function PasswordInput(props: PasswordInputProps) {
  const id = props.id ?? props.name
  const group = {
    class: classes('govuk-password-input', props.group?.class),
    attributes: { 'data-module': 'govuk-password-input', ...props.group?.attributes },
  }
  const toggle = (
    <>
      <Button
        type="button"
        variant="secondary"
        class="govuk-password-input__toggle govuk-js-password-input-toggle"
        attributes={{ 'aria-controls': id, 'aria-label': 'Show password', hidden: true }}
      >
        Show
      </Button>
      {props.after}
    </>
  )
  return (
    <Input
      {...props}
      type="password"
      group={group}
      wrapper={{ class: 'govuk-password-input__wrapper' }}
      class={classes('govuk-password-input__input govuk-js-password-input-input', props.class)}
      spellcheck={false}
      autocapitalize="none"
      autocomplete={props.autocomplete ?? 'current-password'}
      after={toggle}
    />
  )
}
