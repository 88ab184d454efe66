import { ChartFrame, linked, type Tone } from './chart-frame.tsx'

export type Bar = { label: string; value: number; href?: string | undefined; tone?: Tone | undefined }
type Props = {
  title: string
  summary: string
  /** What is counted: the head of the figures' column. */
  unit: string
  bars: readonly Bar[]
}

/** Quantities side by side, from a zero baseline, each labelled where it stands; long names have room. */
export function BarChart({ title, summary, unit, bars }: Props) {
  const highest = Math.max(1, ...bars.map(bar => bar.value))
  return (
    <ChartFrame
      title={title}
      summary={summary}
      head={['', unit]}
      rows={bars.map(bar => [bar.label, linked(bar.value, bar.href)])}
    >
      <ul class="bars">
        {bars.map(({ label, value, href, tone = 'accent' }) => (
          <li class="bars__row">
            <span class="bars__label">{href ? <a href={href}>{label}</a> : label}</span>
            <svg class="bars__bar" height="14" aria-hidden="true" focusable="false">
              <rect class={`tone-${tone}`} width={`${((value / highest) * 100).toFixed(1)}%`} height="14" rx="2" />
            </svg>
            <span class="bars__value">{value}</span>
          </li>
        ))}
      </ul>
    </ChartFrame>
  )
}
