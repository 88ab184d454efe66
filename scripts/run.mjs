// What `npm start` and `bin/moothall` share: a database to work on, the program, and a clean end.
import path from 'node:path'
import { findPostgres, startPostgres } from './postgres.mjs'
import { ownSettings } from './settings.mjs'

const root = path.resolve(import.meta.dirname, '..')
const databaseDir = process.env.MOOTHALL_DATA ?? path.join(root, '.data/postgres')

/** The operator's PostgreSQL, or the embedded one: already running, or started here and stopped here. */
async function database() {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, stop: async () => {} }
  const running = await findPostgres(databaseDir)
  if (running && !isServing(process.argv[2])) return { url: running, stop: async () => {} }
  return startPostgres({ databaseDir, port: Number(process.env.PGPORT ?? 54330) })
}

const isServing = word => ['serve', undefined].includes(word)
const PARTS = { serve: { web: true, work: true }, web: { web: true, work: false }, work: { web: false, work: true } }

/** What an operator can put right, in a sentence; undefined for a fault of ours. */
function sentenceFor(error) {
  if (error.code === 'EADDRINUSE') return `Port ${error.port} is taken. Choose another: PORT=3001 npm start`
  if (['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT'].includes(error.code))
    return `The database does not answer (${error.message || error.code}). DATABASE_URL says where it is.`
  if (error.severity) return ['The database said:', error.message, error.hint].filter(Boolean).join('\n  ')
  return error.message?.startsWith('Some settings are wrong') ? error.message : undefined
}

/** Runs what `moothall` was asked to, or says why it cannot; returns the exit code. */
export async function run(words) {
  try {
    return await runCommand(words)
  } catch (error) {
    const sentence = sentenceFor(error)
    if (!sentence && words[0] !== 'receive') throw error
    console.error(sentence ?? error)
    // A mail server that hears 75 keeps the message and tries again; after any other number it sends it back.
    process.exit(words[0] === 'receive' ? 75 : 1) // connections already open would keep the process; the embedded PostgreSQL stops with it
  }
}

async function runCommand(words) {
  const main = await import('../dist/server/main.mjs')
  const parts = PARTS[words[0]]
  const print = line => console.log(line)
  if (!parts && !main.needsDatabase(words))
    return main.command({ databaseUrl: '', appDatabaseUrl: '', root, print }, words)
  const postgres = await database()
  if (parts) return serve(main, postgres, parts)
  try {
    const appDatabaseUrl = process.env.APP_DATABASE_URL ?? postgres.url
    const context = { databaseUrl: postgres.url, appDatabaseUrl, root, print }
    return await main.command(context, words)
  } finally {
    await postgres.stop()
  }
}

async function serve(main, postgres, parts) {
  const settings = process.env.DATABASE_URL ? process.env : await ownSettings(databaseDir)
  const config = main.readConfig({ ...settings, DATABASE_URL: postgres.url })
  const app = await main.start(config, parts, root)
  // An operator's own database is filled only when asked: `moothall demo`.
  if (app.url && !process.env.DATABASE_URL) await main.welcome(app, postgres.url, console.log)
  console.log(
    app.url ? `Moothall is ready at ${app.url} after ${Math.round(performance.now())} ms` : 'The worker is ready',
  )
  for (const { protocol, port } of app.doors)
    console.log(`Mail servers deliver to port ${port} by ${protocol.toUpperCase()}`)
  let closing = false
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM'])
      process.on(signal, async () => {
        if (closing) return // from a terminal it comes twice: to the group, and once more through npm
        closing = true
        await app.close()
        await postgres.stop()
        resolve(0)
        process.exit(0)
      })
  })
}
