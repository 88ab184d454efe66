// npm run dev: the same program with every edit visible at once. Pools and the worker stay up; pages reload.
import http from 'node:http'
import path from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { createServer } from 'vite'
import { startPostgres } from './postgres.mjs'
import { ownSettings } from './settings.mjs'

const root = path.resolve(import.meta.dirname, '..')
const databaseDir = process.env.MOOTHALL_DATA ?? path.join(root, '.data/postgres')
const port = Number(process.env.PORT ?? 3000)
const postgres = process.env.DATABASE_URL
  ? { url: process.env.DATABASE_URL, stop: async () => {} }
  : await startPostgres({ databaseDir, port: Number(process.env.PGPORT ?? 54330) })

const server = http.createServer()
const vite = await createServer({
  root,
  appType: 'custom',
  publicDir: 'public',
  server: { middlewareMode: { server }, ws: { server } },
})
const main = await vite.ssrLoadModule('/src/main.ts')
const settings = process.env.DATABASE_URL ? process.env : await ownSettings(databaseDir)
const config = main.readConfig({ ...settings, DATABASE_URL: postgres.url })
const running = await main.start(config, { web: false, work: true }, root)
const assets = { dev: true, script: '/src/browser/app.ts', style: '/src/browser/app.scss' }

server.on('request', (request, response) =>
  vite.middlewares(request, response, async () => {
    const { createWeb } = await vite.ssrLoadModule('/src/app/web.ts') // reloads what changed, and only that
    getRequestListener(createWeb({ db: running.db, hub: running.hub, assets }).fetch)(request, response)
  }),
)
server.listen(port, '127.0.0.1', () => console.log(`Developing at http://localhost:${port}`))

let closing = false
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, async () => {
    if (closing) return
    closing = true
    server.close()
    server.closeAllConnections()
    await vite.close()
    await running.close()
    await postgres.stop()
    process.exit(0)
  })
