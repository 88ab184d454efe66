import type { Db } from '#platform/database/connect.ts'
import type { Actor } from '#platform/http/actor.ts'
import { holds } from '#platform/http/actor.ts'
import type { RailItem, RailSection } from '#platform/ui/layout/workspace-page.tsx'
import { casePaths, disputePaths, escalationPaths, majorPaths, queuePaths, recallDesk } from '#rooms/cases/index.ts'
import { channelPaths } from '#rooms/channels/index.ts'
import { contentPaths } from '#rooms/content/index.ts'
import { peoplePaths } from '#rooms/people/index.ts'
import { reportPaths } from '#rooms/reports/index.ts'

const MANAGES = [
  'people.manage',
  'catalogue.manage',
  'content.manage',
  'mail.manage',
  'information.manage',
  'organisations.manage',
]

type Desk = Awaited<ReturnType<typeof recallDesk>>

/** Nobody reads past ninety-nine, and nothing is said of none. */
const said = (count: number) => (count > 99 ? '99+' : count > 0 ? `${count}` : undefined)

const queue = (place: string, label: string, count?: number, go?: string): RailItem => ({
  ...{ href: queuePaths.show({ place }), label, go },
  count: said(count ?? 0),
})

/** The workspace's menu for a person: only what they may open. */
export async function navigationFor(db: Db, actor: Actor, here: string): Promise<RailSection[]> {
  if (!holds(actor, 'cases.read')) {
    const begins: RailItem[] = holds(actor, 'reports.read') ? [{ href: '/', label: 'Home', go: 'h' }] : []
    const reads = ['audit.read', 'reports.read'].some(permission => holds(actor, permission))
    return reads ? [{ items: [...begins, ...elsewhere(actor)] }] : []
  }
  const desk = await recallDesk(db, actor)
  const works = holds(actor, 'cases.work')
  return [
    { items: [{ href: '/', label: 'Home', go: 'h' }, ...(works ? [queue('mine', 'My work', desk.mine, 'm')] : [])] },
    { heading: 'Queues', items: [...queuesOf(desk), ...(works ? [mailOf(desk)] : [])] },
    ...viewsOf(desk, here),
    { items: [...disputesOf(actor, desk), ...elsewhere(actor)] },
  ]
}

const mailOf = (desk: Desk): RailItem => ({
  ...{ href: channelPaths.quarantine(), label: 'Mail to see to' },
  count: said(desk.mail),
})

const disputesOf = (actor: Actor, desk: Desk): RailItem[] =>
  holds(actor, 'cases.lead') || holds(actor, 'cases.dispute')
    ? [{ href: disputePaths.list(), label: 'Disputed pauses', count: said(desk.disputes) }]
    : []

function queuesOf(desk: Desk): RailItem[] {
  const own = desk.teams.find(team => team.own)
  return [
    // One that ended is found while something is left in it.
    ...desk.teams
      .filter(({ stands, open }) => stands || open > 0)
      .map(team => queue(team.slug, team.name, team.open, team === own ? 't' : undefined)),
    queue('unassigned', 'Unassigned', desk.unassigned, 'u'),
    queue('all', 'All cases', undefined, 'a'),
    { href: majorPaths.list(), label: 'Major incidents', count: said(desk.majors) },
    { href: escalationPaths.list(), label: 'Escalated to you' },
  ]
}

function viewsOf(desk: Desk, here: string): RailSection[] {
  if (desk.views.length === 0) return []
  const items = desk.views.map(({ id, name, query }) => ({
    label: name,
    href: `/queue/${query}${query.includes('?') ? '&' : '?'}saved=${id}`,
    current: here.includes(`saved=${id}`),
  }))
  return [{ heading: 'Saved views', items }]
}

const elsewhere = (actor: Actor): RailItem[] => [
  ...(holds(actor, 'cases.read') ? [{ href: '/search', label: 'Search', go: 's' }] : []),
  ...(holds(actor, 'content.manage') ? [{ href: contentPaths.replies(), label: 'Canned replies' }] : []),
  ...(holds(actor, 'mail.manage') ? [{ href: channelPaths.sent(), label: 'Messages sent' }] : []),
  ...(holds(actor, 'people.read') ? [{ href: peoplePaths.onCall(), label: 'On call' }] : []),
  ...(holds(actor, 'reports.read') ? [{ href: reportPaths.index(), label: 'Reports', go: 'r' }] : []),
  ...(holds(actor, 'audit.read') ? [{ href: reportPaths.audit(), label: 'Audit trail' }] : []),
  ...(holds(actor, 'audit.read') ? [{ href: casePaths.readings(), label: 'Restricted: who looked' }] : []),
  ...(MANAGES.some(permission => holds(actor, permission))
    ? [{ href: peoplePaths.admin(), label: 'Administration' }]
    : []),
]
