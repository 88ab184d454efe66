/** GOV.UK Frontend's Nunjucks options, turned into the properties of our components: only for fixtures.test.tsx. */
import type { VNode } from 'preact'
import { BackLink } from './back-link.tsx'
import { Breadcrumbs } from './breadcrumbs.tsx'
import { Button } from './button.tsx'
import { CharacterCount } from './character-count.tsx'
import { Details } from './details.tsx'
import { ErrorMessage } from './error-message.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { Fieldset } from './fieldset.tsx'
import { FileUpload } from './file-upload.tsx'
import { choices, dateInput, extras, field, input, legend, type Options, raw, said } from './fixture-fields.tsx'
import { Hint } from './hint.tsx'
import { Input } from './input.tsx'
import { InsetText } from './inset-text.tsx'
import { Label } from './label.tsx'
import { NotificationBanner } from './notification-banner.tsx'
import { Pagination } from './pagination.tsx'
import { Panel } from './panel.tsx'
import { PasswordInput } from './password-input.tsx'
import { PhaseBanner } from './phase-banner.tsx'
import { Select } from './select.tsx'
import { SkipLink } from './skip-link.tsx'
import { SummaryList } from './summary-list.tsx'
import { Table } from './table.tsx'
import { Tabs } from './tabs.tsx'
import { Tag } from './tag.tsx'
import { Textarea } from './textarea.tsx'
import { WarningText } from './warning-text.tsx'

const cell = (o: Options) => ({
  ...extras(o),
  content: said(o),
  format: o.format,
  colspan: o.colspan,
  rowspan: o.rowspan,
})
const action = (o: Options) => ({ ...extras(o), href: o.href, text: said(o), hidden: o.visuallyHiddenText })
const summaryRow = (o: Options) => ({
  key: said(o.key),
  value: said(o.value),
  class: o.classes,
  keyClass: o.key?.classes,
  valueClass: o.value?.classes,
  actions: o.actions?.items?.map(action),
  actionsClass: o.actions?.classes,
})
const summaryCard = (o: Options) =>
  o && {
    ...extras(o),
    title: said(o.title),
    headingLevel: o.title?.headingLevel,
    titleClass: o.title?.classes,
    actions: o.actions?.items?.map(action),
    actionsClass: o.actions?.classes,
  }
const page = (o: Options) =>
  o?.href && { href: o.href, text: said(o), labelText: o.labelText, attributes: o.attributes }

export const FROM_OPTIONS: Record<string, (o: Options) => VNode> = {
  'back-link': o => <BackLink {...extras(o)} href={o.href || '#'} children={said(o)} />,
  breadcrumbs: o => (
    <Breadcrumbs
      {...extras(o)}
      items={o.items.map((each: Options) => ({ text: said(each), href: each.href, attributes: each.attributes }))}
      collapseOnMobile={o.collapseOnMobile}
      label={o.labelText}
    />
  ),
  button: o => (
    <Button {...o} {...extras(o)} variant={o.isStartButton && 'start'}>
      {o.isStartButton && o.html ? <span>{said(o)}</span> : said(o)}
    </Button>
  ),
  'character-count': o => (
    <CharacterCount
      {...field(o)}
      rows={o.rows}
      maxLength={o.maxlength}
      maxWords={o.maxwords}
      threshold={o.threshold}
      messageClass={o.countMessage?.classes}
    />
  ),
  checkboxes: choices('checkboxes'),
  'date-input': dateInput,
  details: o => (
    <Details
      {...extras(o)}
      summary={said(o, 'summaryText', 'summaryHtml')}
      id={o.id}
      open={o.open}
      children={said(o)}
    />
  ),
  'error-message': o => (
    <ErrorMessage
      {...extras(o)}
      id={o.id}
      prefix={o.visuallyHiddenText ?? (o.visuallyHiddenText === undefined ? undefined : '')}
    >
      {said(o)}
    </ErrorMessage>
  ),
  'error-summary': o => (
    <ErrorSummary
      {...extras(o)}
      title={said(o, 'titleText', 'titleHtml')}
      description={said(o, 'descriptionText', 'descriptionHtml')}
      errors={(o.errorList ?? []).map((e: Options) => ({ href: e.href, text: said(e), attributes: e.attributes }))}
      disableAutoFocus={o.disableAutoFocus}
    />
  ),
  fieldset: o => (
    <Fieldset {...extras(o)} {...legend(o)} describedBy={o.describedBy} role={o.role} children={said(o)} />
  ),
  'file-upload': o => <FileUpload {...field(o)} multiple={o.multiple} />,
  hint: o => <Hint {...extras(o)} id={o.id} children={said(o)} />,
  input: o => <Input {...input(o)} />,
  'inset-text': o => <InsetText {...extras(o)} id={o.id} children={said(o)} />,
  label: o => <Label {...extras(o)} for={o.for} isHeading={o.isPageHeading} children={said(o)} />,
  'notification-banner': o => (
    <NotificationBanner
      {...extras(o)}
      type={o.type}
      title={said(o, 'titleText', 'titleHtml')}
      titleId={o.titleId}
      headingLevel={o.titleHeadingLevel}
      role={o.role}
      disableAutoFocus={o.disableAutoFocus}
      text={o.text}
      children={o.html && raw(o.html)}
    />
  ),
  pagination: o => (
    <Pagination
      {...extras(o)}
      label={o.landmarkLabel}
      previous={page(o.previous)}
      next={page(o.next)}
      items={o.items
        ?.filter((each: Options) => each && Object.keys(each).length)
        .map((each: Options) => ({ ...each, label: each.visuallyHiddenText }))}
    />
  ),
  panel: o => (
    <Panel {...extras(o)} title={said(o, 'titleText', 'titleHtml')} headingLevel={o.headingLevel} children={said(o)} />
  ),
  'password-input': o => <PasswordInput {...input(o)} />,
  'phase-banner': o => <PhaseBanner {...extras(o)} tag={said(o.tag)} tagClass={o.tag?.classes} children={said(o)} />,
  radios: choices('radios'),
  select: o => <Select {...field(o)} options={(o.items ?? []).filter(Boolean)} />,
  'skip-link': o => <SkipLink {...extras(o)} href={o.href || undefined} children={said(o)} />,
  'summary-list': o => (
    <SummaryList {...extras(o)} rows={o.rows.filter(Boolean).map(summaryRow)} card={summaryCard(o.card)} />
  ),
  table: o => (
    <Table
      {...extras(o)}
      caption={o.caption}
      captionClass={o.captionClasses}
      head={o.head?.map(cell)}
      rows={o.rows.filter(Boolean).map((row: Options) => row.map(cell))}
      firstCellIsHeader={o.firstCellIsHeader}
    />
  ),
  tabs: o => (
    <Tabs
      {...extras(o)}
      id={o.id}
      title={o.title}
      items={(o.items ?? []).filter(Boolean).map((each: Options, at: number) => ({
        id: each.id ?? `${o.idPrefix}-${at + 1}`,
        label: each.label,
        children: each.panel?.html ? raw(each.panel.html) : <p class="govuk-body">{each.panel?.text}</p>,
        attributes: each.attributes,
        panelAttributes: each.panel?.attributes,
      }))}
    />
  ),
  tag: o => <Tag {...extras(o)} children={said(o)} />,
  textarea: o => <Textarea {...field(o)} rows={o.rows} />,
  'warning-text': o => <WarningText {...extras(o)} fallback={o.iconFallbackText || undefined} children={said(o)} />,
}
