import type { Content } from '../govuk/element.ts'

export type FigureTileProps = {
  figure: string | number
  label: string
  /** The change since last week, in words: "6 more than last week". */
  change?: Content
  tone?: 'good' | 'bad' | 'plain' | undefined
  /** The cases behind the figure, for whoever may read them. */
  href: string | undefined
}

/** One figure, what it counts, how it moved; a link to what is behind it. */
export function FigureTile({ figure, label, change, tone = 'plain', href }: FigureTileProps) {
  const said = (
    <>
      <span class="figure__label">{label}</span> <span class="figure__number">{figure}</span>{' '}
      {change && <span class="figure__change">{change}</span>}
    </>
  )
  const look = `figure figure--${tone}`
  return href ? (
    <a class={look} href={href}>
      {said}
    </a>
  ) : (
    <div class={look}>{said}</div>
  )
}
