import type { Write } from '#platform/database/transaction.ts'
import { disputePause, settleDispute, withdrawDispute } from '#rooms/cases/disputing/dispute.actions.ts'
import type { Scene } from './live-on.ts'
import type { Written } from './write-cases.ts'

const LONG_MS = 2 * 3_600_000

const WHY = [
  'The answer was on the case already: it was asked for a second time.',
  'Our officer was in the office all that day and nobody rang.',
  'The clock stood until the Monday, though the answer came on the Friday.',
  'We did not know of this question.',
]

/** Dilys does not accept four pauses of her council's: one is not answered yet, the others are upheld, refused and taken back. */
export async function arguePauses(tx: Write, { ago, author, take, world }: Scene): Promise<void> {
  const dilys = author('dilys')
  const evan = author('evan')
  const partner = world.partners.find(({ place }) => place.key === 'penwick')!
  const long = ({ played }: Written) =>
    played.pauses.find(({ reason, from_time, until_time }) => {
      return reason === 'requester' && until_time && until_time.getTime() - from_time.getTime() > LONG_MS
    })
  const lately = ago(210)
  const which = (one: Written) => {
    const { row } = one.played
    return (
      row.organisation_id === partner.id && row.resolved_at !== null && row.resolved_at > lately && Boolean(long(one))
    )
  }
  for (const [i, { one, reference }] of take(4, 30, which).entries()) {
    const command = { reference, pause_id: long(one)!.id, because: WHY[i]! }
    const id = await disputePause(tx, dilys, command, ago(28 - 4 * i))
    if (i === 1) {
      const words = 'You are right: the question need not have been asked.'
      await settleDispute(tx, evan, { id, decision: 'upheld', words }, ago(9))
    }
    if (i === 2) {
      const words = 'Their answer came on the Friday at 17:40, after hours: no working time lay between.'
      await settleDispute(tx, evan, { id, decision: 'rejected', words }, ago(8))
    }
    if (i === 3) await withdrawDispute(tx, dilys, { id }, ago(7))
  }
}
