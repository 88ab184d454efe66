import { classes } from '../classes.ts'
import type { Attributes, Content, Extras } from './element.ts'

export type Tab = {
  id: string
  label: string
  children: Content
  attributes?: Attributes | undefined
  panelAttributes?: Attributes | undefined
}

/** Views of one thing. Without JavaScript, a list of contents and every panel in turn. */
export function Tabs(props: Extras & { id?: string | undefined; title?: string | undefined; items: readonly Tab[] }) {
  return (
    <div id={props.id} class={classes('govuk-tabs', props.class)} {...props.attributes} data-module="govuk-tabs">
      <h2 class="govuk-tabs__title">{props.title ?? 'Contents'}</h2>
      {props.items.length > 0 && (
        <ul class="govuk-tabs__list">
          {props.items.map((tab, index) => (
            <li class={classes('govuk-tabs__list-item', !index && 'govuk-tabs__list-item--selected')}>
              <a class="govuk-tabs__tab" href={`#${tab.id}`} {...tab.attributes}>
                {tab.label}
              </a>
            </li>
          ))}
        </ul>
      )}
      {props.items.map((tab, index) => (
        <div
          class={classes('govuk-tabs__panel', !!index && 'govuk-tabs__panel--hidden')}
          id={tab.id}
          {...tab.panelAttributes}
        >
          {tab.children}
        </div>
      ))}
    </div>
  )
}
