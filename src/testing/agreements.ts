/** Agreements of a test's council, as facts. */
import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import type { Council } from './council.tsx'

const PRIORITIES = ['P1', 'P2', 'P3', 'P4'] as const

export interface GivenTarget {
  readonly metric: string
  readonly seconds: number
  readonly measure?: 'working' | 'real' | 'days'
  readonly working_days?: number
  /** For these alone; else for all. */
  readonly priorities?: readonly string[]
}

export interface GivenVersion {
  readonly from?: Date
  readonly targets: readonly GivenTarget[]
  readonly policy?: { on_change?: string; on_reopen?: string; on_unmerge?: string; on_split?: string }
  readonly pauses?: object
}

export interface GivenAgreement {
  readonly kind: 'sla' | 'ola' | 'supplier'
  readonly name?: string
  readonly team_id?: string
  readonly supplier?: string
  readonly versions: readonly GivenVersion[]
}

async function writeVersion(tx: Write, c: Council, version: GivenVersion & { agreement_id: string; number: number }) {
  const { agreement_id, number, from = new Date(0), policy, pauses, targets } = version
  const { organisation_id } = c
  const id = newId()
  const row = { id, organisation_id, agreement_id, number, effective_from: from, ...policy }
  await tx
    .insertInto('catalogue.agreement_versions')
    .values({ ...row, ...(pauses && { pauses: JSON.stringify(pauses) }) })
    .execute()
  const rows = targets.flatMap(({ priorities = PRIORITIES, ...target }) =>
    priorities.map(priority => ({
      ...{ id: newId(), organisation_id, version_id: id, priority, calendar_id: c.calendar_id },
      ...target,
    })),
  )
  await tx.insertInto('catalogue.targets').values(rows).execute()
}

/** An agreement and its versions; an SLA's are added to the one the council has. Returns its identifier. */
export function givenAgreement(c: Council, given: GivenAgreement): Promise<string> {
  return c.writing(async tx => {
    const { kind, name = `${kind} ${newId().slice(-6)}`, team_id, supplier, versions } = given
    const own = kind === 'sla'
    const known = own
      ? await tx
          .selectFrom('catalogue.agreements')
          .select('id')
          .where('organisation_id', '=', c.organisation_id)
          .where('kind', '=', 'sla')
          .executeTakeFirst()
      : undefined
    const id = known?.id ?? newId()
    const row = { id, organisation_id: c.organisation_id, kind, name, team_id, supplier }
    if (!known) await tx.insertInto('catalogue.agreements').values(row).execute()
    for (const [i, version] of versions.entries())
      await writeVersion(tx, c, { ...version, agreement_id: id, number: i + (own ? 2 : 1) })
    return id
  })
}
