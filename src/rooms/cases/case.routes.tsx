import { type Context, Hono } from 'hono'
import { newId } from '#platform/database/id.ts'
import type { Read } from '#platform/database/transaction.ts'
import { holdsIn } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import type { Content } from '#platform/ui/govuk/element.ts'
import { html } from '#platform/ui/layout/render.ts'
import { staysHere } from '#rooms/channels/index.ts'
import { getOrganisation } from '#rooms/people/index.ts'
import type { Opened } from './acting/work-card.pages.tsx'
import { CasePage, type CasePageProps } from './case.pages.tsx'
import { type CaseFacts, getCaseFacts } from './case-page.queries.ts'
import { SIDE_CARDS } from './panels.ts'
import { orWhereItWent } from './passing/where-it-went.ts'
import { casePaths } from './paths.ts'
import { markRead } from './presence/viewers.actions.ts'

interface Shown extends Pick<CasePageProps, 'errors' | 'pages'> {
  readonly status?: 200 | 409 | 422
  /** The act whose form stands open, drawn in the page's own transaction. */
  readonly open?: (tx: Read, facts: CaseFacts, at: Date) => Promise<Opened>
  readonly composer?: Partial<NonNullable<CasePageProps['composer']>>
}

async function sideOf(tx: Read, facts: CaseFacts, c: Context<Env>, at: Date): Promise<Content[]> {
  const cards: Content[] = []
  for (const card of SIDE_CARDS) cards.push(await card(tx, facts, { actor: c.var.actor, now: at }))
  return cards
}

/** Asked only of a case that is done: no other can be reopened. */
async function reopenDays(tx: Read, { theCase }: CaseFacts): Promise<number> {
  if (!theCase.resolved_at) return 0
  return (await getOrganisation(tx, theCase.organisation_id)).reopen_days
}

/** Answers with the case page, as it is now; every act of a case shows its form, and its mistakes, on it. */
export async function showCase(c: Context<Env>, reference: string, shown: Shown = {}): Promise<Response> {
  const at = now()
  const { actor } = c.var
  const { status = 200, composer, open, ...rest } = shown
  const { facts, manages_mail, ...asked } = await c.var.read(async tx => {
    const facts = await getCaseFacts(tx, reference, at)
    const manages_mail = holdsIn(actor, 'mail.manage', facts.theCase.organisation_id)
    const [opened, side, reopen_days, stays_here] = await Promise.all([
      open?.(tx, facts, at),
      sideOf(tx, facts, c, at),
      reopenDays(tx, facts),
      manages_mail && staysHere(tx, facts.theCase.organisation_id),
    ])
    return { facts, opened, side, reopen_days, stays_here, manages_mail }
  })
  const { theCase } = facts
  const works = holdsIn(actor, 'cases.work', theCase.organisation_id)
  const manages_information = holdsIn(actor, 'information.manage', theCase.organisation_id)
  const chrome = await c.var.chrome({ live: [theCase.id] })
  const page = (
    <CasePage
      {...{ chrome, facts, ...asked, now: at, ...rest }}
      reader={{ person_id: actor.person_id, works, manages_mail, manages_information }}
      {...(works && { composer: { write: 'reply' as const, message_id: newId(), ...composer } })}
    />
  )
  // A browser that only guesses where the reader may go next has not been read by anybody.
  const guessed = c.req.header('x-sec-purpose') === 'prefetch'
  if (theCase.unread && theCase.assignee_id === actor.person_id && !guessed)
    await c.var.look(tx => markRead(tx, theCase))
  return c.html(html(page), status)
}

export const caseRoutes = new Hono<Env>().get(casePaths.show.pattern, may('cases.read'), c => {
  const pages = Math.max(1, Number(c.req.query('pages')) || 1)
  return orWhereItWent(c, () => showCase(c, c.req.param('reference'), { pages }), { to: casePaths.show })
})
