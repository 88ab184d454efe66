import { classes } from '../classes.ts'
import type { Content, Extras } from './element.ts'

export type Cell =
  | string
  | number
  | (Extras & {
      content: Content
      format?: 'numeric' | undefined
      colspan?: number | undefined
      rowspan?: number | undefined
    })
export type TableProps = Extras & {
  caption?: Content
  captionClass?: string | undefined
  head?: readonly Cell[] | undefined
  rows: readonly (readonly Cell[])[]
  firstCellIsHeader?: boolean | undefined
}

function TableCell({ cell, scope }: { cell: Cell; scope?: 'col' | 'row' | undefined }) {
  const { content, format, class: given, attributes, ...spans } = typeof cell === 'object' ? cell : { content: cell }
  const base = scope ? 'govuk-table__header' : 'govuk-table__cell'
  // As in GOV.UK Frontend: a row's heading is text, so it is never set as a number.
  const name = classes(base, !!format && scope !== 'row' && `${base}--${format}`, given)
  return scope ? (
    <th scope={scope} class={name} {...spans} {...attributes}>
      {content}
    </th>
  ) : (
    <td class={name} {...spans} {...attributes}>
      {content}
    </td>
  )
}

/** Facts to compare, in rows. For the lists people work from, use QueueTable. */
export function Table(props: TableProps) {
  return (
    <table class={classes('govuk-table', props.class)} {...props.attributes}>
      {props.caption && <caption class={classes('govuk-table__caption', props.captionClass)}>{props.caption}</caption>}
      {props.head && (
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {props.head.map(cell => (
              <TableCell cell={cell} scope="col" />
            ))}
          </tr>
        </thead>
      )}
      <tbody class="govuk-table__body">
        {props.rows.map(row => (
          <tr class="govuk-table__row">
            {row.map((cell, index) => (
              <TableCell cell={cell} scope={index === 0 && props.firstCellIsHeader ? 'row' : undefined} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
