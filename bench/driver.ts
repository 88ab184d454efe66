import http from 'node:http'

export interface Answer {
  readonly status: number
  readonly text: string
  readonly location: string | undefined
}

export interface Call {
  readonly method?: 'GET' | 'POST'
  readonly path: string
  readonly headers?: Record<string, string>
  readonly body?: string
}

export interface Measured {
  readonly callers: number
  readonly answers: number
  readonly perSecond: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

function ask(agent: http.Agent, port: number, call: Call): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const body = call.body
    const headers = { ...call.headers, ...(body ? { 'content-length': Buffer.byteLength(body) } : {}) }
    const options = { agent, host: '127.0.0.1', port, path: call.path, method: call.method ?? 'GET', headers }
    const request = http.request(options, response => {
      const pieces: Buffer[] = []
      response.on('data', piece => pieces.push(piece))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(pieces).toString(),
          location: response.headers.location,
        }),
      )
    })
    request.on('error', reject)
    request.end(body)
  })
}

/** One answer, outside any measurement. */
export async function once(port: number, call: Call): Promise<Answer> {
  const agent = new http.Agent()
  try {
    return await ask(agent, port, call)
  } finally {
    agent.destroy()
  }
}

/**
 * Asks for some seconds with that many callers, each waiting for its answer before it asks again. Every answer is checked: one that is
 * wrong stops the measurement with an error.
 */
export async function load(
  port: number,
  options: {
    callers: number
    seconds: number
    call: (n: number) => Call
    check: (answer: Answer, n: number) => boolean
  },
): Promise<Measured> {
  const { callers, seconds, call, check } = options
  const agent = new http.Agent({ keepAlive: true, maxSockets: callers })
  const times: number[] = []
  let n = 0
  const started = performance.now()
  const until = started + seconds * 1000
  const caller = async () => {
    while (performance.now() < until) {
      const mine = n++
      const what = call(mine)
      const before = performance.now()
      const answer = await ask(agent, port, what)
      times.push(performance.now() - before)
      if (!check(answer, mine))
        throw new Error(`Wrong answer to ${what.path}: ${answer.status} ${answer.text.slice(0, 300)}`)
    }
  }
  try {
    await Promise.all(Array.from({ length: callers }, caller))
  } finally {
    agent.destroy()
  }
  const took = (performance.now() - started) / 1000
  times.sort((a, b) => a - b)
  const at = (part: number) => Math.round((times[Math.floor((times.length - 1) * part)] ?? 0) * 100) / 100
  return {
    callers,
    answers: times.length,
    perSecond: Math.round(times.length / took),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
  }
}
