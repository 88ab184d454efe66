const BAR = 30
const EVERY_MS = 100
const LINE_EVERY = 0.1

export interface Progress {
  show(done: { bytes: number; rows: number }): void
  end(): void
}

/** How far an import has come: one line that is drawn again on a terminal, a line for each tenth elsewhere. */
export function showProgress(size: number, out: NodeJS.WriteStream, now: () => number): Progress {
  const began = now()
  let [drawn, lines] = [0, 0]
  const text = (part: number, rows: number) => {
    const seconds = Math.max(0.001, (now() - began) / 1000)
    const rate = Math.round(rows / seconds).toLocaleString('en-GB')
    return `${String(Math.round(part * 100)).padStart(3)}%  ${rows.toLocaleString('en-GB')} rows, ${rate} a second`
  }
  return {
    show({ bytes, rows }) {
      const part = size === 0 ? 1 : Math.min(1, bytes / size)
      if (out.isTTY && now() - drawn >= EVERY_MS) {
        drawn = now()
        const full = Math.round(part * BAR)
        out.write(`\r[${'█'.repeat(full)}${'·'.repeat(BAR - full)}] ${text(part, rows)}  `)
      } else if (!out.isTTY && part >= (lines + 1) * LINE_EVERY) {
        lines = Math.floor(part / LINE_EVERY)
        out.write(`${text(part, rows)}\n`)
      }
    },
    end() {
      if (out.isTTY) out.write('\r\x1b[K')
    },
  }
}
