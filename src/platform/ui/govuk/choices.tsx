import { classes } from '../classes.ts'
import type { Attributes, Content, Extras } from './element.ts'
import { Fieldset } from './fieldset.tsx'
import { describedBy, Explanation, FormGroup } from './form-group.tsx'
import { Hint } from './hint.tsx'
import { Label } from './label.tsx'

export type Choice = {
  value: string
  label: Content
  hint?: Content
  checked?: boolean | undefined
  disabled?: boolean | undefined
  /** Shown only while this is chosen (always, without JavaScript). */
  conditional?: Content
  id?: string | undefined
  name?: string | undefined
  /** For checkboxes: "none of these". */
  exclusive?: boolean | undefined
  attributes?: Attributes | undefined
}
export type Divider = { divider: string }
export type ChoicesProps = Extras & {
  name: string
  idPrefix?: string | undefined
  legend?: Content
  legendClass?: string | undefined
  legendIsHeading?: boolean | undefined
  hint?: Content
  error?: Content
  describedBy?: string | undefined
  fieldset?: Extras | undefined
  items: readonly (Choice | Divider)[]
  group?: Extras | undefined
  before?: Content
  after?: Content
}
type Kind = 'radios' | 'checkboxes'

function ChoiceItem(props: { kind: Kind; item: Choice; id: string; name: string; describedBy: string | undefined }) {
  const { kind, item, id } = props
  const base = `govuk-${kind}`
  return (
    <>
      <div class={`${base}__item`}>
        <input
          class={`${base}__input`}
          id={id}
          name={item.name ?? props.name}
          type={kind === 'radios' ? 'radio' : 'checkbox'}
          value={item.value}
          checked={item.checked}
          disabled={item.disabled}
          data-aria-controls={item.conditional ? `conditional-${id}` : undefined}
          data-behaviour={item.exclusive ? 'exclusive' : undefined}
          aria-describedby={classes(props.describedBy, !!item.hint && `${id}-item-hint`)}
          {...item.attributes}
        />
        <Label for={id} class={`${base}__label`}>
          {item.label}
        </Label>
        {item.hint && (
          <Hint id={`${id}-item-hint`} class={`${base}__hint`}>
            {item.hint}
          </Hint>
        )}
      </div>
      {item.conditional && (
        <div
          class={classes(`${base}__conditional`, !item.checked && `${base}__conditional--hidden`)}
          id={`conditional-${id}`}
        >
          {item.conditional}
        </div>
      )}
    </>
  )
}

/** What radios and checkboxes share. The first control has the bare id, so that an error summary can link to it. */
export function Choices({ kind, ...props }: ChoicesProps & { kind: Kind }) {
  const prefix = props.idPrefix ?? props.name
  const explains = describedBy(prefix, props)
  const inside = (
    <>
      <Explanation id={prefix} hint={props.hint} error={props.error} />
      <div class={classes(`govuk-${kind}`, props.class)} {...props.attributes} data-module={`govuk-${kind}`}>
        {props.before}
        {props.items.map((item, index) => {
          if ('divider' in item) return <div class={`govuk-${kind}__divider`}>{item.divider}</div>
          const id = item.id ?? (index ? `${prefix}-${index + 1}` : prefix)
          const lone = kind === 'checkboxes' && !props.legend && !props.fieldset ? explains : undefined
          return <ChoiceItem kind={kind} item={item} id={id} name={props.name} describedBy={lone} />
        })}
        {props.after}
      </div>
    </>
  )
  const { legend, legendClass, legendIsHeading, fieldset } = props
  return (
    <FormGroup error={props.error} group={props.group}>
      {legend || fieldset ? (
        <Fieldset {...{ legend, legendClass, legendIsHeading, ...fieldset }} describedBy={explains}>
          {inside}
        </Fieldset>
      ) : (
        inside
      )}
    </FormGroup>
  )
}
