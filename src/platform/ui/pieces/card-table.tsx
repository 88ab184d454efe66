import { type Cell, Table, type TableProps } from '../govuk/table.tsx'
import { Scroll } from './scroll.tsx'

type Props = TableProps & {
  /** What is listed: the table's caption, for those who hear it. */
  label: string
  head: readonly Cell[]
}

/** What a column is called where its cell stands alone; nothing for one whose head is not text. */
const titled = (cell: Cell, head: Cell | undefined): Cell => {
  const attributes = typeof head === 'string' ? { 'data-label': head } : {}
  return typeof cell === 'object'
    ? { ...cell, attributes: { ...attributes, ...cell.attributes } }
    : { content: cell, attributes }
}

/** A table whose rows become cards on a small screen: each fact under the next, with its name. */
export const CardTable = ({ label, head, rows, ...props }: Props) => (
  <Scroll label={label}>
    <Table
      caption={label}
      captionClass="govuk-visually-hidden"
      class="card-table"
      head={head}
      rows={rows.map(row => row.map((cell, index) => titled(cell, head[index])))}
      {...props}
    />
  </Scroll>
)
