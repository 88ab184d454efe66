import { ChartFrame, roundUp, type Tone } from './chart-frame.tsx'

export type Day = { label: string; values: readonly number[]; href?: string | undefined }
type Props = {
  title: string
  summary: string
  /** From the baseline up. */
  series: readonly { name: string; tone: Tone }[]
  days: readonly Day[]
}

const HEIGHT = 120
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

function Column({
  day,
  index,
  of,
  top,
  series,
}: { day: Day; index: number; of: number; top: number } & Pick<Props, 'series'>) {
  const width = 100 / of
  const high = (values: readonly number[]) => (sum(values) / top) * HEIGHT
  return (
    <g>
      <title>
        {day.label}: {series.map(({ name }, at) => `${name} ${day.values[at] ?? 0}`).join(', ')}
      </title>
      {series.map(({ tone }, at) => (
        <rect
          class={`tone-${tone}`}
          x={`${(index * width + width * 0.12).toFixed(2)}%`}
          width={`${(width * 0.76).toFixed(2)}%`}
          y={(HEIGHT + 14 - high(day.values.slice(0, at + 1))).toFixed(1)}
          height={high(day.values.slice(at, at + 1)).toFixed(1)}
        />
      ))}
    </g>
  )
}

/** Quantities by day, stacked by kind, from a zero baseline. The names of the kinds wear their colours; the end days are named. */
export function StackedDays({ title, summary, series, days }: Props) {
  const top = roundUp(Math.max(...days.map(day => sum(day.values))))
  const head = ['Day', ...series.map(({ name }) => name)]
  return (
    <ChartFrame title={title} summary={summary} head={head} rows={days.map(day => [day.label, ...day.values])}>
      <p class="chart__names" aria-hidden="true">
        {series.map(({ name, tone }) => (
          <span class={`chart__name tone-${tone}`}>{name}</span>
        ))}
      </p>
      <svg class="chart__picture" width="100%" height={HEIGHT + 32} role="img" aria-label={summary}>
        <line class="chart__grid" x1="0" x2="100%" y1="14" y2="14" />
        <text class="chart__text" x="0" y="11">
          {top}
        </text>
        {days.map((day, index) => (
          <Column day={day} index={index} of={days.length} top={top} series={series} />
        ))}
        <line class="chart__base" x1="0" x2="100%" y1={HEIGHT + 14} y2={HEIGHT + 14} />
        <text class="chart__text" x="0" y={HEIGHT + 29}>
          {days[0]?.label}
        </text>
        <text class="chart__text" x="100%" y={HEIGHT + 29} text-anchor="end">
          {days.at(-1)?.label}
        </text>
      </svg>
    </ChartFrame>
  )
}
