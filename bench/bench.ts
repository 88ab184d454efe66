/*
 * npm run bench [-- --sizes 10000,100000,1000000 --seconds 4 --data FOLDER --only clock,pages,reply,log,memory,import]
 *
 * Fills a durable PostgreSQL of its own (kept in FOLDER between runs), starts the product as `npm start` does, and asks it over real
 * HTTP from a process of its own. Floors are measured in the same run. Prints Markdown. The machine should have nothing else to do.
 */
import { readFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { benchClock } from './clock.ts'
import { type Cluster, filled, openCluster } from './cluster.ts'
import { once } from './driver.ts'
import { benchImporting } from './importing.ts'
import { benchFinding, benchLogging, benchReplying } from './logging.ts'
import { benchPages } from './pages.ts'
import { credentials, startServer } from './product.ts'
import { growth, print } from './report.ts'

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10000,100000,1000000' },
    seconds: { type: 'string', default: '4' },
    data: { type: 'string', default: path.join(tmpdir(), 'moothall-bench') },
    only: { type: 'string', default: 'clock,pages,reply,log,memory,import' },
    port: { type: 'string', default: '54777' },
  },
})
const seconds = Number(values.seconds)
const sizes = values.sizes.split(',').map(Number)
const wanted = (part: string) => values.only.split(',').includes(part)

// The words after `exec node` of `npm start`: what is measured is what an operator runs.
const asNpmStart: string[] = JSON.parse(readFileSync('package.json', 'utf8')).scripts.start.split(' ').slice(2)

function startProduct(cluster: Cluster, name: string, port: number) {
  const environment = { DATABASE_URL: cluster.url(name), API_RATE: '1000000', PAGE_RATE: '1000000' }
  return startServer(port, asNpmStart, environment, 'is ready at')
}

/** Everything at one size. */
async function benchSize(cluster: Cluster, size: number, port: number, medians: Map<string, number[]>) {
  const name = `moothall_${size}`
  const took = await filled(cluster, name, size)
  if (took) print(`\nFilled ${size.toLocaleString('en-GB')} cases in ${took} s.`)
  const first = await startProduct(cluster, name, port)
  await first.stop()
  const started = performance.now()
  const server = await startProduct(cluster, name, port + 1)
  const page = await once(server.port, { path: '/sign-in' })
  if (page.status !== 200) throw new Error(`The sign-in page answered ${page.status}`)
  const firstPage = Math.round(performance.now() - started)
  const idle = server.memory()
  const who = await credentials(cluster.url(name))
  if (wanted('pages')) await benchPages(cluster, name, server, who, { seconds, medians })
  if (wanted('reply')) await benchReplying(cluster, name, server, who, seconds)
  if (wanted('log')) {
    await benchFinding(server, who)
    await benchLogging(cluster, name, server, who, seconds)
  }
  if (wanted('memory')) {
    print(`\nFrom start to first page on this database: ${firstPage} ms.`)
    print(`Memory of web and worker together: ${idle} MB idle, ${server.memory()} MB after the load.`)
  }
  await server.stop()
}

const load = loadavg()[0]!.toFixed(2)
print(`Node ${process.version}, ${cpus().length} processors (${cpus()[0]?.model}), load average before: ${load}.`)
if (wanted('clock')) benchClock()
const cluster = await openCluster(values.data, Number(values.port))
try {
  const medians = new Map<string, number[]>()
  for (const [index, size] of sizes.entries()) await benchSize(cluster, size, 3300 + index * 10, medians)
  growth(medians, sizes)
  if (wanted('import')) await benchImporting(cluster)
} finally {
  await cluster.stop()
}
