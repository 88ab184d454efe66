import { expect, test } from 'vitest'
import { send } from '#rooms/channels/index.ts'
import { owner } from '#testing/council.tsx'
import { givenMail } from '#testing/given-mail.ts'
import { givenMailbox, mail } from '#testing/mail.ts'
import { all } from '../succeeding/merging.fixture.ts'
import { planned, workerOf } from './splitting.fixture.ts'

/** A split that is done, with a letter of before to Ben about his case, and a mailbox on each side. */
async function parted() {
  let letter = ''
  const p = await planned({
    furnish: async (a, _, answered_id) => {
      await givenMailbox(a)
      const about = { organisation_id: a.organisation_id, kind: 'reply', subject_id: answered_id } as const
      const to = { person_id: a.ben.id, to: { name: a.ben.name, address: a.ben.email } }
      const id = await a.writing(tx =>
        send(tx, { ...about, ...to, subject: 'Re: Printer', text: 'Which?' }, new Date()),
      )
      const { rows } = await owner.query('select message_id from channels.sent_messages where id = $1', [id])
      letter = rows[0].message_id
    },
  })
  await all(p.step)
  const mailboxAt = async (name: string) => {
    const address = `${name}@${p.a.short.toLowerCase()}.example`
    const found = await owner.query(
      'select id, organisation_id, address, most_bytes from channels.mailboxes where address = $1',
      [address],
    )
    return { ...found.rows[0], most_bytes: Number(found.rows[0].most_bytes) }
  }
  return { ...p, letter, mailboxAt }
}

test('mail goes where its case went, to whichever mailbox it comes; what is new to a mailbox that went is for the new one', {
  timeout: 60_000,
}, async () => {
  const { a, b_id, letter, mailboxAt, answered, continued } = await parted()
  expect(letter).toContain('@')
  const there = await continued(answered.id)
  const from = `Ben Carter <${a.ben.email}>`
  for (const name of ['help', 'north']) {
    const mailbox = await mailboxAt(name)
    const worker = name === 'north' ? workerOf(a, b_id) : a
    const raw = mail({ From: from, Subject: 'Re: Printer on fire', 'In-Reply-To': `<${letter}>`, body: `By ${name}.` })
    const received = await givenMail(worker, mailbox, raw)
    expect([name, received.outcome, received.reference]).toEqual([name, 'replyAdded', there.reference])
  }
  const said = await owner.query(
    'select body, author_id, organisation_id from cases.messages where case_id = $1 and channel = $2 order by sent_at',
    [...[there.id, 'email']],
  )
  expect(said.rows.map(({ body }) => body.trim())).toEqual(['By help.', 'By north.'])
  expect(said.rows.every(row => row.organisation_id === b_id && row.author_id === a.ben.id)).toBe(true)
  const fresh = mail({ From: from, Subject: 'Something else', body: 'A new thing.' })
  const worker = workerOf(a, b_id)
  const logged = await givenMail(worker, await mailboxAt('north'), fresh)
  const { rows } = await owner.query('select organisation_id from cases.cases where reference = $1', [logged.reference])
  expect(rows).toEqual([{ organisation_id: b_id }])
})

test('the old address finds the case where it went, for whoever may read it there; and for nobody else anything', {
  timeout: 60_000,
}, async () => {
  const { a, answered, continued } = await parted()
  const there = await continued(answered.id)
  await new Promise(resolve => setTimeout(resolve, 2100))
  const old = await a.ben.get(`/requests/${answered.reference}`)
  expect([old.status, old.headers.get('location')]).toEqual([303, `/requests/${there.reference}`])
  const staff = await a.asha.get(`/cases/${answered.reference}`)
  expect([staff.status, staff.headers.get('location')]).toEqual([303, `/cases/${there.reference}`])
  // Who stayed reads the case that ended.
  expect((await a.chidi.get(`/cases/${answered.reference}`)).status).toBe(200)
  expect((await a.evan.get(`/requests/${answered.reference}`)).status).toBe(404)
})
