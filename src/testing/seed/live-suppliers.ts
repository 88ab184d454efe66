import type { Write } from '#platform/database/transaction.ts'
import { handBack, handOver } from '#rooms/cases/suppliers/hand-over.actions.ts'
import type { Suppliers } from './live-agreements.ts'
import type { Scene } from './live-on.ts'
import type { Written } from './write-cases.ts'

/** One that a supplier has now; one that they did; one that they say is not theirs. */
export async function liveSuppliers(tx: Write, scene: Scene, { partner, lines, printers }: Suppliers): Promise<void> {
  const { ago, author, take } = scene
  const asha = author('asha')
  const open = ({ played: { row } }: Written) => row.organisation_id === partner.id && row.state === 'in_progress'
  const onPaper = ({ played }: Written) => /print/i.test(played.category ?? '')
  const onLines = ({ played }: Written) => /network|telephon|wi-fi|mobile/i.test(played.category ?? '')
  const [paper] = take(1, 28, one => open(one) && onPaper(one))
  const find = () => take(1, 28, one => open(one) && onLines(one))[0] ?? take(1, 28, open)[0]
  const turns = [
    { lived: paper ?? find(), agreement_id: paper ? printers : lines, their_reference: '48213', back: undefined },
    {
      ...{ lived: find(), agreement_id: lines, their_reference: 'OT-2207741' },
      back: { result: 'done', because: 'A faulty port in the exchange, moved to another' } as const,
    },
    {
      ...{ lived: find(), agreement_id: lines, their_reference: 'OT-2207802' },
      back: {
        result: 'rejected',
        because: 'The line is sound as far as the building: the fault is inside it',
      } as const,
    },
  ]
  for (const [i, { lived, agreement_id, their_reference, back }] of turns.entries()) {
    if (!lived) continue
    const { reference } = lived
    const note = 'It is theirs to mend under the contract; asked them to say by when.'
    await handOver(tx, asha, { reference, agreement_id, their_reference, note }, ago(back ? 25 - i : 3))
    if (back) await handBack(tx, asha, { reference, ...back }, ago(13 - i))
  }
}
