// The floor: a bare Node server that makes one row durable with one statement, and one that answers a page of fifty rows.
import http from 'node:http'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.argv[2]!, max: 10 })
const INSERT = {
  name: 'insert',
  text: `insert into bench.floor (organisation_id, subject, body, priority) values ($1, $2, $3, $4) returning id`,
}
const PAGE = { name: 'page', text: `select id, subject, body, priority from bench.floor order by id desc limit 50` }

const server = http.createServer(async (request, response) => {
  if (request.method === 'POST') {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece)
    const { subject, description } = JSON.parse(Buffer.concat(pieces).toString())
    const { rows } = await pool.query({ ...INSERT, values: [1, subject, description, 'P3'] })
    response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(rows[0]))
    return
  }
  const { rows } = await pool.query(PAGE)
  const lines = rows.map(row => `<tr><td>${row.id}</td><td>${row.subject}</td><td>${row.priority}</td></tr>`)
  response.writeHead(200, { 'content-type': 'text/html' }).end(`<table>${lines.join('')}</table>`)
})
server.listen(Number(process.argv[3]), '127.0.0.1', () => console.log('ready'))
process.on('SIGTERM', () => process.exit(0))
