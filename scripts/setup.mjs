// Makes `npm start`, `npm test` and `npm run dev` work from a fresh clone on any Node from 20 that ships npm: installs from
// the lockfile whenever node_modules does not match it. The lockfile includes the pinned Node, so the script that follows
// already runs on it, because node_modules/.bin comes first on an npm script's PATH.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname ?? '.', '..')
const stamp = path.join(root, 'node_modules/.setup-stamp')
const lock = createHash('sha256')
  .update(readFileSync(path.join(root, 'package-lock.json')))
  .digest('hex')

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  // npm must not run on the very binary it is about to replace.
  const PATH = (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter(folder => !folder.endsWith(path.join('node_modules', '.bin')))
    .join(path.delimiter)
  const run = spawnSync('npm', ['ci', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH },
    shell: process.platform === 'win32',
  })
  if (run.status !== 0) process.exit(run.status ?? 1)
  writeFileSync(stamp, lock)
}
