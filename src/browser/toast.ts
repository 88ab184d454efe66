/** Lets a notice be put away. It never goes by itself: nobody is hurried. */
export function toast(element: HTMLElement) {
  const close = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'toast__close',
    textContent: '×',
  })
  close.setAttribute('aria-label', 'Dismiss')
  close.addEventListener('click', () => element.remove())
  element.append(close)
}
