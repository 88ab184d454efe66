const TROUBLE = 'That did not work, or was stopped. Try again, or use another way.'

async function askedOf(place: string) {
  const answer = await fetch(place, { method: 'POST' })
  // They were shown this a while ago, and are to show again who they are: the page says how.
  if (answer.status === 403) location.reload()
  if (!answer.ok) throw new Error(`options: ${answer.status}`)
  return answer.json()
}

/** Asks the device, and returns its answer as text. */
async function answerOf(kind: string | undefined, place: string): Promise<string> {
  const asked = await askedOf(place)
  const made =
    kind === 'create'
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) })
  if (!(made instanceof PublicKeyCredential)) throw new Error('no passkey')
  return JSON.stringify(made.toJSON())
}

/** Lets a form be answered with a passkey, where the browser can: the device signs, and the form carries what it says. */
export function passkey(element: HTMLElement) {
  const able = 'PublicKeyCredential' in window && 'parseCreationOptionsFromJSON' in PublicKeyCredential
  if (!(element instanceof HTMLFormElement) || !able) return
  const credential = element.elements.namedItem('credential')
  const trouble = element.querySelector<HTMLElement>('[data-passkey-trouble]')
  if (!(credential instanceof HTMLInputElement)) return
  element.hidden = false
  element.dataset.turbo = 'false'
  element.addEventListener('submit', event => {
    if (credential.value !== '') return
    event.preventDefault()
    answerOf(element.dataset.kind, element.dataset.options ?? '').then(
      text => {
        credential.value = text
        element.submit()
      },
      () => {
        if (!trouble) return
        trouble.hidden = false
        trouble.textContent = TROUBLE
      },
    )
  })
}
