import type { Read } from '#platform/database/transaction.ts'
import type { Actor } from '#platform/http/actor.ts'
import type { Content } from '#platform/ui/govuk/element.ts'
import type { CaseFacts } from './case-page.queries.ts'
import { restrictionCard } from './restricting/restriction-card.tsx'
import { sideCards } from './side.tsx'
import { toldCard } from './telling/told-card.tsx'

/**
 * What a subject of this room shows on the side of the case page: it asks what it needs in the page's own transaction, and draws
 * its card. Each card costs every view of every case, so: one statement, few rows.
 */
export type SideCard = (tx: Read, facts: CaseFacts, context: { actor: Actor; now: Date }) => Promise<Content>

/** In the order they stand, below the requester. */
export const SIDE_CARDS: readonly SideCard[] = [restrictionCard, sideCards, toldCard]
