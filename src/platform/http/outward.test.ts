import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { askOutward, settleOutward, whyNotOutward } from './outward.ts'
import { isPublicAddress, readAllowed } from './outward-address.ts'

const servers: Server[] = []
afterEach(() => {
  settleOutward({ allow: '' })
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function serverThat(answers: RequestListener): Promise<{ port: number; asked: () => number }> {
  let asked = 0
  const server = createServer((request, response) => {
    asked += 1
    answers(request, response)
  })
  servers.push(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, asked: () => asked }
}

test.each([
  ...[
    '127.0.0.1',
    '127.9.9.9',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
  ],
  ...[
    '100.64.0.1',
    '192.0.0.192',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'fe80::1%eth0',
  ],
  ...[
    'fc00::1',
    'fd00:ec2::254',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::127.0.0.1',
    '64:ff9b::10.0.0.1',
    '64:ff9b::a9fe:a9fe',
  ],
  ...['64:ff9b:1::1', '2002:7f00:1::', '2001:0:1::1', '2001:db8::1', 'ff02::1', 'localhost', ''],
])('%s is nobody’s that we may ask (abuse case 32)', address => {
  expect(isPublicAddress(address)).toBe(false)
})

test.each(['1.1.1.1', '8.8.8.8', '2606:4700:4700::1111', '::ffff:1.1.1.1', '64:ff9b::101:101', '172.32.0.1'])(
  '%s is public',
  address => expect(isPublicAddress(address)).toBe(true),
)

test.each([
  ...['file:///etc/passwd', 'gopher://example.org', 'ftp://example.org', 'javascript:alert(1)', 'nonsense', ''],
  ...['http://example.org', 'https://user:secret@example.org', 'https://example.org:22', 'https://127.0.0.1'],
  ...[
    'https://0x7f.1',
    'https://2130706433',
    'https://[::1]',
    'https://[::ffff:169.254.169.254]',
    'https://017700000001',
  ],
])('%s is refused before anything is asked', async url => {
  expect(whyNotOutward(url)).not.toBeNull()
  expect(await askOutward({ url })).toMatchObject({ ok: false, again: false })
})

test('a name that leads to this machine is refused when it is looked up, however innocent it is', async () => {
  const { port, asked } = await serverThat((_, response) => response.end('secret'))
  // "localhost" is allowed neither by name nor by its address.
  settleOutward({ allow: 'other.example' })
  expect(await askOutward({ url: 'https://localhost' })).toEqual({
    ...{ ok: false, why: 'That address is inside our own network, where we do not send', again: false },
  })
  expect(whyNotOutward(`http://localhost:${port}`)).not.toBeNull()
  expect(asked()).toBe(0)
})

test('what an operator allows is reached, by name or by net', async () => {
  const { port } = await serverThat((request, response) => response.end(`${request.method} ${request.url}`))
  settleOutward({ allow: '127.0.0.0/8' })
  expect(await askOutward({ url: `http://127.0.0.1:${port}/a?b` })).toEqual({
    ok: true,
    status: 200,
    type: '',
    body: 'POST /a?b',
  })
  settleOutward({ allow: 'localhost' })
  expect(await askOutward({ url: `http://localhost:${port}/`, method: 'GET' })).toMatchObject({ ok: true })
  expect(() => readAllowed('https://x')).toThrow('OUTWARD_ALLOW')
})

test('a redirect is not followed', async () => {
  const inner = await serverThat((_, response) => response.end('secret'))
  const { port } = await serverThat((_, response) =>
    response.writeHead(302, { location: `http://127.0.0.1:${inner.port}/` }).end(),
  )
  settleOutward({ allow: '127.0.0.1' })
  expect(await askOutward({ url: `http://127.0.0.1:${port}` })).toMatchObject({ ok: true, status: 302 })
  expect(inner.asked()).toBe(0)
})

test('an answer without end is read no further than it has to be (abuse case 33)', async () => {
  const { port } = await serverThat((_, response) => {
    const more = () => {
      while (response.write(Buffer.alloc(16_384, 'x')));
      response.once('drain', more)
    }
    more()
  })
  settleOutward({ allow: '127.0.0.1' })
  const got = await askOutward({ url: `http://127.0.0.1:${port}` })
  expect(got).toMatchObject({ ok: true, status: 200 })
  expect(got.ok && got.body.length).toBeLessThanOrEqual(65_536)
})

test('one that answers a byte at a time, or never, is left in bounded time (abuse case 33)', {
  timeout: 20_000,
}, async () => {
  const slow = await serverThat((_, response) => {
    const timer = setInterval(() => response.write('.'), 200)
    response.on('close', () => clearInterval(timer))
  })
  const never = await serverThat(() => {})
  settleOutward({ allow: '127.0.0.1', within_ms: 700 })
  const asking = [slow, never].map(({ port }) => askOutward({ url: `http://127.0.0.1:${port}` }))
  for (const got of await Promise.all(asking))
    expect(got).toEqual({ ok: false, why: 'It did not answer in time', again: true })
})
