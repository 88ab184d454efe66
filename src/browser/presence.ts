/**
 * Says that somebody has this page open, and whether they are writing, every 15 seconds while they are; the answer says who else is.
 * On leaving it says that too.
 */
const EVERY = 15_000

const written = () =>
  [...document.querySelectorAll<HTMLTextAreaElement>('.composer textarea')].some(
    box => box.value !== '' && box.value !== box.defaultValue,
  )

export function presence(element: HTMLElement) {
  const src = element.dataset.src ?? ''
  let said = ''
  const doing = () => (written() ? 'writing' : 'looking')
  const say = async () => {
    if (document.hidden) return
    said = doing()
    const body = new URLSearchParams({ doing: said })
    const answer = await fetch(src, { method: 'POST', body }).catch(() => undefined)
    if (answer?.ok && !answer.redirected) element.innerHTML = await answer.text()
  }
  const onInput = () => {
    if (doing() !== said) say()
  }
  const stop = () => {
    clearInterval(timer)
    removeEventListener('input', onInput)
    removeEventListener('pagehide', stop)
    removeEventListener('turbo:before-render', left)
    navigator.sendBeacon(src, new URLSearchParams({ doing: 'leaving' }))
  }
  // A morph keeps the element; another page does not.
  const left = (event: Event) => {
    const { newBody } = (event as CustomEvent<{ newBody: HTMLElement }>).detail // Turbo's events are not in the DOM's types
    if (!newBody.querySelector(`[data-src="${CSS.escape(src)}"]`)) stop()
  }
  const timer = setInterval(() => (element.isConnected ? say() : clearInterval(timer)), EVERY)
  addEventListener('input', onInput)
  addEventListener('pagehide', stop)
  addEventListener('turbo:before-render', left)
  say()
}
