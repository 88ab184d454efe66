import { Card } from '#platform/ui/pieces/card.tsx'
import { majorPaths } from './paths.ts'

interface Props {
  readonly reference: string
  readonly major: { readonly reference: string; readonly title: string } | null
  readonly mayDeclare: boolean
}

/** Whether a case is part of something larger; if not, how to say that it is. */
export function MajorCard({ reference, major, mayDeclare }: Props) {
  if (major)
    return (
      <Card title="Part of a major incident">
        <a href={majorPaths.show({ reference: major.reference })}>
          {major.reference} {major.title}
        </a>
      </Card>
    )
  if (!mayDeclare) return null
  return (
    <p class="quiet">
      Failing for many people? <a href={majorPaths.declare({ reference })}>Declare a major incident</a>
    </p>
  )
}
