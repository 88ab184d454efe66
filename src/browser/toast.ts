/** Lets a notice be put away. It never goes by itself: nobody is hurried. */
export function toast(element: HTMLElement) {
  const close = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'toast__close',
    textContent: '×',
  })
  close.setAttribute('aria-label', 'Dismiss')
  close.addEventListener('click', () => {
    element.remove()
    // Or the next refresh would say it again.
    const here = new URL(location.href)
    here.searchParams.delete('done')
    history.replaceState(history.state, '', here)
  })
  element.append(close)
  // A refresh makes the notice as the server wrote it, which is without its button.
  addEventListener('turbo:render', () => element.isConnected && element.append(close))
}
