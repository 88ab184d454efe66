import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import { ADMINISTRATION, type Organisation } from '#rooms/people/index.ts'
import { channelPaths } from '../paths.ts'
import { NOTICE_NAMES, type NoticeName, noticeOf, WAY_TITLES, WAYS, type Way, waysOf } from './kinds.rules.ts'

interface Props {
  readonly chrome: Chrome
  readonly organisation: Organisation
  readonly usual: Readonly<Record<NoticeName, readonly Way[]>>
  /** Kinds with words of the organisation's own. */
  readonly own: readonly string[]
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const SIDES = { requester: 'to whoever asked', staff: 'to staff' } as const

function Box({ kind, way, usual }: { kind: NoticeName; way: Way; usual: Props['usual'] }) {
  if (!waysOf(kind).includes(way)) return <span class="quiet">–</span>
  const owed = !noticeOf(kind).optional && way === 'email'
  return (
    <input
      class="tick"
      type="checkbox"
      name={`ways-${kind}`}
      value={way}
      checked={owed || usual[kind].includes(way)}
      disabled={owed}
      aria-label={`${WAY_TITLES[way]}, when ${noticeOf(kind).title}`}
    />
  )
}

/** The page above those about how an organisation tells people. */
export const aboveFor = ({ id, short_name }: Organisation) => [
  ADMINISTRATION,
  { href: channelPaths.usual({ organisation: id }), text: `Notifications of ${short_name}` },
]

/** What an organisation's people are told, in which words, and where else it is said. */
export const UsualPage = ({ chrome, organisation, usual, own }: Props) => (
  <SettingsPage wide chrome={chrome} title={`Notifications of ${organisation.name}`} above={[ADMINISTRATION]}>
    <ul class="govuk-list">
      <li>
        <a class="govuk-link" href={channelPaths.hooks({ organisation: organisation.id })}>
          Teams, Slack and other webhooks
        </a>
      </li>
      <li>
        <a class="govuk-link" href={channelPaths.texts({ organisation: organisation.id })}>
          Text messages by GOV.UK Notify
        </a>
      </li>
      <li>
        <a class="govuk-link" href={channelPaths.failed({ organisation: organisation.id })}>
          What could not be delivered
        </a>
      </li>
    </ul>
    <h2 class="govuk-heading-m">What people are told until they choose</h2>
    <Form action={channelPaths.usual({ organisation: organisation.id })} class="notices__grid">
      <Scroll label="What people are told">
        <Table
          caption="What people are told"
          captionClass="govuk-visually-hidden"
          head={['They are told when', ...WAYS.map(way => WAY_TITLES[way]), 'Words']}
          rows={NOTICE_NAMES.map(kind => [
            {
              content: (
                <>
                  {capital(noticeOf(kind).title)} <span class="quiet">{SIDES[noticeOf(kind).side]}</span>
                </>
              ),
            },
            ...WAYS.map(way => ({ content: <Box {...{ kind, way, usual }} /> })),
            {
              content: (
                // Not text hidden beside it: that would stand outside the part of the page that scrolls.
                <a
                  class="govuk-link"
                  href={channelPaths.words({ organisation: organisation.id, kind })}
                  aria-label={`${own.includes(kind) ? 'Our own' : 'Standard'} words, when ${noticeOf(kind).title}`}
                >
                  {own.includes(kind) ? 'Our own' : 'Standard'}
                </a>
              ),
            },
          ])}
          firstCellIsHeader
        />
      </Scroll>
      <Button>Save</Button>
    </Form>
  </SettingsPage>
)
