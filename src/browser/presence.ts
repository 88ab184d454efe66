/** Says that somebody is looking at this page, every 15 seconds while they are; the answer, if any, says who else is. */
export function presence(element: HTMLElement) {
  const say = async () => {
    if (!element.isConnected) return clearInterval(timer)
    if (document.hidden) return
    const answer = await fetch(element.dataset.src ?? '', { method: 'POST' }).catch(() => undefined)
    if (answer?.ok && answer.status !== 204) element.innerHTML = await answer.text()
  }
  const timer = setInterval(say, 15_000)
  say()
}
