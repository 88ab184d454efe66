import { Button } from '#platform/ui/govuk/button.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { nameInList } from '#rooms/people/index.ts'
import type { Scope } from './scope.ts'

/** Whose cases, for those who look after several organisations; nothing for everyone else. */
export const ScopeSelect = ({ scope, hidden }: { scope: Scope; hidden?: boolean }) =>
  scope.all.length > 1 ? (
    <Select
      name="organisation"
      label="Organisation"
      labelClass={hidden ? 'govuk-visually-hidden' : undefined}
      value={scope.chosen?.short_name ?? ''}
      options={[
        { value: '', text: 'All organisations' },
        ...scope.all.map(one => ({ value: one.short_name, text: nameInList(one) })),
      ]}
    />
  ) : null

/** The choice of whose cases, alone: sent when it changes. */
export const ScopeForm = ({ scope, action }: { scope: Scope; action: string }) =>
  scope.all.length > 1 ? (
    <Form action={action} method="get" class="scope" attributes={{ 'data-module': 'autosubmit' }}>
      <ScopeSelect scope={scope} hidden />
      <Button variant="secondary">Show</Button>
    </Form>
  ) : null
