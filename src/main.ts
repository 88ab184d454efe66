/*
 * The composition root: which parts of the house this process runs. Web and worker are the same program; a small council runs both
 * in one process, a large one runs several of each.
 */
import { readdirSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { jobs } from '#app/jobs.ts'
import { schedule } from '#app/schedule.ts'
import { subscriptions } from '#app/subscriptions.ts'
import { startTimers } from '#app/timers.ts'
import { upkeepOf } from '#app/upkeep.ts'
import { createWeb } from '#app/web.ts'
import { connect, connectAsOwner, type Db } from '#platform/database/connect.ts'
import { prepareDatabase } from '#platform/database/prepare.ts'
import { startDelivery } from '#platform/events/deliver.ts'
import { settleScanning } from '#platform/files/scan.ts'
import { settleOutward } from '#platform/http/outward.ts'
import { settlePace } from '#platform/http/pace.ts'
import { lookAtInstallation } from '#platform/installation/installation.ts'
import { keepWorking } from '#platform/installation/keep-working.ts'
import { startWorker } from '#platform/jobs/run.ts'
import { type Hub, openHub } from '#platform/live/hub.ts'
import { sendNudgesThrough } from '#platform/live/nudge.ts'
import { useSecretKey } from '#platform/secrets/seal.ts'
import { settleSite } from '#platform/site.ts'
import { now } from '#platform/time/now.ts'
import type { Assets } from '#platform/ui/layout/frame.ts'
import {
  allowMailHosts,
  type Door,
  openDoor,
  sendTextsThrough,
  sendThrough,
  startFetching,
  startSending,
} from '#rooms/channels/index.ts'
import { allowSignInHosts } from '#rooms/people/index.ts'
import type { Config } from './config.ts'

export { command, needsDatabase } from './commands/command.ts'
export { welcome } from './commands/welcome.ts'
export { readConfig } from './config.ts'
export { createWeb }

export interface Parts {
  readonly web: boolean
  readonly work: boolean
}

export interface Running {
  /** Where the web listens; undefined for a worker alone. */
  readonly url: string | undefined
  /** Where mail servers deliver. */
  readonly doors: readonly Door[]
  readonly db: Db
  readonly hub: Hub
  close(): Promise<void>
}

/** Brings the database up to date and starts the parts asked for. `root` is the project's folder. */
export async function start(config: Config, parts: Parts, root: string): Promise<Running> {
  settleSite({ url: config.PUBLIC_URL, proxies: config.PROXIES, port: config.PORT })
  useSecretKey(config.SECRET_KEY)
  settleOutward({ allow: config.OUTWARD_ALLOW })
  settlePace(config.PAGE_RATE)
  settleScanning({ clamd: config.CLAMD, unreachable: config.CLAMD_UNREACHABLE })
  allowSignInHosts(config.SIGN_IN_HOSTS)
  sendTextsThrough({ url: config.NOTIFY_URL })
  sendThrough(config)
  allowMailHosts(config.MAIL_HOSTS)
  await prepareDatabase(config.DATABASE_URL, path.join(root, 'database'))
  const appUrl = config.APP_DATABASE_URL ?? config.DATABASE_URL
  const db = connect(appUrl, { max: config.POOL_SIZE })
  const hub = openHub(appUrl)
  sendNudgesThrough(db.pool)
  const worker = await keepAtWork(config, db, hub, parts.work)
  const web = parts.web ? await startWeb(config, db, hub, root) : undefined
  return {
    url: web?.url,
    doors: worker.doors,
    db,
    hub,
    async close() {
      await web?.close()
      await worker.close()
      sendNudgesThrough(undefined)
      await hub.close()
      await db.close()
    },
  }
}

/** Works, if this process does, while the database is the one it was; on a restored backup it waits for an operator's word. */
async function keepAtWork(config: Config, db: Db, hub: Hub, works: boolean) {
  const owner = connectAsOwner(config.DATABASE_URL, 2)
  if (!works) {
    await lookAtInstallation(owner, now())
    await owner.end()
    return { doors: [], close: async () => {} }
  }
  const keeping = await keepWorking(owner, () => startWork(config, db, hub))
  return {
    doors: keeping.working()?.doors ?? [],
    async close() {
      await keeping.close()
      await owner.end()
    },
  }
}

async function startWork(config: Config, db: Db, hub: Hub) {
  const owner = connectAsOwner(config.DATABASE_URL, config.WORKER_CONCURRENCY + config.SMTP_CONNECTIONS + 2)
  const concurrency = config.WORKER_CONCURRENCY
  const runner = await startWorker({
    db,
    owner,
    jobs,
    subscriptions,
    upkeep: upkeepOf(owner),
    crontab: schedule,
    concurrency,
  })
  const delivery = startDelivery(owner, hub, subscriptions)
  const timers = startTimers(owner)
  const sending = startSending({ owner, db, hub })
  const fetching = startFetching(db)
  const doors = await openDoors(config, db)
  return {
    doors,
    async close() {
      await Promise.all(doors.map(door => door.close()))
      timers.close()
      await fetching.close()
      await sending.close()
      await delivery.close()
      await runner.stop()
      await owner.end()
    },
  }
}

/** The doors for mail servers whose ports are set. */
function openDoors(config: Config, db: Db): Promise<Door[]> {
  const host = config.MAIL_HOST ?? config.HOST
  const ports = [
    ['lmtp', config.LMTP_PORT],
    ['smtp', config.SMTP_PORT],
  ] as const
  const wanted = ports.flatMap(([protocol, port]) =>
    port === undefined ? [] : [{ protocol, host, port, peers: config.MAIL_PEERS }],
  )
  return Promise.all(wanted.map(settings => openDoor(db, settings)))
}

async function startWeb(config: Config, db: Db, hub: Hub, root: string) {
  const app = new Hono()
  serveFiles(app, root)
  app.route('/', createWeb({ db, hub, assets: builtAssets(root), apiRate: config.API_RATE }))
  const server = serve({ fetch: app.fetch, hostname: config.HOST, port: config.PORT })
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve)
    server.once('error', reject)
  })
  // Listening on an address, not on a socket file, so the address is an object.
  const { port } = server.address() as AddressInfo
  return {
    url: config.PUBLIC_URL ?? `http://${config.HOST === '127.0.0.1' ? 'localhost' : config.HOST}:${port}`,
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        // Open streams would keep it open for ever; a request under way gets a moment to finish.
        setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 500).unref()
        if ('closeIdleConnections' in server) server.closeIdleConnections()
      }),
  }
}

const FOR_EVER = 'public, max-age=31536000, immutable'

/** A file of ours is what its type says it is, and nothing else. */
function asFile(c: { header(name: string, value: string): void }, caching: string) {
  c.header('cache-control', caching)
  c.header('x-content-type-options', 'nosniff')
}

function serveFiles(app: Hono, root: string) {
  const built = {
    root: path.join(root, 'dist/public'),
    onFound: (_: string, c: { header(name: string, value: string): void }) => asFile(c, FOR_EVER),
  }
  app.use('/assets/*', serveStatic(built))
  // Each by its name: a wildcard would look for a file at every request.
  const others = serveStatic({
    root: path.join(root, 'public'),
    onFound: (_, c) => asFile(c, 'public, max-age=3600'),
  })
  for (const name of readdirSync(path.join(root, 'public'))) app.get(`/${name}`, others)
}

/** Where the build put the script and the style, whose names change with their content. */
export function builtAssets(root: string): Assets {
  const text = readFileSync(path.join(root, 'dist/public/manifest.json'), 'utf8')
  const manifest: Record<string, { file: string } | undefined> = JSON.parse(text)
  const file = (source: string) => `/${manifest[source]?.file ?? ''}`
  return { script: file('src/browser/app.ts'), style: file('src/browser/app.scss') }
}
