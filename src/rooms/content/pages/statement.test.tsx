import { expect, test } from 'vitest'
import { visitor } from '#testing/council.tsx'

test('anybody may read how accessible the service is, and what it keeps', async () => {
  expect(await visitor.page('/accessibility')).toContain('What falls short')
  expect(await visitor.page('/privacy')).toContain('Who can read it')
})
