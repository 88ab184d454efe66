import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'
import { memory, processorTime } from './processor-time.ts'

/** A server running as a process of its own, as an operator runs it. */
export interface Server {
  readonly port: number
  readonly pid: number
  /** Milliseconds from its start until it said it was ready. */
  readonly readyAfter: number
  /** Milliseconds of processor time so far. */
  used(): number
  /** Megabytes of memory it holds (PSS). */
  memory(): number
  stop(): Promise<void>
}

export function startServer(
  port: number,
  words: string[],
  environment: Record<string, string>,
  ready: string,
): Promise<Server> {
  const started = performance.now()
  const child = spawn(process.execPath, words, {
    env: { ...process.env, ...environment, LOG_LEVEL: 'error', PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  // Whatever ends the measurement ends what it started.
  process.once('exit', () => child.kill('SIGKILL'))
  return new Promise((resolve, reject) => {
    child.once('exit', code => reject(new Error(`${words.join(' ')} ended with ${code}`)))
    let said = ''
    child.stdout?.on('data', piece => {
      said += piece
      if (said.includes(ready)) resolve(serverOver(child, port, Math.round(performance.now() - started)))
    })
  })
}

const serverOver = (child: ChildProcess, port: number, readyAfter: number): Server => ({
  port,
  pid: child.pid!,
  readyAfter,
  used: () => processorTime(child.pid!),
  memory: () => memory(child.pid!),
  stop: () =>
    new Promise(resolve => {
      child.removeAllListeners('exit')
      child.once('exit', () => resolve())
      child.kill('SIGTERM')
    }),
})

const hash = (secret: string) => createHash('sha256').update(secret).digest('base64url')

/** Signs an analyst of the filled database in, and gives a program a token, as the product would keep them. */
export async function credentials(url: string) {
  const client = new pg.Client(url)
  await client.connect()
  const [session, token] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')]
  const { rows } = await client.query(
    `select a.id as analyst, p.id as requester, p.organisation_id, c.path as category from people.persons a, people.persons p, catalogue.categories c
     where a.name = 'Analyst 1' and p.name = 'Person 21' and c.organisation_id = p.organisation_id and c.name = 'Category 3'`,
  )
  const who = rows[0]
  await client.query(
    `insert into people.sessions (token_hash, person_id, ends_at) values ($1, $2, now() + interval '1 day')`,
    [hash(session), who.analyst],
  )
  await client.query(
    `insert into people.api_tokens (id, person_id, name, token_hash, scopes) values (gen_random_uuid(), $1, 'bench', $2, $3)`,
    [who.analyst, hash(token), ['cases.read', 'cases.work', 'people.read']],
  )
  const found = await client.query(
    `select reference from cases.cases where is_open and organisation_id = $1 order by logged_at desc limit 200`,
    [who.organisation_id],
  )
  await client.end()
  return { session, token, ...who, references: found.rows.map(row => row.reference as string) } as Credentials
}

export interface Credentials {
  readonly session: string
  readonly token: string
  readonly requester: string
  readonly organisation_id: string
  readonly category: string
  readonly references: readonly string[]
}
