import type { Chrome } from '#platform/http/env.ts'
import { sayDay } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Checkboxes } from '#platform/ui/govuk/checkboxes.tsx'
import { FileUpload } from '#platform/ui/govuk/file-upload.tsx'
import { InsetText } from '#platform/ui/govuk/inset-text.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import { NATION_NAMES } from '../calendars/calendar-form.rules.ts'
import { ADMINISTRATION, peoplePaths } from '../paths.ts'
import type { FormState } from '../persons/manage-persons.pages.tsx'
import { type HolidayChanges, sayChanges } from './compare-holidays.rules.ts'
import { type Holiday, NATIONS, type ReadHolidays } from './read-holidays.rules.ts'

const nations = NATIONS.map(value => ({ value, text: NATION_NAMES[value] }))
const byDate = (date: string) => sayDay(new Date(date), 'UTC')

interface Props extends FormState {
  chrome: Chrome
  holidays: readonly Holiday[]
  /** The years there are, and the one shown. */
  years: readonly string[]
  year: string
  mayImport: boolean
}

export const BankHolidaysPage = ({ chrome, holidays, years, year, mayImport, ...form }: Props) => (
  <SettingsPage chrome={chrome} title="Bank holidays" above={[ADMINISTRATION]} errors={form.errors}>
    <p class="govuk-body">
      Each calendar keeps one nation’s days or none. A calendar takes over what is imported here with its next version,
      so nothing that is due moves by itself.
    </p>
    <nav aria-label="Years">
      <ul class="govuk-list">
        {years.map(each => (
          <li class="govuk-!-display-inline-block govuk-!-margin-right-3">
            <a
              class="govuk-link"
              href={peoplePaths.bankHolidays({}, { year: each })}
              aria-current={each === year ? 'page' : undefined}
            >
              {each}
            </a>
          </li>
        ))}
      </ul>
    </nav>
    {holidays.length === 0 ? (
      <EmptyState title={`No bank holidays are known in ${year}`}>Import them once they are published.</EmptyState>
    ) : (
      <Scroll label={`Bank holidays in ${year}`}>
        <Table
          caption={`Bank holidays in ${year}`}
          captionClass="govuk-visually-hidden"
          head={['Day', 'Name', 'Kept in']}
          rows={together(holidays).map(({ date, name, where }) => [byDate(date), name, where])}
        />
      </Scroll>
    )}
    {mayImport ? (
      <ImportForm {...form} />
    ) : (
      <InsetText>The shared service keeps these for every council, and imports what is published.</InsetText>
    )}
  </SettingsPage>
)

/** One line for a day that several nations keep under one name. */
function together(holidays: readonly Holiday[]) {
  const lines = new Map<string, { date: string; name: string; nations: string[] }>()
  for (const { nation, date, name } of holidays) {
    const line = lines.get(`${date} ${name}`)
    if (line) line.nations.push(NATION_NAMES[nation])
    else lines.set(`${date} ${name}`, { date, name, nations: [NATION_NAMES[nation]] })
  }
  return [...lines.values()].map(line => ({ ...line, where: line.nations.join(', ') }))
}

function ImportForm({ entered, errors }: FormState) {
  const field = fieldsOf(entered, errors)
  return (
    <Form action={peoplePaths.bankHolidays()} multipart class="settings__form">
      <h2 class="govuk-heading-m">Import more</h2>
      <FileUpload
        {...field('file')}
        label="File"
        hint="The bank-holidays.json of GOV.UK, or an iCalendar file (.ics). You will see what it would change first."
        accept=".json,.ics,application/json,text/calendar"
      />
      <Select
        {...field('nation')}
        label="Whose days an iCalendar file holds"
        hint="The JSON says so itself"
        options={[{ value: '', text: 'Choose for an .ics file' }, ...nations]}
      />
      <Button>Look at the file</Button>
    </Form>
  )
}

interface LookProps {
  chrome: Chrome
  source: string
  read: ReadHolidays
  changes: HolidayChanges
}

export function LookAtHolidaysPage({ chrome, source, read, changes }: LookProps) {
  const { added, renamed, missing } = changes
  const above = [ADMINISTRATION, { href: peoplePaths.bankHolidays(), text: 'Bank holidays' }]
  const days = JSON.stringify(read.holidays)
  return (
    <SettingsPage chrome={chrome} title={`What ${source} would change`} above={above}>
      <p class="govuk-body">
        <strong>{sayChanges(changes)}</strong> Nothing is changed yet.
      </p>
      <Days title="New" days={added} />
      <Days
        title="Another name"
        days={renamed.map(each => ({ ...each, name: `${each.name} (was: ${each.before})` }))}
      />
      <Days title="Here, and not in the file" days={missing} />
      {read.refused.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Left out</h2>
          <ul class="govuk-list govuk-list--bullet">
            {read.refused.map(why => (
              <li>{why}</li>
            ))}
          </ul>
        </>
      )}
      {added.length + renamed.length + missing.length > 0 && (
        <Form action={peoplePaths.importBankHolidays()} class="settings__form">
          <input type="hidden" name="days" value={days} />
          <input type="hidden" name="source" value={source} />
          {missing.length > 0 && (
            <Checkboxes
              name="remove"
              idPrefix="remove"
              legend="Days that are here and not in the file"
              items={[{ value: 'yes', label: 'Take them out' }]}
            />
          )}
          <Button>Import</Button>
        </Form>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={peoplePaths.bankHolidays()}>
          Leave everything as it is
        </a>
      </p>
    </SettingsPage>
  )
}

const Days = ({ title, days }: { title: string; days: readonly Holiday[] }) =>
  days.length === 0 ? null : (
    <>
      <h2 class="govuk-heading-m">{title}</h2>
      <Scroll label={title}>
        <Table
          caption={title}
          captionClass="govuk-visually-hidden"
          head={['Day', 'Name', 'Kept in']}
          rows={together(days).map(({ date, name, where }) => [byDate(date), name, where])}
        />
      </Scroll>
    </>
  )
