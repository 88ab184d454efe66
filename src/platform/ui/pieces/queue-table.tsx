import { classes } from '../classes.ts'
import type { Content } from '../govuk/element.ts'

export type Column<Row> = {
  key: string
  head: string
  cell: (row: Row) => Content
  /** How wide and how prominent: `main` takes what is left and comes first on a small screen; `minor` goes first when room is short. */
  kind?: 'clock' | 'main' | 'minor' | 'narrow' | 'tiny' | undefined
  sort?: { href: string; direction?: 'ascending' | 'descending' | undefined } | undefined
}
export type Group<Row> = {
  heading?: string | undefined
  count?: string | undefined
  tone?: 'late' | 'soon' | 'quiet' | undefined
  rows: readonly Row[]
}
export type QueueTableProps<Row> = {
  /** What the table lists, for screen readers. */
  caption: string
  columns: readonly Column<Row>[]
  groups: readonly Group<Row>[]
  id: (row: Row) => string
  /** Where Enter goes. */
  href: (row: Row) => string
  unread?: ((row: Row) => boolean) | undefined
  /** A first column of boxes, sent with the form of this id (see SelectionBar). */
  select?: { form: string; name: string; label: (row: Row) => string } | undefined
  density?: 'comfortable' | 'compact' | undefined
}

function HeadCell<Row>({ column }: { column: Column<Row> }) {
  const { head, sort } = column
  return (
    <th scope="col" class={cellClass(column)} aria-sort={sort ? (sort.direction ?? 'none') : undefined}>
      {sort ? (
        <a href={sort.href}>
          {head}
          {sort.direction && <span aria-hidden="true">{sort.direction === 'ascending' ? ' ↑' : ' ↓'}</span>}
        </a>
      ) : (
        head
      )}
    </th>
  )
}

const cellClass = <Row,>({ key, kind }: Column<Row>) => classes(`queue__cell--${key}`, kind && `queue__${kind}`)

function QueueRow<Row>({ row, table }: { row: Row; table: QueueTableProps<Row> }) {
  const { columns, select } = table
  return (
    <tr
      class={classes('queue__row', table.unread?.(row) && 'queue__row--unread')}
      id={`row-${table.id(row)}`}
      data-row={table.href(row)}
    >
      {select && (
        <td class="queue__select">
          <input
            type="checkbox"
            form={select.form}
            name={select.name}
            value={table.id(row)}
            aria-label={select.label(row)}
          />
        </td>
      )}
      {columns.map(column => (
        <td class={cellClass(column)}>{column.cell(row)}</td>
      ))}
    </tr>
  )
}

function GroupBody<Row>({ group, table }: { group: Group<Row>; table: QueueTableProps<Row> }) {
  const span = table.columns.length + (table.select ? 1 : 0)
  return (
    <tbody>
      {group.heading && (
        <tr class={classes('queue__group', group.tone && `queue__group--${group.tone}`)}>
          <th scope="rowgroup" colspan={span}>
            {group.heading} {group.count && <span class="queue__count">{group.count}</span>}
          </th>
        </tr>
      )}
      {group.rows.map(row => (
        <QueueRow row={row} table={table} />
      ))}
    </tbody>
  )
}

/** The list people work from: dense, grouped, sorted by links, cards on a small screen. `j` and `k` move through it. */
export function QueueTable<Row>(table: QueueTableProps<Row>) {
  return (
    <table class={classes('queue', `queue--${table.density ?? 'comfortable'}`)} data-module="select-all">
      <caption class="govuk-visually-hidden">{table.caption}</caption>
      <thead>
        <tr>
          {table.select && (
            <th scope="col" class="queue__select">
              <input type="checkbox" data-select-all aria-label="Select all" hidden />
            </th>
          )}
          {table.columns.map(column => (
            <HeadCell column={column} />
          ))}
        </tr>
      </thead>
      {table.groups.map(group => (
        <GroupBody group={group} table={table} />
      ))}
    </table>
  )
}

type SelectionProps = { form: string; action: string; once?: string | undefined; children: Content }

/** What can be done to the rows that are ticked. With JavaScript it appears when there are some, and counts them. */
export const SelectionBar = ({ form, action, once, children }: SelectionProps) => (
  <form class="selection" id={form} action={action} method="post" data-selection>
    {once && <input type="hidden" name="_once" value={once} />}
    <output class="selection__count" />
    {children}
  </form>
)
