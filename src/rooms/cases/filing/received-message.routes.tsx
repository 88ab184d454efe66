import { Readable } from 'node:stream'
import { type Context, Hono } from 'hono'
import { isId } from '#platform/database/id.ts'
import { holdsIn } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { frameResponse } from '#platform/ui/pieces/message-frame.tsx'
import {
  channelPaths,
  channelProblems,
  getReceived,
  getReceivedWhole,
  headersOf,
  type Received,
  rawOf,
} from '#rooms/channels/index.ts'
import { keptHow } from '#rooms/people/index.ts'
import type { Mail } from './mail.ts'
import { readMail } from './read-mail.ts'
import { ReceivedMessagePage } from './received-message.pages.tsx'

type C = Context<Env>

const SAID = {
  ignored: 'The message is ignored. It stays here, and can be put back.',
  restored: 'The message is back among those to see to.',
  again: 'The message will be filed again in a moment.',
  blocked: 'The sender is blocked: what they write to this mailbox is ignored.',
  allowed: 'The sender is no longer blocked. Try to file the message again.',
}

const idOf = (c: C): string => {
  const id = c.req.param('id') ?? ''
  return isId(id) ? id : channelProblems.raise('message-not-found')
}

/** The message read anew from its raw bytes. */
async function readReceived(c: C, { id, envelope_from }: Pick<Received, 'id' | 'envelope_from'>): Promise<Mail> {
  return readMail(rawOf(c.var.read, id), envelope_from)
}

/** A message that came: what is in it, why it waits, and what may be done with it. */
async function messagePage(c: C) {
  const { message, kept } = await c.var.read(async tx => {
    const message = await getReceivedWhole(tx, idOf(c))
    const { organisation_id, subject_id } = message
    const kept = await keptHow(tx, { organisation_id, kind: 'mail', subjects: subject_id ? [subject_id] : [] })
    return { message, kept }
  })
  const works = holdsIn(c.var.actor, 'cases.work', message.organisation_id)
  const headers = await headersOf(c.var.read, message.id)
  // Whatever is wrong with it, its page is there: it says so, and has the raw bytes.
  const mail = await readReceived(c, message).catch(() => undefined)
  const chrome = withNotice(await c.var.chrome({ live: [message.id] }), SAID, c.req.query('done'))
  return c.html(html(<ReceivedMessagePage {...{ chrome, message, kept, mail, headers, works }} />))
}

async function frame(c: C): Promise<Response> {
  const received = await c.var.read(tx => getReceived(tx, idOf(c)))
  const mail = await readReceived(c, received)
  return frameResponse({ html: mail.html, text: mail.text, pictureAt: () => undefined })
}

async function raw(c: C): Promise<Response> {
  const { id } = await c.var.read(tx => getReceived(tx, idOf(c)))
  return new Response(Readable.toWeb(Readable.from(rawOf(c.var.read, id))) as ReadableStream, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="message-${id.slice(-12)}.eml"`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}

const looks = may('cases.work', 'mail.manage')

export const receivedMessageRoutes = new Hono<Env>()
  .get(channelPaths.received.pattern, looks, messagePage)
  .get(channelPaths.receivedFrame.pattern, looks, frame)
  .get(channelPaths.receivedRaw.pattern, looks, raw)
