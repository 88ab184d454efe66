import { classes } from '../classes.ts'
import type { Content, Extras } from './element.ts'
import { describedBy, type FieldProps, LabelledField } from './form-group.tsx'

export type InputProps = FieldProps & {
  value?: string | number | undefined
  type?:
    | 'text'
    | 'email'
    | 'tel'
    | 'search'
    | 'url'
    | 'password'
    | 'number'
    | 'date'
    | 'time'
    | 'datetime-local'
    | undefined
  inputmode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'search' | 'url' | undefined
  autocomplete?: string | undefined
  autocapitalize?: 'none' | 'sentences' | 'words' | 'characters' | undefined
  pattern?: string | undefined
  spellcheck?: boolean | undefined
  disabled?: boolean | undefined
  prefix?: Affix | undefined
  suffix?: Affix | undefined
  wrapper?: Extras | undefined
}
type Affix = string | (Extras & { content: Content })

function AffixItem({ affix, side }: { affix: Affix; side: 'prefix' | 'suffix' }) {
  const { content, ...extras } = typeof affix === 'string' ? { content: affix } : affix
  return (
    <div class={classes(`govuk-input__${side}`, extras.class)} aria-hidden="true" {...extras.attributes}>
      {content}
    </div>
  )
}

function Control(props: InputProps) {
  const id = props.id ?? props.name
  return (
    <input
      class={classes('govuk-input', props.class, !!props.error && 'govuk-input--error')}
      id={id}
      name={props.name}
      // Preact types each kind of input apart; ours differ only in the keyboard they bring up.
      type={(props.type ?? 'text') as 'text'}
      spellcheck={props.spellcheck}
      value={props.value}
      disabled={props.disabled}
      aria-describedby={describedBy(id, props)}
      autocomplete={props.autocomplete}
      autocapitalize={props.autocapitalize}
      pattern={props.pattern}
      inputmode={props.inputmode}
      {...props.attributes}
    />
  )
}

/** One line of text. Width is a class: govuk-input--width-2, -5, -10, govuk-!-width-two-thirds. */
export function Input(props: InputProps) {
  const { prefix, suffix, before, after, wrapper } = props
  return (
    <LabelledField field={props}>
      {prefix || suffix || before || after ? (
        <div class={classes('govuk-input__wrapper', wrapper?.class)} {...wrapper?.attributes}>
          {before}
          {prefix && <AffixItem affix={prefix} side="prefix" />}
          <Control {...props} />
          {suffix && <AffixItem affix={suffix} side="suffix" />}
          {after}
        </div>
      ) : (
        <Control {...props} />
      )}
    </LabelledField>
  )
}
