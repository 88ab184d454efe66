import { type OnAttachment, type ReadMessage, readMessage } from '#rooms/channels/index.ts'
import type { Mail, MailKinds } from './mail.ts'

/** Reads a raw message, as far as filing needs it. */
export async function readMail(
  raw: AsyncIterable<Uint8Array>,
  envelope_from: string | null,
  onAttachment?: OnAttachment,
): Promise<Mail> {
  const read = await readMessage(raw, {
    ...(onAttachment && { onAttachment }),
    ...(envelope_from !== null && { envelope_from }),
  })
  const { subject, from, to, cc, text, reply_text, quoted, html, attachments, hops, bounce, trouble } = read
  const { auto_reply, bulk, spam } = read
  return {
    ...{
      subject,
      from,
      to,
      cc,
      text,
      reply_text,
      quoted,
      html,
      attachments,
      auto_reply,
      bulk,
      spam,
      hops,
      bounce,
      trouble,
    },
    // The nearest first: what it answers, then back along the thread.
    answers: [
      ...new Set([bounce?.original_message_id ?? null, ...read.in_reply_to, ...read.references.toReversed()]),
    ].filter(id => id !== null),
    forged_says: read.authentication.filter(({ dmarc }) => dmarc === 'fail').map(({ authserv }) => authserv),
    remote_images: html?.match(/ data-remote=/g)?.length ?? 0,
    kinds: kindsOf(read),
  }
}

function kindsOf({ forwarded, calendar, signed, encrypted }: ReadMessage): MailKinds {
  return {
    ...(forwarded && { forwarded: { ...forwarded, date: forwarded.date?.toISOString() ?? null } }),
    ...(calendar && { calendar }),
    ...(signed && { signed }),
    ...(encrypted && { encrypted }),
  }
}
