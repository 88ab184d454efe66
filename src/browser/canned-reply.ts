/** Puts a canned reply, its gaps filled by the server, where the cursor is. Without this the button asks the server to. */
export function cannedReply(element: HTMLElement) {
  const select = element.querySelector('select')
  const box = element.closest('form')?.querySelector('textarea')
  if (!select || !box) return
  const insert = async () => {
    if (!select.value) return
    const url = new URL(element.dataset.src ?? '', location.href)
    url.searchParams.set('template', select.value)
    const answer = await fetch(url).catch(() => undefined)
    if (!answer?.ok || answer.redirected) return
    box.setRangeText(await answer.text(), box.selectionStart, box.selectionEnd, 'end')
    box.dispatchEvent(new Event('input', { bubbles: true }))
    box.focus()
    select.value = ''
  }
  select.addEventListener('change', insert)
}
