/** Takes dropped files into the file field, and lists what was chosen with its size. */
export function dropZone(zone: HTMLElement) {
  const input = zone.querySelector<HTMLInputElement>('input[type=file]')
  const list = zone.querySelector('.drop-zone__files')
  if (!input || !list) return
  zone.querySelector('.drop-zone__hint')?.removeAttribute('hidden')

  const show = () => {
    list.replaceChildren(
      ...[...(input.files ?? [])].map(file => {
        const item = document.createElement('li')
        const name = Object.assign(document.createElement('span'), { textContent: file.name })
        const size = Object.assign(document.createElement('span'), {
          textContent: sizeOf(file.size),
          className: 'quiet',
        })
        item.append(name, size)
        return item
      }),
    )
  }
  input.addEventListener('change', show)
  input.form?.addEventListener('reset', () => setTimeout(show))

  for (const kind of ['dragenter', 'dragover', 'dragleave', 'drop'])
    zone.addEventListener(kind, event => {
      event.preventDefault()
      zone.classList.toggle('drop-zone--over', kind === 'dragenter' || kind === 'dragover')
    })
  zone.addEventListener('drop', event => {
    const dropped = [...(event.dataTransfer?.files ?? [])]
    const together = new DataTransfer()
    const chosen = input.multiple ? [...(input.files ?? []), ...dropped] : dropped.slice(0, 1)
    for (const file of chosen) together.items.add(file)
    input.files = together.files
    show()
  })
}

function sizeOf(bytes: number) {
  if (bytes < 1000) return `${bytes} bytes`
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
