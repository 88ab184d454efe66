import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'

test("the portal's share of all cases is reported against the other channels", async () => {
  const { evan, asha, givenCase } = await council()
  for (const channel of ['portal', 'portal', 'telephone', 'email'] as const) await givenCase({ channel })
  const page = await evan.page('/reports/channels')
  expect(page).toContain('The portal took 50% of 4 cases.')
  expect(page).toContain('channel=telephone')
  const file = await (await evan.get('/reports/channels?format=csv')).text()
  expect(file).toMatch(/Portal,2/)
  expect((await asha.get('/reports/channels')).status).toBe(403)
})

test('days without cases say so, and days the wrong way round are refused', async () => {
  const { evan } = await council()
  expect(await evan.page('/reports/channels')).toContain('No cases then')
  expect((await evan.get('/reports/channels?from=2026-05-01&to=2026-01-01')).status).toBe(422)
})
