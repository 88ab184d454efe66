import { send } from '#rooms/channels/index.ts'
import { type Council, council } from './council.tsx'
import { type Given, givenMail } from './given-mail.ts'
import { givenMailbox, type Mail, mail } from './mail.ts'

/** A council with a mailbox, ways to write to it, and to look at what came of that. */
export async function mailDesk(columns: Parameters<typeof givenMailbox>[1] = {}) {
  const c = await council()
  const mailbox = await givenMailbox(c, { sends_by_default: true, ...columns })
  const post = (raw: string | Uint8Array, given?: Given) => givenMail(c, mailbox, raw, given)
  return {
    ...{ c, mailbox, post },
    fromBen: (more: Mail = {}, given?: Given) => post(mail({ From: `Ben Carter <${c.ben.email}>`, ...more }), given),
    /** A message of ours about Ben's case: what it was called is what an answer names. */
    sentToBen: (case_id: string | null, at = new Date()) => sentTo(c, c.ben, case_id, at),
    caseAt: (reference: string | null) =>
      c.reading(tx =>
        tx.selectFrom('cases.cases').selectAll().where('reference', '=', reference).executeTakeFirstOrThrow(),
      ),
    messagesOn: (reference: string | null) =>
      c.reading(tx =>
        tx
          .selectFrom('cases.messages as m')
          .innerJoin('cases.cases as c', 'c.id', 'm.case_id')
          .leftJoin('cases.message_sources as s', 's.message_id', 'm.id')
          .select(['m.id', 'm.kind', 'm.author_name', 'm.author_side', 'm.body', 's.standing', 's.may_answer'])
          .select(['s.auto_reply', 's.left_out'])
          .where('c.reference', '=', reference)
          .orderBy('m.sent_at')
          .orderBy('m.id')
          .execute(),
      ),
    people: () =>
      c.reading(tx =>
        tx
          .selectFrom('people.persons as p')
          .leftJoin('people.addresses as a', 'a.person_id', 'p.id')
          .select(['p.id', 'p.name', 'p.email', 'a.address', 'a.verified_by'])
          .where('p.organisation_id', '=', c.organisation_id)
          .where('a.verified_by', '!=', 'directory')
          .orderBy('p.created_at')
          .execute(),
      ),
  }
}

async function sentTo(c: Council, who: Council['ben'], case_id: string | null, at: Date) {
  const to = { name: who.name, address: who.email }
  const about = { organisation_id: c.organisation_id, kind: 'reply', subject_id: case_id, person_id: who.id } as const
  const id = await c.writing(tx => send(tx, { ...about, to, subject: 'Re: Printer', text: 'Is it hot?' }, at))
  const { message_id } = await c.reading(tx =>
    tx.selectFrom('channels.sent_messages').select('message_id').where('id', '=', id).executeTakeFirstOrThrow(),
  )
  return { id, message_id, token: message_id.split('@')[0]! }
}
