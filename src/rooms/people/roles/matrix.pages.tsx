import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import type { Organisation } from '../organisations/organisation.queries.ts'
import { ADMINISTRATION, peoplePaths } from '../paths.ts'
import { PERMISSION_NAMES, PERMISSIONS, type Permission } from '../permissions.ts'
import { type Difference, type Effect, keyOf, mayUnder } from './matrix.rules.ts'
import { ROLE_NAMES, ROLES, type Role } from './roles.rules.ts'

interface Props {
  chrome: Chrome
  organisation: Organisation
  differences: readonly Difference[]
  /** Whether the reader may change it, or only read. */
  changes: boolean
}

/** What each role held in an organisation may do there. */
export const MatrixPage = ({ chrome, organisation, differences, changes }: Props) => (
  <SettingsPage
    wide
    chrome={chrome}
    title={`What roles may do in ${organisation.short_name}`}
    above={changes ? [ADMINISTRATION] : []}
  >
    <p class="govuk-body">
      What somebody with a role in {organisation.name} may do there.{' '}
      {differences.length === 0
        ? 'Every role may do what it usually may.'
        : 'Where a role may do more or less than it usually may, it says so.'}
    </p>
    {changes ? (
      <Form action={peoplePaths.roles({ organisation: organisation.id })}>
        <Matrix differences={differences} changes />
        <p class="govuk-body">You will see who gains or loses what before anything changes.</p>
        <Button>Continue</Button>
      </Form>
    ) : (
      <Matrix differences={differences} changes={false} />
    )}
  </SettingsPage>
)

function Matrix({ differences, changes }: Pick<Props, 'differences' | 'changes'>) {
  const changed = new Set(differences.map(keyOf))
  const may = Object.fromEntries(ROLES.map(role => [role, mayUnder(differences, role)]))
  return (
    <Scroll label="Roles and what they may do">
      <Table
        class="table--first-stays"
        caption="Roles and what they may do"
        captionClass="govuk-visually-hidden"
        head={['May', ...ROLES.map(role => ROLE_NAMES[role])]}
        rows={PERMISSIONS.map(permission => [
          PERMISSION_NAMES[permission],
          ...ROLES.map(role => ({
            content: (
              <>
                {changes ? (
                  <input
                    class="tick"
                    type="checkbox"
                    name={`may-${role}`}
                    value={permission}
                    checked={may[role]?.includes(permission)}
                    aria-label={`${ROLE_NAMES[role]}: ${PERMISSION_NAMES[permission]}`}
                  />
                ) : may[role]?.includes(permission) ? (
                  'Yes'
                ) : (
                  'No'
                )}
                {changed.has(keyOf({ role, permission })) && ' (changed)'}
              </>
            ),
          })),
        ])}
        firstCellIsHeader
      />
    </Scroll>
  )
}

interface PreviewProps {
  chrome: Chrome
  organisation: Organisation
  changes: readonly Difference[]
  effects: readonly Effect[]
  wanted: Readonly<Record<string, readonly string[]>>
  seen: string
  entered?: Entered | undefined
  errors?: readonly Mistake[] | undefined
}

const permissionName = (permission: string) => PERMISSION_NAMES[permission as Permission] ?? permission
const count = (people: number) => (people === 1 ? '1 person' : `${people} people`)

const named = ({ people, names }: Effect) =>
  names.length < people ? `${names.join(', ')} and ${people - names.length} more` : names.join(', ')

/** Who would gain or lose what, before it is so. */
export function MatrixPreviewPage({ chrome, organisation, changes, effects, ...form }: PreviewProps) {
  const place = peoplePaths.roles({ organisation: organisation.id })
  const above = [ADMINISTRATION, { href: place, text: `What roles may do in ${organisation.short_name}` }]
  const field = fieldsOf(form.entered, form.errors)
  return (
    <SettingsPage wide chrome={chrome} title="Check what would change" above={above} errors={form.errors}>
      <ul class="govuk-list govuk-list--bullet">
        {changes.map(({ role, permission, granted }) => (
          <li>
            {ROLE_NAMES[role as Role]}: {granted ? 'may from now on' : 'may no longer'} –{' '}
            {permissionName(permission).toLowerCase()}
          </li>
        ))}
      </ul>
      {changes.length === 0 && <EmptyState title="Nothing would change">Go back and change a tick.</EmptyState>}
      {effects.length > 0 ? (
        <Table
          caption="Who gains or loses something"
          captionClass="govuk-table__caption--m"
          head={['What', 'Change', 'People', 'Who']}
          rows={effects.map(effect => [
            permissionName(effect.permission),
            effect.gains ? 'Gain' : 'Lose',
            count(effect.people),
            named(effect),
          ])}
        />
      ) : (
        <p class="govuk-body">Nobody gains or loses anything by it today.</p>
      )}
      {changes.length > 0 && (
        <Form action={place}>
          {ROLES.flatMap(role =>
            (form.wanted[role] ?? []).map(permission => (
              <input type="hidden" name={`may-${role}`} value={permission} />
            )),
          )}
          <input type="hidden" name="seen" value={form.seen} />
          <input type="hidden" name="confirmed" value="yes" />
          <Textarea {...field('because')} label="Why" hint="Kept in the audit trail" rows={2} />
          <Button>Change what roles may do</Button>
        </Form>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={place}>
          Change nothing
        </a>
      </p>
    </SettingsPage>
  )
}
