import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { caseProblems } from '../problems.ts'
import { findViewNamed } from './saved-view.queries.ts'

export interface SaveView {
  readonly owner_id: string
  readonly organisation_id: string
  readonly name: string
  /** The team that sees it too; null for nobody else. */
  readonly team_id: string | null
  readonly query: string
}

/** Keeps a view under a name; returns its identifier. Raises `cases.view-name-taken`. */
export async function saveView(tx: Write, command: SaveView): Promise<string> {
  if (await findViewNamed(tx, command.owner_id, command.name)) caseProblems.raise('view-name-taken')
  const id = newId()
  await tx
    .insertInto('cases.saved_views')
    .values({ id, ...command })
    .execute()
  return id
}

/** Renames a view, or shares it otherwise. Only its owner may. Raises `cases.view-not-found`, `cases.view-name-taken`. */
export async function changeView(
  tx: Write,
  command: { id: string; owner_id: string; name: string; team_id: string | null },
): Promise<void> {
  const same = await findViewNamed(tx, command.owner_id, command.name)
  if (same && same.id !== command.id) caseProblems.raise('view-name-taken')
  const { numUpdatedRows } = await tx
    .updateTable('cases.saved_views')
    .set({ name: command.name, team_id: command.team_id })
    .where('id', '=', command.id)
    .where('owner_id', '=', command.owner_id)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) caseProblems.raise('view-not-found')
}

/** Forgets a view; the cases in it are untouched. Only its owner may. Raises `cases.view-not-found`. */
export async function deleteView(tx: Write, id: string, owner_id: string): Promise<void> {
  const { numDeletedRows } = await tx
    .deleteFrom('cases.saved_views')
    .where('id', '=', id)
    .where('owner_id', '=', owner_id)
    .executeTakeFirst()
  if (numDeletedRows === 0n) caseProblems.raise('view-not-found')
}
