import { classes } from '../classes.ts'
import type { Content } from '../govuk/element.ts'

type Props = {
  title: Content
  id?: string | undefined
  headingLevel?: 2 | 3 | undefined
  class?: string | undefined
  /** A link or button beside the title. */
  action?: Content
  children: Content
}

/** One subject, boxed, under its heading. */
export function Card({ title, id, headingLevel = 2, action, children, ...props }: Props) {
  const Heading: 'h2' | 'h3' = `h${headingLevel}`
  return (
    <section class={classes('card', props.class)} id={id}>
      <div class="card__head">
        <Heading class="card__title">{title}</Heading>
        {action && <div class="card__action">{action}</div>}
      </div>
      {children}
    </section>
  )
}

/** Facts as name and value, close together, for the side of a page. A `change` link edits in place. */
export const Facts = ({ facts }: { facts: readonly { name: string; value: Content }[] }) => (
  <dl class="facts">
    {facts.map(({ name, value }) => (
      <div class="facts__row">
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)
