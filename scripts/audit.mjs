/*
 * Asks the package registry whether what we depend on has a known weakness, high or critical. Fails only when it has: where no registry
 * can be reached that is said, and the build goes on.
 */
import { spawnSync } from 'node:child_process'

const { stdout, error } = spawnSync('npm', ['audit', '--omit=dev', '--audit-level=high', '--json'], {
  encoding: 'utf8',
  timeout: 60_000,
  maxBuffer: 64 * 1024 * 1024,
})

/** What npm found; undefined when it could not ask. */
function found() {
  try {
    return JSON.parse(stdout).metadata?.vulnerabilities
  } catch {
    return undefined
  }
}

const counts = error ? undefined : found()
if (!counts) console.log('Dependencies were not audited: the package registry could not be asked.')
else {
  const { high, critical, total } = counts
  console.log(`Dependencies audited: ${total} known weaknesses, ${high} high, ${critical} critical.`)
  process.exitCode = high + critical > 0 ? 1 : 0
}
