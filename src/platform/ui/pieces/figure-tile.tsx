import type { Content } from '../govuk/element.ts'

export type FigureTileProps = {
  figure: string | number
  label: string
  /** The change since last week, in words: "6 more than last week". */
  change?: Content
  tone?: 'good' | 'bad' | 'plain' | undefined
  /** The cases behind the figure. */
  href: string
}

/** One figure, what it counts, how it moved; a link to what is behind it. */
export const FigureTile = ({ figure, label, change, tone = 'plain', href }: FigureTileProps) => (
  <a class={`figure figure--${tone}`} href={href}>
    <span class="figure__label">{label}</span> <span class="figure__number">{figure}</span>{' '}
    {change && <span class="figure__change">{change}</span>}
  </a>
)
