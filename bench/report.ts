import type { Cluster } from './cluster.ts'
import { load, type Measured } from './driver.ts'
import { processorTime } from './processor-time.ts'
import type { Server } from './product.ts'

export const print = (line: string) => console.log(line)

export interface Timed extends Measured {
  readonly server_ms: number
  readonly database_ms: number
}

/** A load, after a second of warming up, with the processor time each answer cost the server and the database. */
export async function timed(cluster: Cluster, server: Server, options: Parameters<typeof load>[1]): Promise<Timed> {
  await load(server.port, { ...options, seconds: 1 })
  const [serverBefore, databaseBefore] = [server.used(), processorTime(cluster.pid)]
  const measured = await load(server.port, options)
  const each = (ms: number) => Math.round((ms / measured.answers) * 100) / 100
  return {
    ...measured,
    server_ms: each(server.used() - serverBefore),
    database_ms: each(processorTime(cluster.pid) - databaseBefore),
  }
}

export function head(title: string): void {
  print(`\n## ${title}\n`)
  print('| what | callers | per second | p50 ms | p95 ms | p99 ms | processor ms: server + database |')
  print('|---|---|---|---|---|---|---|')
}

export const row = (name: string, m: Timed): void =>
  print(
    `| ${name} | ${m.callers} | ${m.perSecond} | ${m.p50} | ${m.p95} | ${m.p99} | ${m.server_ms} + ${m.database_ms} |`,
  )

/** How medians grow from the smallest size to the largest. */
export function growth(medians: ReadonlyMap<string, readonly number[]>, sizes: readonly number[]): void {
  if (sizes.length < 2) return
  print(`\n## Growth: medians at ${sizes.map(size => size.toLocaleString('en-GB')).join(', ')} cases\n`)
  print('| page | medians ms | largest ÷ smallest |\n|---|---|---|')
  for (const [page, values] of medians)
    print(`| ${page} | ${values.join(', ')} | ${(values.at(-1)! / values[0]!).toFixed(2)} |`)
}
