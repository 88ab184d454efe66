import type { Db } from '#platform/database/connect.ts'
import type { Read, Write } from '#platform/database/transaction.ts'
import type { Hub } from '#platform/live/hub.ts'
import type { Frame } from '#platform/ui/layout/frame.ts'
import type { RailSection } from '#platform/ui/layout/workspace-page.tsx'
import type { Actor } from './actor.ts'

/** What surrounds a page: the brand, the person, the menus. */
export interface Chrome {
  readonly frame: Frame
  readonly rail: RailSection[]
}

/** What a handler may reach. `read` and `write` see only the organisations in which the route's permission is held. */
export interface Env {
  Variables: {
    db: Db
    hub: Hub
    request_id: string
    /** Present on every route that names a permission. */
    actor: Actor
    /** Present on open routes too, when somebody is signed in. */
    visitor: Actor | undefined
    /** The organisations `read` and `write` see. */
    organisations: readonly string[]
    read<T>(work: (tx: Read) => Promise<T>): Promise<T>
    write<T>(work: (tx: Write) => Promise<T>): Promise<T>
    /** Writes what reading leaves behind, that somebody has seen it; nothing when it is not they who look. */
    look(work: (tx: Write) => Promise<unknown>): Promise<void>
    /** Asks again whether the session still holds and allows what it did, for streams that stay open. */
    stillMay(): Promise<boolean>
    /** What surrounds a page: brand, person, menus. `live` are the topics whose change the page wants to hear of. */
    chrome(options?: { live?: readonly string[] }): Promise<Chrome>
  }
}
