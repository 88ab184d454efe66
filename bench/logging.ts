import pg from 'pg'
import type { Cluster } from './cluster.ts'
import { type Answer, once } from './driver.ts'
import { pgbench } from './pgbench.ts'
import { type Credentials, type Server, startServer } from './product.ts'
import { head, print, row, timed } from './report.ts'

const created = (answer: Answer) => answer.status === 201

const postOf = (who: Credentials, path: string, body: object) => ({
  method: 'POST' as const,
  path,
  headers: { authorization: `Bearer ${who.token}`, 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

const caseOf = (who: Credentials, words: string) =>
  postOf(who, '/api/v1/cases', {
    ...{ subject: `Printer on fire ${words}`, requester: who.requester, organisation: who.organisation_id },
    ...{ description: 'There is smoke coming out of it and people have gone home.', category: who.category },
  })

async function stored(url: string): Promise<number> {
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query('select count(*) from cases.cases')
  await client.end()
  return Number(rows[0].count)
}

/** Logging through the API with everything on, beside a bare Node server and pgbench with one equivalent statement. */
export async function benchLogging(cluster: Cluster, name: string, server: Server, who: Credentials, seconds: number) {
  head(`Logging a case through the API, ${name}`)
  const url = cluster.url(name)
  const bare = await startServer(server.port + 1, ['bench/bare-server.ts', url, String(server.port + 1)], {}, 'ready')
  const ratios: string[] = []
  for (const callers of [1, 8, 32]) {
    const before = await stored(url)
    const call = (n: number) => caseOf(who, String(n))
    let acknowledged = 0
    const check = (answer: Answer) => created(answer) && ++acknowledged > 0
    const ours = await timed(cluster, server, { callers, seconds, call, check })
    row('Moothall', ours)
    const lost = acknowledged - ((await stored(url)) - before)
    const floor = await timed(cluster, bare, { callers, seconds, call, check: created })
    row('bare Node, the same rows in one durable statement', floor)
    const raw = pgbench(url, callers, seconds)
    if (raw) print(`| pgbench, that statement | ${callers} | ${raw.perSecond} | | | | |`)
    const of = (other?: number) => (other ? `${Math.round((ours.perSecond / other) * 100)}%` : 'not measured:')
    ratios.push(
      `- ${callers} callers: ${of(floor.perSecond)} of bare Node, ${of(raw?.perSecond)} of pgbench; acknowledged and lost: ${lost}`,
    )
  }
  await bare.stop()
  print(`\n${ratios.join('\n')}`)
}

export async function benchReplying(cluster: Cluster, name: string, server: Server, who: Credentials, seconds: number) {
  head(`Answering through the API, ${name}`)
  const call = (n: number) => {
    const reference = who.references[n % who.references.length]
    return postOf(who, `/api/v1/cases/${reference}/replies`, { body: 'We are on our way.' })
  }
  for (const callers of [1, 8])
    row('Moothall', await timed(cluster, server, { callers, seconds, call, check: created }))
}

/** A case is found in the second it was logged. */
export async function benchFinding(server: Server, who: Credentials) {
  const word = `quincunx${Date.now()}`
  const started = performance.now()
  const answer = await once(server.port, caseOf(who, word))
  const { reference } = JSON.parse(answer.text)
  const headers = { cookie: `moothall_session=${who.session}` }
  const page = await once(server.port, { path: `/search?q=${word}`, headers })
  const found = page.text.includes(reference)
  print(
    `\nA case logged and searched for at once: ${found ? 'found' : 'NOT found'}, both in ${Math.round(performance.now() - started)} ms.`,
  )
}
