/** Joins the lines that a program broke for the screen (RFC 3676, format=flowed), each depth of quotation for itself. */
export function unflow(text: string, delsp: boolean): string {
  const out: string[] = []
  let open: { depth: number } | undefined
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    const depth = /^>*/.exec(line)![0].length
    const words = line.slice(depth).replace(/^ /, '') // the space put before what would look quoted
    const signature = words === '-- '
    const flows = words.endsWith(' ') && !signature
    const kept = flows && delsp ? words.slice(0, -1) : words
    if (open && open.depth === depth && !signature) out[out.length - 1] += kept
    else out.push(depth > 0 ? `${'>'.repeat(depth)} ${kept}` : kept)
    open = flows ? { depth } : undefined
  }
  return out.join('\n')
}
