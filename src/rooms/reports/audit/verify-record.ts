import type pg from 'pg'
import { z } from 'zod'
import { type RecordCheck, verify, verifySeals } from '#platform/audit/seal.ts'

const payload = z.object({ verification_id: z.uuid() })

/** As the worker knows it: a chore of the installation, since it reads as the owner. */
export const VERIFY_RECORD = { name: 'platform_verify', payload } as const

const task = z.object({ organisation_id: z.uuid(), payload })

/**
 * Answers whether an organisation's record is whole: its chains, what rooms know of it, and the seals over the whole installation, of
 * which it learns only how many do not fit. Asked twice, it answers again.
 */
export async function verifyRecord(owner: pg.Pool, asked: unknown, checks: readonly RecordCheck[]): Promise<void> {
  const { organisation_id, payload } = task.parse(asked)
  const { events, faults } = await verify(owner, { organisation_id, checks })
  const seals = await verifySeals(owner)
  const all = seals.broken === 0 ? faults : [...faults, sayBroken(seals.broken)]
  await owner.query(
    `update reports.verifications set finished_at = now(), events = $3, seals = $4, faults = $5
     where id = $1 and organisation_id = $2`,
    [payload.verification_id, organisation_id, events, seals.seals, JSON.stringify(all)],
  )
}

const sayBroken = (broken: number) =>
  `${broken === 1 ? 'One seal does' : `${broken} seals do`} not fit: somewhere in this installation events were changed or removed. Whoever runs it can say more with “moothall audit verify”`
