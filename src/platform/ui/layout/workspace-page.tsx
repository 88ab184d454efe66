import type { Content } from '../govuk/element.ts'
import { FormErrors } from '../pieces/form.tsx'
import { Mark, PersonMenu } from './brand.tsx'
import { Document } from './document.tsx'
import { type Frame, fullTitle, type Mistake } from './frame.ts'
import { Notice } from './notice.tsx'

export type RailItem = {
  href: string
  label: string
  count?: string | undefined
  current?: boolean | undefined
  /** With `g`, this letter goes here. */
  go?: string | undefined
}
export type RailSection = { heading?: string | undefined; items: readonly RailItem[] }
export type WorkspacePageProps = {
  frame: Frame
  title: string
  /** The href of the rail's item we are at. */
  active?: string | undefined
  rail: readonly RailSection[]
  /** What was searched for, shown in the search box. */
  query?: string | undefined
  errors?: readonly Mistake[] | undefined
  aside?: Content
  children: Content
}

function Sections({ rail, active }: Pick<WorkspacePageProps, 'rail' | 'active'>) {
  return rail.map(section => (
    <div class="rail__section">
      {section.heading && <h2 class="rail__heading">{section.heading}</h2>}
      <ul class="rail__list">
        {section.items.map(item => (
          <li>
            <a
              class="rail__link"
              href={item.href}
              aria-current={item.current || item.href === active ? 'page' : undefined}
              data-go={item.go}
            >
              <span class="rail__label">{item.label}</span>
              {item.count && <span class="rail__count">{item.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </div>
  ))
}

function TopBar({ frame, rail, active, query }: WorkspacePageProps) {
  return (
    <header class="topbar">
      <details class="topbar__menu">
        <summary>Menu</summary>
        <nav class="rail" aria-label="Workspace menu">
          <Sections rail={rail} active={active} />
        </nav>
      </details>
      <a class="topbar__home" href="/">
        {frame.organisation.logo ? (
          <img class="topbar__logo" src={frame.organisation.logo} alt="" />
        ) : (
          <Mark size={22} />
        )}
        <span>{frame.organisation.short_name}</span>
      </a>
      <search class="topbar__search">
        <form action="/search" method="get">
          <label class="govuk-visually-hidden" for="search">
            Search cases, people and articles
          </label>
          <input id="search" name="q" type="search" value={query} placeholder="Search" autocomplete="off" />
          <span class="key" aria-hidden="true">
            /
          </span>
        </form>
      </search>
      <a class="topbar__new" href="/cases/new" data-key="c" title="New case">
        New case
      </a>
      <PersonMenu frame={frame} />
    </header>
  )
}

/** The dialogs the keyboard opens; without JavaScript they stay closed and nothing is lost. */
const dialogs = (
  <>
    <dialog class="palette" id="palette" data-module="palette" data-src="/palette" aria-label="Find or do" />
    <dialog class="help-sheet" id="help-sheet" data-module="keyboard" aria-labelledby="help-sheet-title" />
  </>
)

/** A page for those who work here all day: everything needed, nothing shouting. The page gives its own h1 (see Toolbar). */
export function WorkspacePage(props: WorkspacePageProps) {
  const { frame, errors = [] } = props
  return (
    <Document frame={frame} title={fullTitle(props.title, frame, errors)} density="workspace">
      <TopBar {...props} />
      <div class="workspace__body">
        <nav class="rail workspace__rail" aria-label="Workspace">
          <Sections rail={props.rail} active={props.active} />
        </nav>
        <main class="workspace__main" id="main-content">
          <Notice frame={frame} />
          <FormErrors errors={errors} />
          {props.children}
        </main>
        {props.aside && <aside class="workspace__aside">{props.aside}</aside>}
      </div>
      {dialogs}
    </Document>
  )
}
