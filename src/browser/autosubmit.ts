/** A filter form that sends itself when a choice is made. Its button stays, for those without JavaScript. */
export function autosubmit(form: HTMLElement) {
  if (!(form instanceof HTMLFormElement)) return
  form.addEventListener('change', event => {
    if (event.target instanceof HTMLSelectElement) form.requestSubmit()
  })
}
