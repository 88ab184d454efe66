import { createHash, type Hash } from 'node:crypto'
import type { AttachmentHead, OnAttachment, ReadAttachment } from './attachments.ts'

/** Bytes handed on to whoever keeps them, no faster than they are taken. */
class Pipe {
  readonly #waiting: Uint8Array[] = []
  #ended = false
  #abandoned = false
  #wake: (() => void) | undefined
  #emptied: (() => void) | undefined
  readonly done: Promise<void>

  constructor(head: AttachmentHead, keep: OnAttachment) {
    this.done = keep(head, this.#bytes()).finally(() => {
      this.#abandoned = true
      this.#emptied?.()
    })
    this.done.catch(() => {}) // told to whoever awaits it; until then it is no unhandled fault
  }

  push(bytes: Uint8Array): void {
    if (this.#abandoned) return
    this.#waiting.push(Buffer.from(bytes))
    this.#wake?.()
  }

  end(): void {
    this.#ended = true
    this.#wake?.()
  }

  /** Resolves when all that was pushed is taken, or nobody takes any more. */
  async drained(): Promise<void> {
    if (this.#waiting.length === 0 || this.#abandoned) return
    await new Promise<void>(resolve => {
      this.#emptied = resolve
    })
  }

  async *#bytes(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const next = this.#waiting.shift()
      if (next) yield next
      else if (this.#ended) return
      else {
        this.#emptied?.()
        await new Promise<void>(resolve => {
          this.#wake = resolve
        })
      }
    }
  }
}

/** What makes a stream's head known only once its first bytes are: a message within a message is named by its subject. */
export type NameFrom = (beginning: Buffer) => string

const ENOUGH_FOR_A_NAME = 32 * 1024

/** Measures an attachment while it streams past, keeps its beginning if it is to be looked into, and hands it on. */
export class AttachmentStream {
  head: AttachmentHead
  readonly #hash: Hash = createHash('sha256')
  readonly #keep: number
  readonly #kept: Buffer[] = []
  readonly #onAttachment: OnAttachment | undefined
  #nameFrom: NameFrom | undefined
  #pipe: Pipe | undefined
  size = 0

  constructor(head: AttachmentHead, keep: number, onAttachment?: OnAttachment, nameFrom?: NameFrom) {
    this.head = head
    this.#keep = nameFrom ? Math.max(keep, ENOUGH_FOR_A_NAME) : keep
    this.#onAttachment = onAttachment
    this.#nameFrom = nameFrom
    if (!nameFrom) this.#begin()
  }

  write(bytes: Buffer): void {
    if (bytes.length === 0) return
    this.#hash.update(bytes)
    if (this.size < this.#keep) this.#kept.push(Buffer.from(bytes.subarray(0, this.#keep - this.size)))
    if (this.#nameFrom && this.size + bytes.length > ENOUGH_FOR_A_NAME) {
      const before = this.beginning.subarray(0, this.size)
      this.#begin()
      if (before.length > 0) this.#pipe?.push(before)
    }
    this.size += bytes.length
    if (!this.#nameFrom) this.#pipe?.push(bytes)
  }

  end(): ReadAttachment {
    if (this.#nameFrom) {
      this.#begin()
      if (this.size > 0) this.#pipe?.push(this.beginning)
    }
    this.#pipe?.end()
    return { ...this.head, size: this.size, sha256: this.#hash.digest('hex') }
  }

  #begin(): void {
    if (this.#nameFrom) this.head = { ...this.head, name: this.#nameFrom(this.beginning) }
    this.#nameFrom = undefined
    this.#pipe = this.#onAttachment ? new Pipe(this.head, this.#onAttachment) : undefined
  }

  /** Its first bytes. */
  get beginning(): Buffer {
    return Buffer.concat(this.#kept)
  }

  async drained(): Promise<void> {
    await this.#pipe?.drained()
  }

  /** Resolves when whoever keeps the bytes is done with them; their failure is the reader's. */
  get kept(): Promise<void> {
    return this.#pipe?.done ?? Promise.resolve()
  }
}
