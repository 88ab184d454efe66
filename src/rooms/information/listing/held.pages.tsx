import type { Held, Holding, RecordKind } from '#platform/holdings/holding.ts'
import { RECORD_KINDS } from '#platform/holdings/holding.ts'
import type { Chrome } from '#platform/http/env.ts'
import { Details } from '#platform/ui/govuk/details.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { CardTable } from '#platform/ui/pieces/card-table.tsx'
import { ADMINISTRATION, type Organisation, peoplePaths } from '#rooms/people/index.ts'
import { informationPaths } from '../paths.ts'

interface Facts {
  readonly organisation: Organisation
  readonly held: Held
  readonly managesPeople: boolean
}

const KINDS = Object.keys(RECORD_KINDS) as RecordKind[]

/** What is held, in plain words, kind by kind. */
export const HeldPage = ({ chrome, facts }: { chrome: Chrome; facts: Facts }) => {
  const { organisation, held, managesPeople } = facts
  const place = { organisation: organisation.id }
  return (
    <SettingsPage chrome={chrome} title="Information held" above={[ADMINISTRATION]} wide>
      <p class="govuk-body">
        Everything held of {organisation.name} and its people, as this installation itself declares it.
      </p>
      <ul class="govuk-list">
        <li>
          <a class="govuk-link" href={informationPaths.archives(place)}>
            Take everything away
          </a>
          : an archive in open formats
        </li>
        {managesPeople && (
          <li>
            <a class="govuk-link" href={peoplePaths.persons(place)}>
              Find a person
            </a>{' '}
            to see what is held of them
          </li>
        )}
      </ul>
      <CardTable
        label="Kinds of record"
        head={['Kind of record', 'What it is', 'Personal details']}
        rows={KINDS.flatMap(kind => {
          const those = [...held].filter(([, one]) => one.kind === kind)
          return those.length === 0
            ? []
            : [[RECORD_KINDS[kind], { content: <Tables those={those} /> }, personal(those)]]
        })}
      />
    </SettingsPage>
  )
}

const personal = (those: readonly [string, Holding][]) =>
  those.some(([, one]) => Object.keys(one.personal ?? {}).length > 0) ? 'Yes' : 'No'

const Tables = ({ those }: { those: readonly [string, Holding][] }) => (
  <Details summary={`${those.length} ${those.length === 1 ? 'thing is' : 'things are'} kept`}>
    <ul class="govuk-list govuk-list--bullet">
      {those.map(([, { what, left_out }]) => (
        <li>
          {what}
          {left_out && <span class="quiet"> (in no archive: {left_out})</span>}
        </li>
      ))}
    </ul>
  </Details>
)
