/** Opens a long story at what is new in it, unless the address asks for a place of its own. */
export function newest(element: HTMLElement) {
  if (location.hash || element.getBoundingClientRect().top < innerHeight - 200) return
  element.scrollIntoView({ block: 'center' })
}
