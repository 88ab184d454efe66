import type { Listener } from '#platform/jobs/define.ts'
import { notify } from '#rooms/channels/index.ts'
import { lockMajor } from './major.queries.ts'
import { majorPaths } from './paths.ts'

/** Nobody affected has heard for as long as was promised: whoever looks after communications is told, and whoever leads. */
export const tellMajorUpdateDue: Listener<{ reference: string; due_at: string }> = (context, event) =>
  context.write(async tx => {
    const { reference, due_at } = event.payload
    const major = await lockMajor(tx, reference)
    const subject = {
      ...{ id: major.id, organisation_id: major.organisation_id, reference },
      path: majorPaths.show({ reference }),
    }
    const persons = [major.communications_id, major.lead_id].flatMap(id => id ?? [])
    for (const person_id of new Set(persons)) {
      const key = `major_update_due:${major.id}:${due_at}`
      await notify(
        tx,
        context.service,
        { kind: 'major_update_due', subject, facts: { due_at }, key, person_id },
        context.now,
      )
    }
  })
