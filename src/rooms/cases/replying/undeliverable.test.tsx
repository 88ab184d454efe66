import { expect, test } from 'vitest'
import { suppress } from '#rooms/channels/index.ts'
import { type Council, council } from '#testing/council.tsx'

const stop = (c: Council, address: string, reason: 'bounced' | 'complained' | 'by_hand') =>
  c.writing(tx =>
    suppress(
      tx,
      c.farah.author,
      { organisation_id: c.organisation_id, address, reason, detail: reason === 'by_hand' ? 'Asked' : '5.1.1' },
      new Date(),
    ),
  )

/** The words of a page, without its tags. */
const words = (html: string) => html.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ')

const alsoAnalyst = (c: Council) =>
  c.writing(tx =>
    tx
      .insertInto('people.role_assignments')
      .values({ person_id: c.farah.id, organisation_id: c.organisation_id, role: 'analyst' })
      .execute(),
  )

test('whoever writes is told beforehand that messages to the requester come back, and what to do', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  expect(await c.asha.page(`/cases/${reference}`)).not.toContain('have come back')
  await stop(c, c.ben.email, 'bounced')
  const page = words(await c.asha.page(`/cases/${reference}/reply`))
  expect(page).toContain(`Messages to ${c.ben.email} have come back. Ring Ben Carter, or write on the portal.`)
  expect(page).toContain('Whoever looks after mailboxes can lift it.')
  expect(words(await c.asha.page(`/cases/${reference}/note`))).not.toContain('have come back')
})

test('so for those who take part, with the reason; another’s council list says nothing here', async () => {
  const [c, d] = [await council(), await council()]
  const { reference } = await c.givenCase()
  await c.asha.post(`/cases/${reference}/participants`, { who: 'ann@elsewhere.example', role: 'supplier' })
  await stop(d, 'ann@elsewhere.example', 'bounced')
  expect(words(await c.asha.page(`/cases/${reference}`))).not.toContain('Messages to ann')
  await stop(c, 'ann@elsewhere.example', 'complained')
  expect(words(await c.asha.page(`/cases/${reference}`))).toContain(
    'Messages to ann@elsewhere.example were marked as junk mail.',
  )
})

test('who manages mail can lift it from there, and hears quietly that nothing leaves', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  await stop(c, c.ben.email, 'by_hand')
  await alsoAnalyst(c)
  const page = await c.farah.page(`/cases/${reference}`)
  expect(words(page)).toContain('Messages stay here: no mail server is set up.')
  expect(words(await c.asha.page(`/cases/${reference}`))).not.toContain('Messages stay here')
  const href = /href="(\/mail\/suppressed\?q=[^"]+)"/.exec(page)![1]!
  expect(await c.farah.page(href)).toContain('Write to it again')
})

test('a mailbox with a mail server of its own does send', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  await alsoAnalyst(c)
  const smtp = JSON.stringify({ host: 'mail.example.org', port: 587, tls: 'required' })
  const { givenMailbox } = await import('#testing/mail.ts')
  await givenMailbox(c, { smtp, sends_by_default: true })
  expect(await c.farah.page(`/cases/${reference}`)).not.toContain('Messages stay here')
})
