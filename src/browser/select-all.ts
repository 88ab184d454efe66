/** Ticks every row at once, and shows what can be done to the ticked ones only while there are some. */
export function selectAll(table: HTMLElement) {
  const all = table.querySelector<HTMLInputElement>('[data-select-all]')
  if (!all) return
  all.hidden = false
  const boxes = () => [...table.querySelectorAll<HTMLInputElement>('tbody input[type=checkbox]')]

  const tell = () => {
    const ticked = boxes().filter(box => box.checked).length
    all.checked = ticked > 0 && ticked === boxes().length
    all.indeterminate = ticked > 0 && !all.checked
    const bar = boxes()[0]?.form ?? document.querySelector<HTMLFormElement>('[data-selection]')
    if (!bar?.matches('[data-selection]')) return
    bar.hidden = ticked === 0
    const count = bar.querySelector('output')
    if (count) count.textContent = ticked ? `${ticked} selected` : ''
  }
  all.addEventListener('change', () => {
    for (const box of boxes()) box.checked = all.checked
    tell()
  })
  table.addEventListener('change', tell)
  addEventListener('turbo:render', () => table.isConnected && tell())
  tell()
}
