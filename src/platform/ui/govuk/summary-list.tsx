import { classes } from '../classes.ts'
import type { Content, Extras } from './element.ts'

export type SummaryAction = Extras & {
  href: string
  text: Content
  /** Completes the link for screen readers: "Change" + "your name". */
  hidden?: string | undefined
}
export type SummaryRow = {
  key: Content
  value: Content
  class?: string | undefined
  keyClass?: string | undefined
  valueClass?: string | undefined
  actions?: readonly SummaryAction[] | undefined
  actionsClass?: string | undefined
}
export type SummaryCard = Extras & {
  title?: Content
  headingLevel?: 1 | 2 | 3 | 4 | 5 | 6 | undefined
  titleClass?: string | undefined
  actions?: readonly SummaryAction[] | undefined
  actionsClass?: string | undefined
}
export type SummaryListProps = Extras & { rows: readonly SummaryRow[]; card?: SummaryCard | undefined }

function ActionLink({ action, title }: { action: SummaryAction; title: Content }) {
  return (
    <a class={classes('govuk-link', action.class)} href={action.href} {...action.attributes}>
      {action.text}
      {(action.hidden || title) && (
        <span class="govuk-visually-hidden">
          {action.hidden && ` ${action.hidden}`}
          {title && <> ({title})</>}
        </span>
      )}
    </a>
  )
}

function Row({ row, list }: { row: SummaryRow; list: SummaryListProps }) {
  const actions = row.actions ?? []
  const gap = !row.actions && list.rows.some(each => each.actions?.length)
  const links = actions.map(action => <ActionLink action={action} title={list.card?.title} />)
  return (
    <div class={classes('govuk-summary-list__row', gap && 'govuk-summary-list__row--no-actions', row.class)}>
      <dt class={classes('govuk-summary-list__key', row.keyClass)}>{row.key}</dt>
      <dd class={classes('govuk-summary-list__value', row.valueClass)}>{row.value}</dd>
      {links.length > 0 && (
        <dd class={classes('govuk-summary-list__actions', row.actionsClass)}>
          {links.length === 1 ? (
            links
          ) : (
            <ul class="govuk-summary-list__actions-list">
              {links.map(link => (
                <li class="govuk-summary-list__actions-list-item">{link}</li>
              ))}
            </ul>
          )}
        </dd>
      )}
    </div>
  )
}

function Card({ card, children }: { card: SummaryCard; children: Content }) {
  const Heading: `h${1 | 2 | 3 | 4 | 5 | 6}` = `h${card.headingLevel ?? 2}`
  const links = (card.actions ?? []).map(action => <ActionLink action={action} title={card.title} />)
  return (
    <div class={classes('govuk-summary-card', card.class)} {...card.attributes}>
      <div class="govuk-summary-card__title-wrapper">
        {card.title && <Heading class={classes('govuk-summary-card__title', card.titleClass)}>{card.title}</Heading>}
        {links.length === 1 && <div class={classes('govuk-summary-card__actions', card.actionsClass)}>{links}</div>}
        {links.length > 1 && (
          <ul class={classes('govuk-summary-card__actions', card.actionsClass)}>
            {links.map(link => (
              <li class="govuk-summary-card__action">{link}</li>
            ))}
          </ul>
        )}
      </div>
      <div class="govuk-summary-card__content">{children}</div>
    </div>
  )
}

/** What is known, as key and value, each perhaps with a way to change it. */
export function SummaryList(props: SummaryListProps) {
  const list = (
    <dl class={classes('govuk-summary-list', props.class)} {...props.attributes}>
      {props.rows.map(row => (
        <Row row={row} list={props} />
      ))}
    </dl>
  )
  return props.card ? <Card card={props.card}>{list}</Card> : list
}
