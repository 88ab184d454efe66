/** Counts the seconds until a reply goes. Only what is seen: what is read aloud is said once, by the server. */
const SECOND = 1000

const said = (seconds: number) =>
  seconds <= 0 ? 'Sending now' : `Sending in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}`

export function countdown(element: HTMLElement) {
  // The server says how many are left, since a reader's own clock may be wrong.
  const ends = performance.now() + Number(element.dataset.seconds) * SECOND
  const shown = document.createElement('span')
  shown.setAttribute('aria-hidden', 'true')
  const aloud = Object.assign(document.createElement('span'), {
    className: 'govuk-visually-hidden',
    textContent: element.textContent,
  })
  element.replaceChildren(aloud, shown)
  const tick = () => {
    if (!element.isConnected) return
    const left = Math.ceil((ends - performance.now()) / SECOND)
    shown.textContent = said(left)
    if (left > 0) setTimeout(tick, SECOND / 4)
  }
  tick()
}
