/** Suggestions under a text field, by the ARIA combobox pattern: focus stays in the field, the arrows move the choice. */
import { visit } from '@hotwired/turbo'
import { fragmentFetcher } from './fetch-fragment.ts'

export function typeahead(root: HTMLElement) {
  const input = root.querySelector<HTMLInputElement>('[role=combobox]')
  const list = root.querySelector<HTMLElement>('[role=listbox]')
  const chosen = root.querySelector<HTMLInputElement>('[data-chosen]')
  if (!input || !list) return

  const options = () => [...list.querySelectorAll<HTMLElement>('[role=option]')]
  const current = () => options().find(option => option.ariaSelected === 'true')
  // Of several with commas between them, the last is the one being typed.
  const many = root.dataset.many !== undefined
  const before = () => (many ? (/^(.*[,;]\s*)?/.exec(input.value)?.[0] ?? '') : '')
  const typed = () => input.value.slice(before().length).trim()
  const open = (yes: boolean) => {
    list.hidden = !yes
    input.setAttribute('aria-expanded', String(yes))
    if (!yes) mark(undefined)
  }
  const mark = (option: HTMLElement | undefined) => {
    for (const each of options()) each.ariaSelected = String(each === option)
    if (option) input.setAttribute('aria-activedescendant', option.id)
    else input.removeAttribute('aria-activedescendant')
    option?.scrollIntoView({ block: 'nearest' })
  }
  const choose = (option: HTMLElement) => {
    open(false)
    if (option.dataset.href) return visit(option.dataset.href)
    const text = option.dataset.text ?? option.textContent
    input.value = many ? `${before()}${text}, ` : text
    if (many) input.dispatchEvent(new Event('change', { bubbles: true }))
    if (chosen) chosen.value = option.dataset.value ?? ''
    root.dispatchEvent(new CustomEvent('typeahead:chosen', { bubbles: true, detail: { value: option.dataset.value } }))
  }
  const ask = fragmentFetcher(root.dataset.src ?? '', html => {
    list.innerHTML = html
    open(document.activeElement === input && options().length > 0)
  })

  input.addEventListener('input', () => {
    if (chosen) chosen.value = ''
    if (typed().length < 2) open(false)
    else ask(typed())
  })
  input.addEventListener('blur', () => open(false))
  input.addEventListener('keydown', event => {
    const all = options()
    const at = all.indexOf(current()!)
    if (event.key === 'Escape' && !list.hidden) open(false)
    else if (event.key === 'Enter' && current()) choose(current()!)
    else if (event.key === 'ArrowDown' && all.length) {
      if (list.hidden) open(true)
      mark(all[(at + 1) % all.length])
    } else if (event.key === 'ArrowUp' && all.length) mark(all.at(at <= 0 ? -1 : at - 1))
    else return
    event.preventDefault()
  })
  // Before the field loses focus, or the list would close under the pointer.
  list.addEventListener('pointerdown', event => {
    const option = event.target instanceof Element && event.target.closest<HTMLElement>('[role=option]')
    event.preventDefault()
    if (option) choose(option)
  })
}
