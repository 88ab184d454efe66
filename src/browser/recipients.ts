/** Keeps the line that says who a reply goes to, and the button that sends it, true while people are ticked and typed. */
const counted = (others: number) => (others === 0 ? '' : others === 1 ? ' and 1 other' : ` and ${others} others`)

export function recipients(root: HTMLElement) {
  const line = root.querySelector('[data-recipients]')
  const button = root.closest('form')?.querySelector<HTMLButtonElement>('[data-send-to]')
  const requester = root.dataset.requester ?? ''
  const say = () => {
    const boxes = [...root.querySelectorAll<HTMLInputElement>('[name=to]:checked')]
    const byMail = boxes.some(({ value }) => value === 'requester')
    const ticked = boxes.filter(({ value }) => value !== 'requester').map(box => box.dataset.name ?? '')
    const typed = (root.querySelector<HTMLInputElement>('[name=cc]')?.value ?? '').split(/[,;\n]/)
    const others = [...ticked, ...typed.map(part => part.trim()).filter(part => part !== '')]
    if (line) line.textContent = [`${requester} ${byMail ? 'by e-mail' : 'on the portal only'}`, ...others].join(', ')
    const anyway = button?.dataset.sendTo === 'anyway' ? ' anyway' : ''
    if (button) button.textContent = `Send to ${requester}${counted(others.length)}${anyway}`
  }
  root.addEventListener('change', say)
  root.addEventListener('input', say)
}
