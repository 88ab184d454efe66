import { readdirSync, readFileSync } from 'node:fs'

const HERTZ = 100

interface Process {
  readonly pid: number
  readonly parent: number
  /** Milliseconds of processor time, its own and that of its children that have ended. */
  readonly ms: number
}

function all(): Process[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(name => {
      try {
        const text = readFileSync(`/proc/${name}/stat`, 'utf8')
        const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
        const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0)
        return [{ pid: Number(name), parent: Number(fields[1]), ms: (ticks * 1000) / HERTZ }]
      } catch {
        return [] // it ended while we looked
      }
    })
}

/** Milliseconds of processor time a process and everything below it have used, by the operating system's own accounting. */
export function processorTime(root: number): number {
  const processes = all()
  const family = new Set([root])
  for (let grew = true; grew; ) {
    grew = false
    for (const { pid, parent } of processes)
      if (family.has(parent) && !family.has(pid)) {
        family.add(pid)
        grew = true
      }
  }
  return processes.filter(({ pid }) => family.has(pid)).reduce((sum, { ms }) => sum + ms, 0)
}

/** Megabytes of memory a process holds for itself, shared pages counted in proportion (PSS). */
export function memory(pid: number): number {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  return Math.round(Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) / 1024)
}
