import { Button } from '#platform/ui/govuk/button.tsx'
import { Card } from '#platform/ui/pieces/card.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { watcherPaths } from '../paths.ts'
import type { Watcher } from '../side.queries.ts'

interface Props {
  readonly reference: string
  readonly watchers: readonly Watcher[]
  readonly reader_id: string
  readonly works: boolean
}

/** Who follows the case besides its requester and whoever works on it; one press to join or leave them. */
export function WatchersCard({ reference, watchers, reader_id, works }: Props) {
  const watches = watchers.some(watcher => watcher.person_id === reader_id)
  return (
    <Card title="Watchers" action={works && <a href={watcherPaths.list({ reference })}>Add or remove</a>}>
      {watchers.length > 0 && (
        <ul class="side-list">
          {watchers.map(({ person_id, name }) => (
            <li>{person_id === reader_id ? `${name} (you)` : name}</li>
          ))}
        </ul>
      )}
      <Form action={watches ? watcherPaths.unwatch({ reference }) : watcherPaths.watch({ reference })}>
        <Button variant="secondary">{watches ? 'Stop watching' : 'Watch this case'}</Button>
      </Form>
    </Card>
  )
}
