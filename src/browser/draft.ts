/** Keeps what is typed in a form with `data-draft`, in this browser only, until it has been sent; then a lost session loses nothing. */
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const KEPT =
  'textarea[name], select[name], input[name]:not([type=hidden], [type=password], [type=file], [type=checkbox], [type=radio])'
const untouched = (field: Field) =>
  field instanceof HTMLSelectElement ? !field.querySelector('[selected]') : field.defaultValue === ''

export function draft(form: HTMLElement) {
  if (!(form instanceof HTMLFormElement)) return
  const key = `draft:${form.dataset.draft}`
  const fields = () => [...form.querySelectorAll<Field>(KEPT)]

  const restored = restore(fields(), read(key))
  if (restored) form.prepend(notice(() => forget()))

  const forget = () => {
    localStorage.removeItem(key)
    form.reset()
  }
  form.addEventListener('input', () => {
    const typed = fields().filter(field => field.value !== '' && untouched(field))
    if (!typed.length) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(Object.fromEntries(typed.map(field => [field.name, field.value]))))
  })
  form.addEventListener('turbo:submit-end', event => {
    type Sent = { success: boolean; fetchResponse?: { response: Response } }
    const { success, fetchResponse } = (event as CustomEvent<Sent>).detail // Turbo's events are not in the DOM's types
    // Being sent to sign in is an answer, but the words have not arrived.
    const signedOut = fetchResponse && new URL(fetchResponse.response.url).pathname.startsWith('/sign-in')
    if (success && !signedOut) localStorage.removeItem(key)
  })
}

function read(key: string): Record<string, string> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}')
  } catch {
    return {}
  }
}

/** Puts back what the page does not already have; true when there was anything. */
function restore(fields: Field[], kept: Record<string, string>) {
  const missing = fields.filter(field => kept[field.name] && untouched(field) && field.value !== kept[field.name])
  for (const field of missing) field.value = kept[field.name]!
  return missing.length > 0
}

function notice(discard: () => void) {
  const box = Object.assign(document.createElement('p'), { className: 'draft-notice', id: 'draft-notice' })
  box.dataset.turboPermanent = ''
  box.setAttribute('role', 'status')
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Discard it' })
  button.addEventListener('click', () => {
    discard()
    box.remove()
  })
  box.append('We kept what you had written.', button)
  return box
}
