/** GOV.UK Frontend's Nunjucks options for form fields, turned into our properties: only for fixtures.test.tsx. */
import { Fragment, h, type VNode } from 'preact'
import { Choices } from './choices.tsx'
import { DateInput } from './date-input.tsx'
import type { Attributes, Content } from './element.ts'

// biome-ignore lint/suspicious/noExplicitAny: the published options are untyped JSON, and every component has its own
export type Options = any

/** The renderer writes a fragment's `tpl` as it stands: the only way to put a fixture's HTML where children go. */
export const raw = (html: string): VNode => h(Fragment, { tpl: [html] } as object)
export const said = (from: Options, text = 'text', html = 'html'): Content =>
  from?.[html] ? raw(from[html]) : from?.[text]
export const extras = (o: Options): { class?: string; attributes?: Attributes } => ({
  class: o?.classes,
  attributes: o?.attributes,
})

export const field = (o: Options) => ({
  ...extras(o),
  name: o.name,
  id: o.id,
  label: said(o.label),
  labelClass: o.label?.classes,
  labelIsHeading: o.label?.isPageHeading,
  hint: said(o.hint),
  error: said(o.errorMessage),
  describedBy: o.describedBy,
  group: extras(o.formGroup),
  before: said(o.formGroup?.beforeInput),
  after: said(o.formGroup?.afterInput),
  value: o.value,
  disabled: o.disabled,
  spellcheck: o.spellcheck,
  autocomplete: o.autocomplete,
})
export const legend = (o: Options) => ({
  legend: said(o?.legend),
  legendClass: o?.legend?.classes,
  legendIsHeading: o?.legend?.isPageHeading,
})
const affix = (o: Options) => (said(o) ? { ...extras(o), content: said(o) } : undefined)
export const input = (o: Options) => ({
  ...field(o),
  type: o.type,
  inputmode: o.inputmode,
  autocapitalize: o.autocapitalize,
  pattern: o.pattern,
  prefix: affix(o.prefix),
  suffix: affix(o.suffix),
  wrapper: extras(o.inputWrapper),
})
export const choices = (kind: 'radios' | 'checkboxes') => (o: Options) => {
  const chosen = (item: Options) =>
    item.checked ?? (kind === 'radios' ? o.value && item.value === o.value : o.values?.includes(item.value))
  const item = (each: Options) => ({
    ...each,
    label: said(each),
    hint: said(each.hint),
    conditional: each.conditional?.html && raw(each.conditional.html.trim()),
    checked: chosen(each),
    exclusive: each.behaviour === 'exclusive',
  })
  const { fieldset, formGroup } = o
  return (
    <Choices
      kind={kind}
      {...extras(o)}
      {...legend(fieldset)}
      name={o.name}
      idPrefix={o.idPrefix}
      hint={said(o.hint)}
      error={said(o.errorMessage)}
      describedBy={fieldset?.describedBy ?? o.describedBy}
      fieldset={fieldset && extras(fieldset)}
      items={o.items.filter(Boolean).map((each: Options) => (each.divider ? { divider: each.divider } : item(each)))}
      group={extras(formGroup)}
      before={said(formGroup?.beforeInputs)}
      after={said(formGroup?.afterInputs)}
    />
  )
}
export const dateInput = (o: Options) => {
  const parts = o.items ?? [o.day ?? {}, o.month ?? {}, o.year ?? {}]
  const names = ['day', 'month', 'year'] as const
  const wrong = names.filter((_, at) => parts[at]?.error || parts[at]?.classes?.includes('--error'))
  return (
    <DateInput
      {...extras(o)}
      {...legend(o.fieldset)}
      id={o.id}
      namePrefix={o.namePrefix}
      hint={said(o.hint)}
      error={said(o.errorMessage)}
      wrong={wrong.length ? wrong : undefined}
      values={Object.fromEntries(
        names.map((name, at) => [
          name,
          parts[at]?.value ?? o.values?.[o.namePrefix ? `${o.namePrefix}-${name}` : name],
        ]),
      )}
      autocomplete={parts[0]?.autocomplete?.split('-')[0]}
      describedBy={o.fieldset?.describedBy}
      group={extras(o.formGroup)}
      before={said(o.formGroup?.beforeInputs)}
      after={said(o.formGroup?.afterInputs)}
    />
  )
}
