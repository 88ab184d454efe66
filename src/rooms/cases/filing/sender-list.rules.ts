/** Whether an address is in a list of addresses and whole domains: "example.org" is everybody there, and below it. */
export function isListed(list: readonly string[], address: string): boolean {
  const wanted = address.toLowerCase()
  const domain = wanted.split('@').at(-1) ?? ''
  return list.some(entry => {
    const one = entry
      .trim()
      .toLowerCase()
      .replace(/^@|^\*@|^\*\./, '')
    if (one === '') return false
    return one.includes('@') ? one === wanted : one === domain || domain.endsWith(`.${one}`)
  })
}

/** Whether a file's name is one of those left out: "*.exe", "winmail.dat". */
export function isRefusedFile(patterns: readonly string[], name: string): boolean {
  const wanted = name.toLowerCase()
  return patterns.some(pattern => {
    const [start = '', ...rest] = pattern.trim().toLowerCase().split('*')
    const end = rest.at(-1)
    if (end === undefined) return start !== '' && wanted === start
    return wanted.length >= start.length + end.length && wanted.startsWith(start) && wanted.endsWith(end)
  })
}
