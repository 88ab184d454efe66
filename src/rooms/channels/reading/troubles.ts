/** What was wrong with a message, in plain words, each thing once and not without end. */
export class Troubles {
  readonly #said = new Set<string>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  say(sentence: string): void {
    if (this.#said.size < this.#most) this.#said.add(sentence)
  }

  /** Does an optional step of reading; a fault in it costs that step alone, never the message. */
  attempt<T>(step: string, otherwise: T, work: () => T): T {
    try {
      return work()
    } catch {
      this.say(`${step} could not be read; the message as received has it.`)
      return otherwise
    }
  }

  get all(): readonly string[] {
    return [...this.#said]
  }
}
