/** After a visit, say where we are and move focus there, as a full page load would: Turbo does neither. */
const announcer = Object.assign(document.createElement('div'), { className: 'govuk-visually-hidden' })
announcer.setAttribute('aria-live', 'assertive')

function arrive() {
  document.documentElement.append(announcer)
  announcer.textContent = document.title
  if (document.querySelector('[data-module="govuk-error-summary"]')) return // it takes focus itself
  const heading = document.querySelector<HTMLElement>('main h1')
  if (!heading) return
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
  heading.addEventListener('blur', () => heading.removeAttribute('tabindex'), { once: true })
}

// A redirect back to the same page is morphed like a live refresh, but it is the reader's own doing.
let submitted = false
addEventListener('turbo:submit-end', event => {
  submitted = true
  const { success } = (event as CustomEvent<{ success: boolean }>).detail // Turbo's events are not in the DOM's types
  if (success && event.target instanceof HTMLFormElement) event.target.reset()
})
addEventListener('turbo:render', event => {
  const { renderMethod } = (event as CustomEvent<{ renderMethod: string }>).detail // as above
  if (submitted || renderMethod !== 'morph') arrive()
  submitted = false
})
