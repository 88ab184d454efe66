/* A door for mail in a process of its own, so that it can be killed: run by mail.e2e.ts. */
import { connect } from '../src/platform/database/connect.ts'
import { openDoor } from '../src/rooms/channels/receiving/door.ts'

const [, , url, port] = process.argv as unknown as [string, string, string, string]
await openDoor(connect(url, { max: 4 }), { protocol: 'lmtp', host: '127.0.0.1', port: Number(port), peers: [] })
console.log('open')
