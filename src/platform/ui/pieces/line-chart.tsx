import { ChartFrame, linked, roundUp, type Tone } from './chart-frame.tsx'

export type Line = {
  name: string
  tone: Tone
  values: readonly number[]
  /** For each value, what is behind it. */
  hrefs?: readonly (string | undefined)[] | undefined
}
type Props = { title: string; summary: string; labels: readonly string[]; lines: readonly Line[] }

const HEIGHT = 120
const TOP = 14

/** Where the lines' names stand at their ends: as near as can be without overlapping. */
export function endLabels(ends: readonly number[], apart = 14): number[] {
  const order = ends.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y)
  const placed: number[] = []
  let least = Number.NEGATIVE_INFINITY
  for (const { y, index } of order) {
    least = Math.max(y, least + apart)
    placed[index] = least
  }
  return placed
}

function Curve({ line, top }: { line: Line; top: number }) {
  const last = Math.max(1, line.values.length - 1)
  const points = line.values.map(
    (value, index) => `${((index / last) * 100).toFixed(2)},${(HEIGHT - (value / top) * HEIGHT).toFixed(1)}`,
  )
  return <polyline class={`curve tone-${line.tone}`} points={points.join(' ')} vector-effect="non-scaling-stroke" />
}

/** How quantities went over time, each line named at its end. Zero baseline. */
export function LineChart({ title, summary, labels, lines }: Props) {
  const top = roundUp(Math.max(...lines.flatMap(line => line.values)))
  const places = endLabels(lines.map(({ values }) => TOP + HEIGHT - ((values.at(-1) ?? 0) / top) * HEIGHT))
  const rows = labels.map((label, index) => [
    label,
    ...lines.map(line => linked(line.values[index] ?? 0, line.hrefs?.[index])),
  ])
  return (
    <ChartFrame title={title} summary={summary} head={['', ...lines.map(line => line.name)]} rows={rows}>
      <div class="chart__with-names">
        <svg class="chart__picture" width="100%" height={HEIGHT + 32} role="img" aria-label={summary}>
          <line class="chart__grid" x1="0" x2="100%" y1={TOP} y2={TOP} />
          <text class="chart__text" x="0" y={TOP - 3}>
            {top}
          </text>
          <svg x="0" y={TOP} width="100%" height={HEIGHT} viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none">
            {lines.map(line => (
              <Curve line={line} top={top} />
            ))}
          </svg>
          <line class="chart__base" x1="0" x2="100%" y1={HEIGHT + TOP} y2={HEIGHT + TOP} />
          <text class="chart__text" x="0" y={HEIGHT + 29}>
            {labels[0]}
          </text>
          <text class="chart__text" x="100%" y={HEIGHT + 29} text-anchor="end">
            {labels.at(-1)}
          </text>
        </svg>
        <svg class="chart__ends" width="84" height={HEIGHT + 32} aria-hidden="true" focusable="false">
          {lines.map((line, index) => (
            <text class={`chart__end tone-${line.tone}`} x="6" y={places[index]! + 4}>
              {line.name} {line.values.at(-1)}
            </text>
          ))}
        </svg>
      </div>
    </ChartFrame>
  )
}
