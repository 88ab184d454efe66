/** A morph makes the page equal to the server's plain markup. Spare what the reader has typed, opened or ticked, and what scripts have built. */

const BUILT = [
  'govuk-character-count',
  'govuk-password-input',
  'govuk-tabs',
  'drop-zone',
  'typeahead',
  'palette',
  'keyboard',
  'countdown',
]

function edited(element: Element) {
  if (element instanceof HTMLTextAreaElement) return element.value !== element.defaultValue
  if (element instanceof HTMLInputElement)
    return element.value !== element.defaultValue || element.checked !== element.defaultChecked
  if (!(element instanceof HTMLSelectElement)) return false
  // Without a `selected` in the markup the first option is chosen, and that is no edit.
  const given = [...element.options].findIndex(option => option.defaultSelected)
  return element.selectedIndex !== Math.max(0, given)
}

addEventListener('turbo:before-morph-element', event => {
  const { target } = event
  if (!(target instanceof HTMLElement)) return
  if (BUILT.includes(target.dataset.module ?? '') || edited(target)) event.preventDefault()
})

addEventListener('turbo:before-morph-attribute', event => {
  const { target } = event
  const { attributeName: name } = (event as CustomEvent<{ attributeName: string }>).detail // Turbo's events are not in the DOM's types
  if (!(target instanceof HTMLElement)) return
  const opened = name === 'open' && target.matches('details, dialog')
  const shown = name === 'hidden' && target.matches('[data-selection], [data-select-all]')
  if (opened || shown || name.endsWith('-init') || name === 'tabindex') event.preventDefault()
})
