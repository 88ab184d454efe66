import type { Actor } from '#platform/http/actor.ts'
import { holds } from '#platform/http/actor.ts'
import type { RailSection } from '#platform/ui/layout/workspace-page.tsx'

/** The workspace's menu for a person: only what they may open. */
export function navigationFor(actor: Actor): RailSection[] {
  if (!holds(actor, 'cases.read')) return []
  return [{ items: [{ href: '/', label: 'Home', go: 'h' }] }]
}
