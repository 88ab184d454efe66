import type { Content } from '../govuk/element.ts'
import { Input, type InputProps } from '../govuk/input.tsx'

type Props = InputProps & {
  /** Answers `?q=` with a fragment of `TypeaheadOption`s. */
  src: string
  /** A hidden field that takes the chosen option's value, and is emptied when the text is changed again. */
  valueName?: string | undefined
  chosen?: string | undefined
  /** Several, with commas between them: suggestions are for the last. */
  many?: boolean | undefined
}

/** A text field that suggests as you type (ARIA combobox). Without JavaScript the server takes the text alone. */
export function Typeahead({ src, valueName, chosen, many, ...props }: Props) {
  const list = `${props.id ?? props.name}-list`
  const attributes = {
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': list,
    ...props.attributes,
  }
  return (
    <div class="typeahead" data-module="typeahead" data-src={src} data-many={many}>
      <Input {...props} autocomplete="off" attributes={attributes} />
      {valueName && <input type="hidden" name={valueName} value={chosen} data-chosen />}
      <div class="typeahead__list" id={list} role="listbox" aria-label="Suggestions" hidden />
    </div>
  )
}

type OptionProps = { id: string; value: string; text: string; href?: string | undefined; children?: Content }

/** One suggestion. `text` goes into the field and `value` into the hidden one; with `href`, choosing goes there instead. */
export const TypeaheadOption = ({ id, value, text, href, children }: OptionProps) => (
  <div
    class="typeahead__option"
    role="option"
    tabIndex={-1}
    aria-selected="false"
    id={id}
    data-value={value}
    data-text={text}
    data-href={href}
  >
    {children ?? text}
  </div>
)
