/** The list of keys, made from what this page offers: every `data-key` and `data-go`, with its title or its words. */
const SWITCH = 'keys:off'

/** WCAG 2.1.4: single-character shortcuts can be turned off, since dictation and slips of the hand set them off. */
export const keysAreOn = () => localStorage.getItem(SWITCH) === null

const wordsOf = (element: HTMLElement) => element.title || element.textContent.trim().replace(/\s+/g, ' ')

function entries(): [string, string][] {
  const rows = document.querySelector('[data-row]') !== null
  const keys = [...document.querySelectorAll<HTMLElement>('[data-key]')].map((e): [string, string] => [
    e.dataset.key!,
    wordsOf(e),
  ])
  const places = [...document.querySelectorAll<HTMLElement>('.workspace__rail [data-go]')].map(
    (e): [string, string] => [`g ${e.dataset.go}`, e.querySelector('.rail__label')?.textContent ?? wordsOf(e)],
  )
  const list: [string, string][] = [
    ['j k', 'Next, previous'],
    ['Enter', 'Open'],
    ['x', 'Select'],
  ]
  const all = [
    ...(rows ? list : []),
    ...keys,
    ['/', 'Search'] as [string, string],
    ['Ctrl K', 'Find or do'] as [string, string],
    ...places,
  ]
  return [...new Map(all)]
}

/** Fills and opens the sheet. */
export function showHelp(sheet: HTMLDialogElement) {
  const title = Object.assign(document.createElement('h2'), { id: 'help-sheet-title', textContent: 'Keyboard' })
  const keys = document.createElement('dl')
  for (const [key, words] of entries()) {
    const row = document.createElement('div')
    const term = document.createElement('dt')
    term.append(Object.assign(document.createElement('span'), { className: 'key', textContent: key }))
    row.append(term, Object.assign(document.createElement('dd'), { textContent: words }))
    keys.append(row)
  }
  const label = document.createElement('label')
  const box = Object.assign(document.createElement('input'), { type: 'checkbox', checked: keysAreOn() })
  box.addEventListener('change', () =>
    box.checked ? localStorage.removeItem(SWITCH) : localStorage.setItem(SWITCH, '1'),
  )
  label.append(box, ' Single-key shortcuts')
  const close = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'govuk-button govuk-button--secondary',
    textContent: 'Close',
  })
  close.addEventListener('click', () => sheet.close())
  const foot = Object.assign(document.createElement('div'), { className: 'help-sheet__foot' })
  foot.append(label, close)
  sheet.replaceChildren(title, keys, foot)
  sheet.showModal()
}
