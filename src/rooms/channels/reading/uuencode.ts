/** A file found written out in the text, as mail did before MIME. */
export interface UuFile {
  readonly name: string
  readonly bytes: Buffer
}

/** The bytes of one line, or undefined when it is no line of uuencode. */
export function uudecodeLine(line: string): Buffer | undefined {
  if (line === '') return undefined
  const length = (line.charCodeAt(0) - 32) & 63
  if (line.charCodeAt(0) < 32 || line.charCodeAt(0) > 96) return undefined
  const groups = Math.ceil(length / 3)
  if (line.length - 1 > groups * 4 + 4) return undefined
  const out = Buffer.alloc(groups * 3)
  for (let group = 0; group < groups; group++) {
    let bits = 0
    for (let i = 0; i < 4; i++) {
      // Spaces at the end of a line are often lost on the way.
      const code = 1 + group * 4 + i < line.length ? line.charCodeAt(1 + group * 4 + i) : 32
      if (code < 32 || code > 96) return undefined
      bits = (bits << 6) | ((code - 32) & 63)
    }
    out.writeUIntBE(bits, group * 3, 3)
  }
  return out.subarray(0, length)
}

/** Whether a line is a whole one of uuencode, with as many letters as it says: some programs leave out where the file begins. */
export const isUuLine = (line: string): boolean =>
  line.length > 4 &&
  line.length - 1 === Math.ceil(((line.charCodeAt(0) - 32) & 63) / 3) * 4 &&
  uudecodeLine(line) !== undefined

/** Takes whole uuencoded files out of a text; what only begins like one stays where it is. */
export function takeUuFiles(text: string): { readonly text: string; readonly files: readonly UuFile[] } {
  if (!text.includes('begin ')) return { text, files: [] }
  const lines = text.split('\n')
  const files: UuFile[] = []
  const kept: string[] = []
  for (let at = 0; at < lines.length; at++) {
    const begin = /^begin [0-7]{3,4} (\S.{0,254})$/.exec(lines[at]!.trimEnd())
    const found = begin ? fileFrom(lines, at + 1) : undefined
    if (!begin || !found) {
      kept.push(lines[at]!)
      continue
    }
    files.push({ name: begin[1]!, bytes: found.bytes })
    at = found.end
  }
  return { text: kept.join('\n'), files }
}

function fileFrom(lines: readonly string[], from: number): { bytes: Buffer; end: number } | undefined {
  const pieces: Buffer[] = []
  for (let at = from; at < lines.length; at++) {
    const line = lines[at]!.replace(/\r$/, '')
    if (line.trim() === 'end') return pieces.length > 0 ? { bytes: Buffer.concat(pieces), end: at } : undefined
    const piece = line.trim() === '' ? Buffer.alloc(0) : uudecodeLine(line)
    if (!piece) return undefined
    pieces.push(piece)
  }
  return undefined
}
