// The floor: a bare Node server, nothing in it, that makes a case's rows durable with one statement (bench/pgbench.ts).
import http from 'node:http'
import pg from 'pg'
import { PREPARED } from './pgbench.ts'

const pool = new pg.Pool({ connectionString: process.argv[2]!, max: 10 })
const INSERT = { name: 'insert', text: PREPARED }
let n = 0

const server = http.createServer(async (request, response) => {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece)
  const { subject, description } = JSON.parse(Buffer.concat(pieces).toString())
  const { rows } = await pool.query({ ...INSERT, values: [subject, description, String(1 + (n++ % 3900))] })
  response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(rows[0]))
})
server.listen(Number(process.argv[3]), '127.0.0.1', () => console.log('ready'))
process.on('SIGTERM', () => process.exit(0))
