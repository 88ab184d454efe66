import { Button } from '#platform/ui/govuk/button.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import type { Scope } from './scope.ts'

/** Whose cases, for those who look after several organisations; nothing for everyone else. */
export const ScopeForm = ({ scope, action }: { scope: Scope; action: string }) =>
  scope.all.length > 1 ? (
    <Form action={action} method="get" class="scope" attributes={{ 'data-module': 'autosubmit' }}>
      <Select
        name="organisation"
        label="Organisation"
        labelClass="govuk-visually-hidden"
        value={scope.chosen?.short_name ?? ''}
        options={[
          { value: '', text: 'All organisations' },
          ...scope.all.map(({ short_name, name }) => ({ value: short_name, text: name })),
        ]}
      />
      <Button variant="secondary">Show</Button>
    </Form>
  ) : null
