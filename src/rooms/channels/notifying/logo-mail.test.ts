/* A council's name and logo in what it sends: the picture travels with the message, and nothing is fetched to read it. */
import { once } from 'node:events'
import { simpleParser } from 'mailparser'
import { expect, test } from 'vitest'

import { type Council, council, db, owner } from '#testing/council.tsx'
import { tellAll } from '#testing/told.ts'
import { compose } from '../sending/compose.ts'
import type { ToSend } from '../sending/taken.ts'

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 1])

async function giveLogo(c: Council, bytes = PNG) {
  const sent = new FormData()
  sent.set('logo', new File([new Uint8Array(bytes)], 'logo.png'))
  expect((await c.farah.send(`/admin/organisations/${c.organisation_id}/logo`, sent)).status).toBe(303)
}

async function firstMail(c: Council) {
  await c.givenCase()
  await tellAll(c)
  const { rows } = await owner.query(
    `select * from channels.sent_messages where organisation_id = $1 and html is not null order by created_at limit 1`,
    [c.organisation_id],
  )
  const message = { ...rows[0], delivered_to: [] } as ToSend
  const composed = await compose(db, message, { mailbox: undefined, from: 'desk@shared.example', key: 'key' })
  const chunks: Buffer[] = []
  composed!.stream.on('data', chunk => chunks.push(chunk))
  await once(composed!.stream, 'end')
  return { html: message.html ?? '', parsed: await simpleParser(Buffer.concat(chunks), { skipImageLinks: true }) }
}

test('a notice has the council’s name, colour and logo, whose picture is part of the message', async () => {
  const c = await council()
  await giveLogo(c)
  const colour = {
    accent: 'own',
    own_colour: '#7a1fa2',
    zone: 'Europe/London',
    auto_close_days: '5',
    reopen_days: '20',
  }
  await c.farah.post(`/admin/organisations/${c.organisation_id}`, {
    name: 'Own Council',
    short_name: c.short,
    ...colour,
  })
  const { html, parsed } = await firstMail(c)
  expect(html).toContain('solid #7a1fa2')
  expect(html).toContain('Own Council')
  const [picture] = parsed.attachments
  expect(picture).toMatchObject({ contentType: 'image/png', related: true, contentDisposition: 'inline' })
  expect(picture?.content).toEqual(PNG)
  expect(html).toContain(`src="cid:${picture?.cid}"`)
  expect(html.replaceAll(/src="cid:[^"]*"/g, '')).not.toMatch(/\ssrc=|url\(/)
})

test('without a logo there is none, and one taken away since is shown no more', async () => {
  const c = await council()
  expect((await firstMail(c)).parsed.attachments).toEqual([])
  const other = await council()
  await giveLogo(other, Buffer.concat([PNG, Buffer.from(other.short)]))
  await other.givenCase()
  await tellAll(other)
  await other.farah.post(`/admin/organisations/${other.organisation_id}/logo/remove`)
  const { html, parsed } = await firstMail(other)
  expect(html).toContain('cid:logo-')
  expect(parsed.html).not.toContain('<img')
  expect(parsed.attachments).toEqual([])
})
