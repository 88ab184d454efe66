import type { Db } from '#platform/database/connect.ts'
import { newId } from '#platform/database/id.ts'
import { read, write } from '#platform/database/transaction.ts'
import type { OtherDesk } from '#rooms/cases/index.ts'
import { getAgreement } from '#rooms/catalogue/index.ts'
import { alwaysOpen, ensureAlwaysOpen, importOrganisation } from '#rooms/people/index.ts'
import type { Mapping } from './mapping.ts'

/**
 * What an import needs of its organisation: the agreement that its clocks follow, and a calendar for dates promised elsewhere. Makes
 * the organisation when there is none and the mapping says so. A dry run makes nothing.
 */
export async function prepareDesk(
  db: Db,
  mapping: Mapping,
  organisation_id: string | undefined,
  dry: boolean,
): Promise<OtherDesk> {
  const id = organisation_id ?? newId()
  const who = { person_id: undefined, organisations: [id] }
  const { create, short_name } = mapping.organisation
  const zone = create?.zone ?? mapping.dates.zone
  const promises = mapping.case.target !== undefined
  if (dry) {
    const agreement = await read(db, who, tx => getAgreement(tx, id))
    const always = promises ? { id: newId(), calendar: alwaysOpen(zone) } : undefined
    return { organisation_id: id, system: mapping.system, agreement, always }
  }
  return write(db, who, async tx => {
    if (!organisation_id && create)
      await importOrganisation(tx, { id, short_name, name: create.name, kind: create.kind, zone: create.zone })
    const always = promises ? await ensureAlwaysOpen(tx, id, zone) : undefined
    return { organisation_id: id, system: mapping.system, agreement: await getAgreement(tx, id), always }
  })
}
