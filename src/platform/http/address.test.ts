import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { addressOf } from './address.ts'

async function addressBehind(proxies: number, forwarded?: string) {
  const app = new Hono().get('/', c => c.text(addressOf(c, proxies)))
  const answer = await app.request('/', { headers: forwarded ? { 'x-forwarded-for': forwarded } : {} })
  return answer.text()
}

test('behind a proxy a request comes from whoever asked the proxy', async () => {
  expect(await addressBehind(1, '203.0.113.7')).toBe('203.0.113.7')
  expect(await addressBehind(2, '203.0.113.7, 10.0.0.2')).toBe('203.0.113.7')
})

test('what somebody wrote there themselves is not believed', async () => {
  expect(await addressBehind(1, '198.51.100.1, 203.0.113.7')).toBe('203.0.113.7')
  expect(await addressBehind(0, '198.51.100.1')).toBe('unknown')
  expect(await addressBehind(2, '198.51.100.1')).toBe('unknown')
})
