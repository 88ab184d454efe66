// A mail server that takes every message and keeps none: what the sender is measured against (bench/sending.ts).
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

const server = new SMTPServer({
  ...{ authOptional: true, disabledCommands: ['STARTTLS'] },
  onData(stream, _, done) {
    stream.resume()
    stream.once('end', () => done())
  },
})
server.listen(0, '127.0.0.1', () => console.log((server.server.address() as AddressInfo).port))
process.on('SIGTERM', () => process.exit(0))
