import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  SkipLink,
  Tabs,
} from 'govuk-frontend'
import { autosubmit } from './autosubmit.ts'
import { cannedReply } from './canned-reply.ts'
import { countdown } from './countdown.ts'
import { draft } from './draft.ts'
import { dropZone } from './drop-zone.ts'
import { newest } from './newest.ts'
import { palette } from './palette.ts'
import { passkey } from './passkey.ts'
import { presence } from './presence.ts'
import { recipients } from './recipients.ts'
import { selectAll } from './select-all.ts'
import { toast } from './toast.ts'
import { typeahead } from './typeahead.ts'

const GOVUK = [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  SkipLink,
  Tabs,
]
const OURS: Record<string, (element: HTMLElement) => void> = {
  autosubmit,
  'canned-reply': cannedReply,
  countdown,
  draft,
  'drop-zone': dropZone,
  newest,
  palette,
  passkey,
  presence,
  recipients,
  'select-all': selectAll,
  toast,
  typeahead,
}
const started = new WeakSet<Element>()

/** Starts what the page asks for by `data-module`, each element once, however often the page is rendered. */
export function mount() {
  document.body.classList.add('js-enabled', 'govuk-frontend-supported')
  for (const Component of GOVUK) {
    const name = Component.moduleName
    for (const element of document.querySelectorAll(`[data-module="${name}"]:not([data-${name}-init])`))
      new Component(element)
  }
  for (const element of document.querySelectorAll<HTMLElement>('[data-module]')) {
    const start = OURS[element.dataset.module ?? '']
    if (!start || started.has(element)) continue
    started.add(element)
    start(element)
  }
}
