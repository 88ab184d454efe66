import { expect, test } from 'vitest'
import { allowedFrom, isPrivate, networksFrom, reach } from './reach.ts'

test('what the public cannot reach is inside (abuse case 32)', () => {
  const inside = ['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0']
  const six = [
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
  ]
  expect([...inside, ...six].filter(address => !isPrivate(address))).toEqual([])
  expect(['8.8.8.8', '151.101.1.69', '2a00:1450:4009::200e', '172.32.0.1'].filter(isPrivate)).toEqual([])
})

test('a host inside is refused, whatever is there, unless whoever runs the installation named it', async () => {
  const none = allowedFrom([])
  for (const host of ['127.0.0.1', 'localhost', '::1', '2130706433', '0x7f.1'])
    await expect(reach(host, none)).rejects.toMatchObject({
      code: expect.stringMatching(/net\.(not-outside|no-such-host)/),
    })
  expect(await reach('127.0.0.1', allowedFrom(['127.0.0.0/8']))).toBe('127.0.0.1')
  expect(await reach('localhost', allowedFrom(['localhost']))).toMatch(/127\.0\.0\.1|::1/)
  expect(allowedFrom(['*.council.example']).has('mail.council.example', '10.0.0.1')).toBe(true)
  expect(allowedFrom(['*.council.example']).has('council.example.elsewhere.example', '10.0.0.1')).toBe(false)
})

test('a name that is none is said to be none', async () => {
  await expect(reach('no-such-host.invalid', allowedFrom([]))).rejects.toMatchObject({ code: 'net.no-such-host' })
})

test('a list of networks knows what is in it, and versions apart', () => {
  const known = networksFrom(['10.1.0.0/16', '192.0.2.7', 'fd00::/8'])
  expect(['10.1.2.3', '192.0.2.7', 'fd00::1'].map(known)).toEqual([true, true, true])
  expect(['10.2.0.1', '127.0.0.1', '::1', 'nonsense'].map(known)).toEqual([false, false, false, false])
})

test('a network that is none is refused when it is read', () => {
  expect(() => networksFrom(['council.example'])).toThrow('no address or network')
})
