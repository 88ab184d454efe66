import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import { type Level, type PriorityMatrix, priorityOf } from '#rooms/clock/index.ts'
import { ADMINISTRATION, type Organisation } from '#rooms/people/index.ts'
import { cataloguePaths } from '../paths.ts'

const LEVELS: readonly Level[] = [1, 2, 3]
const IMPACTS = { 1: 'High: many people, or a service to the public', 2: 'Medium: a team', 3: 'Low: one person' }
const URGENCIES = { 1: 'High: cannot work', 2: 'Medium: work is harder', 3: 'Low: can wait' }
const PRIORITIES = ['P1', 'P2', 'P3', 'P4'].map(text => ({ text }))

interface Props {
  chrome: Chrome
  organisation: Organisation
  matrix: PriorityMatrix
}

export const MatrixPage = ({ chrome, organisation, matrix }: Props) => (
  <SettingsPage chrome={chrome} title={`Priorities of ${organisation.name}`} above={[ADMINISTRATION]}>
    <p class="govuk-body">
      A case’s priority follows from how many it touches and how much it hinders them. A change counts for cases logged
      or classified from now on.
    </p>
    <Form action={cataloguePaths.matrix({ organisation: organisation.id })}>
      <Scroll label="Priority by impact and urgency">
        <Table
          caption="Priority by impact and urgency"
          captionClass="govuk-visually-hidden"
          head={['Impact', ...LEVELS.map(urgency => `Urgency ${URGENCIES[urgency].toLowerCase()}`)]}
          rows={LEVELS.map(impact => [
            IMPACTS[impact],
            ...LEVELS.map(urgency => ({
              content: (
                <Select
                  name={`impact_${impact}_urgency_${urgency}`}
                  label={`Priority for impact ${impact}, urgency ${urgency}`}
                  labelClass="govuk-visually-hidden"
                  value={priorityOf(matrix, impact, urgency)}
                  options={PRIORITIES}
                />
              ),
            })),
          ])}
          firstCellIsHeader
        />
      </Scroll>
      <Button>Save</Button>
    </Form>
  </SettingsPage>
)
