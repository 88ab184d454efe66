/** Opens a long story at what is new in it, unless the address asks for a place of its own. */
export function newest() {
  const entry = document.getElementById('newest')
  if (!entry || location.hash || entry.getBoundingClientRect().bottom < innerHeight - 240) return
  entry.scrollIntoView({ block: 'center' })
}
