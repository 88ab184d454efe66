/** Ctrl K (or ⌘ K): one box that finds people, cases, articles and commands. The server answers with a list of links. */
import { fragmentFetcher } from './fetch-fragment.ts'

export function palette(dialog: HTMLElement) {
  if (!(dialog instanceof HTMLDialogElement)) return
  const input = Object.assign(document.createElement('input'), {
    type: 'search',
    className: 'palette__input',
    placeholder: 'Find a case, a person, an article, or something to do',
    autocomplete: 'off',
  })
  input.setAttribute('aria-label', 'Find or do')
  const results = Object.assign(document.createElement('div'), { className: 'palette__results' })
  results.setAttribute('aria-live', 'polite')
  dialog.replaceChildren(input, results)

  const links = () => [...results.querySelectorAll('a')]
  const here = () => results.querySelector<HTMLAnchorElement>('a.is-here') ?? undefined
  const mark = (link: HTMLAnchorElement | undefined) => {
    here()?.classList.remove('is-here')
    link?.classList.add('is-here')
    link?.scrollIntoView({ block: 'nearest' })
  }
  const ask = fragmentFetcher(dialog.dataset.src ?? '', html => {
    results.innerHTML = html
    mark(links()[0])
  })

  input.addEventListener('input', () => ask(input.value))
  dialog.addEventListener('keydown', event => {
    const at = links().indexOf(here()!)
    if (event.key === 'ArrowDown') mark(links()[(at + 1) % links().length])
    else if (event.key === 'ArrowUp') mark(links().at(at <= 0 ? -1 : at - 1))
    else if (event.key === 'Enter' && event.target === input) here()?.click()
    else return
    event.preventDefault()
  })
  dialog.addEventListener('click', event => {
    if (event.target === dialog || (event.target instanceof Element && event.target.closest('a'))) dialog.close()
  })
  const open = (event: KeyboardEvent) => {
    if (!dialog.isConnected) return removeEventListener('keydown', open)
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return
    event.preventDefault()
    dialog.showModal()
    input.select()
    ask(input.value)
  }
  addEventListener('keydown', open)
}
