export interface Branch {
  readonly path: string
  readonly name: string
  readonly parent: string | null
}

const SEPARATOR = ' / '

/** Every branch that some paths need, parents before children, each once. */
export function branchesOf(paths: readonly string[]): Branch[] {
  const branches = new Map<string, Branch>()
  for (const path of paths) {
    const names = path.split(SEPARATOR)
    for (const [depth, name] of names.entries()) {
      const here = names.slice(0, depth + 1).join(SEPARATOR)
      const parent = depth === 0 ? null : names.slice(0, depth).join(SEPARATOR)
      if (!branches.has(here)) branches.set(here, { path: here, name, parent })
    }
  }
  return [...branches.values()]
}
