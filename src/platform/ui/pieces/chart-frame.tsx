import type { Content } from '../govuk/element.ts'
import { type Cell, Table } from '../govuk/table.tsx'

export type Tone = 'accent' | 'quiet' | 'late' | 'warn' | 'good'

type Props = {
  title: string
  /** What the picture shows, in a sentence: it is the picture's text for those who cannot see it. */
  summary: string
  head: readonly string[]
  rows: readonly (readonly Cell[])[]
  children: Content
}

/** Around every chart: its title, what it shows in a sentence, and its figures one click away. */
export const ChartFrame = ({ title, summary, head, rows, children }: Props) => (
  <figure class="chart">
    <figcaption>
      <h2 class="chart__title">{title}</h2>
      <p class="chart__summary">{summary}</p>
    </figcaption>
    {children}
    <details class="chart__table">
      <summary>
        Figures<span class="govuk-visually-hidden"> for {title}</span>
      </summary>
      <div class="chart__scroll">
        <Table
          caption={title}
          captionClass="govuk-visually-hidden"
          head={head.map((text, index) => (index ? { content: text, format: 'numeric' } : text))}
          rows={rows.map(row => row.map((cell, index) => (index ? numeric(cell) : cell)))}
          firstCellIsHeader
        />
      </div>
    </details>
  </figure>
)

/** A figure in a chart's table that opens what is behind it. */
export const linked = (value: number, href: string | undefined): Cell =>
  href && value > 0 ? { content: <a href={href}>{value}</a> } : value

const numeric = (cell: Cell): Cell => ({ ...(typeof cell === 'object' ? cell : { content: cell }), format: 'numeric' })

/** The least round number at or above the highest: 1, 2 or 5 and noughts. Never 0, so that a scale can be drawn. */
export function roundUp(highest: number): number {
  if (highest <= 1) return 1
  const power = 10 ** Math.floor(Math.log10(highest))
  return [1, 2, 5, 10].map(step => step * power).find(top => top >= highest)!
}
