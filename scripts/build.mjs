// Builds only when something that goes into the build has changed, so that a second start takes seconds.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
const stamp = path.join(root, 'dist/.build-stamp')

const hash = createHash('sha256')
for (const file of ['package-lock.json', 'vite.config.ts']) hash.update(readFileSync(path.join(root, file)))
for (const entry of readdirSync(path.join(root, 'src'), { recursive: true }).sort()) {
  const file = path.join(root, 'src', entry)
  if (statSync(file).isFile()) hash.update(entry).update(readFileSync(file))
}
const now = hash.digest('hex')

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== now) {
  console.log('Building…')
  const run = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--app', '--logLevel', 'error'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (run.status !== 0) process.exit(run.status ?? 1)
  writeFileSync(stamp, now)
}
