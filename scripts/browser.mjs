// The browser journeys need Chromium. Where Debian's packages are at hand and we may install, install it; where not, say so:
// the journeys then report themselves as left out, and everything else still runs.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

const has = name => (process.env.PATH ?? '').split(path.delimiter).some(folder => existsSync(path.join(folder, name)))

if (!has('chromium') && !has('google-chrome')) {
  if (has('apt-get') && process.getuid?.() === 0) {
    console.log('Installing Chromium for the browser journeys…')
    const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
    spawnSync('apt-get', ['update', '-q'], quiet)
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-liberation'], quiet)
  }
  if (!has('chromium'))
    console.log(
      'Chromium is not installed: the browser journeys and their accessibility checks (e2e/) will be left out.',
    )
}
