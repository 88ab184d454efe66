/** What the browser runs: a courtesy. Every page works without it. */
import '@hotwired/turbo'
import './arrive.ts'
import './keyboard.ts'
import './live-refresh.ts'
import './morph.ts'
import { mount } from './mount.ts'

mount()
addEventListener('turbo:render', mount)
// From now on a row that appears is news, and may be seen to arrive.
requestAnimationFrame(() => {
  document.documentElement.dataset.settled = ''
})
