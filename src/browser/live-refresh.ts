import { session } from '@hotwired/turbo'

/**
 * `<live-refresh src>`: the server says "refresh" and the page asks for itself again. What was said while the stream was down is
 * lost, so on reopening it refreshes. A hidden page lets go of its stream: browsers allow six to one host over HTTP/1.1.
 */
class LiveRefresh extends HTMLElement {
  #source: EventSource | undefined
  #missed = false
  #watch = () => (document.hidden ? this.#close() : this.#open())

  connectedCallback() {
    document.addEventListener('visibilitychange', this.#watch)
    if (!document.hidden) this.#open()
    else this.#missed = true
  }

  disconnectedCallback() {
    document.removeEventListener('visibilitychange', this.#watch)
    this.#close()
  }

  #open() {
    if (this.#source) return
    const source = new EventSource(this.getAttribute('src') ?? '')
    source.addEventListener('error', () => {
      this.#missed = true
    })
    source.addEventListener('open', () => {
      if (this.#missed) session.refresh(document.baseURI)
      this.#missed = false
    })
    session.connectStreamSource(source)
    this.#source = source
  }

  #close() {
    if (!this.#source) return
    session.disconnectStreamSource(this.#source)
    this.#source.close()
    this.#source = undefined
    this.#missed = true
  }
}
customElements.define('live-refresh', LiveRefresh)
