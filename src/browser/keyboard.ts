/** The workspace by keyboard. Keys act only where the page has a help sheet, never while typing, and can be turned off there. */
import { visit } from '@hotwired/turbo'
import { keysAreOn, showHelp } from './help-sheet.ts'

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select'))
const rows = () => [...document.querySelectorAll<HTMLElement>('[data-row]')]
const rowHere = () => document.activeElement?.closest<HTMLElement>('[data-row]') ?? undefined

let last: string | undefined
let going = false

/** Moves focus to the subject of the next row, so that Enter, and a screen reader, are there too. */
function move(by: 1 | -1) {
  const all = rows()
  const from = all.findIndex(row => row === rowHere() || row.id === last)
  const to = all[Math.min(all.length - 1, Math.max(0, from < 0 ? 0 : from + by))]
  if (!to) return
  last = to.id
  to.querySelector('a')?.focus()
}

function tick() {
  const box = rowHere()?.querySelector<HTMLInputElement>('input[type=checkbox]')
  box?.click()
}

/** A control is used; a field is entered. */
function use(key: string) {
  const element = [...document.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)].find(each =>
    each.checkVisibility(),
  )
  if (!element) return false
  if (typing(element)) element.focus()
  else element.click()
  return true
}

function go(letter: string) {
  document.querySelector<HTMLElement>(`[data-go="${CSS.escape(letter)}"]`)?.click()
}

const KEYS: Record<string, () => void> = {
  j: () => move(1),
  k: () => move(-1),
  x: tick,
  '/': () => document.getElementById('search')?.focus(),
  g: () => {
    going = true
    setTimeout(() => {
      going = false
    }, 1500)
  },
}

addEventListener('keydown', event => {
  const sheet = document.querySelector<HTMLDialogElement>('#help-sheet')
  if (!sheet || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
  if (event.key === 'Escape' && typing(event.target)) return (event.target as HTMLElement).blur() // typing() says so
  if (typing(event.target) || document.querySelector('dialog[open]')) return
  if (event.key === '?') return showHelp(sheet)
  if (!keysAreOn()) return
  if (event.key === 'Enter' && document.activeElement?.matches('[data-row] input'))
    return visit(rowHere()?.dataset.row ?? '')
  if (going) {
    going = false
    go(event.key)
  } else if (KEYS[event.key]) KEYS[event.key]?.()
  else if (!use(event.key)) return
  event.preventDefault()
})
