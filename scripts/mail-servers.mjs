// The journeys of mail (e2e/mail.e2e.ts) need Dovecot and OpenSMTPD. Where Debian's packages are at hand and we may install, install
// them; where not, say so: the journeys then report themselves as left out, and everything else still runs.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const there = () => ['/usr/sbin/dovecot', '/usr/sbin/smtpd'].every(file => existsSync(file))

if (!there()) {
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    console.log('Installing Dovecot and OpenSMTPD for the journeys of mail…')
    const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
    spawnSync('apt-get', ['update', '-q'], quiet)
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'dovecot-imapd', 'opensmtpd'], quiet)
  }
  if (!there()) console.log('Dovecot and OpenSMTPD are not installed: the journeys of mail will be left out.')
}
