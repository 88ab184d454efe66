import type { Chrome } from '#platform/http/env.ts'
import { sayMoment } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Pagination } from '#platform/ui/govuk/pagination.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { PersonPage } from '#platform/ui/layout/person-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { When } from '#platform/ui/pieces/when.tsx'
import { channelPaths } from '../paths.ts'
import { type NoticeName, noticeOf } from './kinds.rules.ts'
import type { Filter, Listed } from './notification.queries.ts'

interface Props {
  readonly chrome: Chrome
  readonly list: readonly Listed[]
  readonly more: boolean
  readonly filter: Filter
  readonly kinds: readonly NoticeName[]
  readonly zone: string
  readonly now: Date
}

const place = ({ show, kind, page }: Filter) =>
  channelPaths.notifications(
    {},
    { show: show === 'unread' ? show : undefined, kind, page: page > 1 ? page : undefined },
  )

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const WAY_NAMES: Record<string, string> = { email: 'e-mail', sms: 'text message', webhook: 'webhook' }
const STATE_WORDS: Record<string, string> = {
  waiting: 'will also go by',
  sending: 'is going by',
  sent: 'also told by',
  failed: 'could not go by',
  uncertain: 'may not have gone by',
}

/** By which other ways it was told. What was kept back is not worth a line. */
const saidAlso = ({ deliveries }: Listed): string =>
  deliveries
    .filter(({ state }) => state in STATE_WORDS)
    .map(({ channel, state }) => `${STATE_WORDS[state]} ${WAY_NAMES[channel]}`)
    .join(', ')

const Entry = ({ one, zone, now }: { one: Listed; zone: string; now: Date }) => {
  const also = saidAlso(one)
  return (
    <li class="notices__one" data-unread={one.read_at ? undefined : 'yes'}>
      <div>
        <a class="notices__link" href={channelPaths.notification({ id: one.id })}>
          {!one.read_at && <span class="notices__new">New</span>} {one.words}
        </a>
        <p class="entries__note">
          <When at={sayMoment(one.happened_at, zone, now)} />
          {also && ` · ${also}`}
        </p>
      </div>
      {!one.read_at && (
        <Form action={channelPaths.readNotifications()}>
          <Button name="id" value={one.id} variant="secondary">
            Mark read<span class="govuk-visually-hidden">: {one.words}</span>
          </Button>
        </Form>
      )}
    </li>
  )
}

const Filters = ({ filter, kinds }: Pick<Props, 'filter' | 'kinds'>) => (
  <Form action={channelPaths.notifications()} method="get" class="notices__filter">
    <Select
      name="show"
      label="Show"
      value={filter.show}
      options={[
        { value: 'all', text: 'All' },
        { value: 'unread', text: 'Not read' },
      ]}
    />
    <Select
      name="kind"
      label="About"
      value={filter.kind ?? ''}
      options={[
        { value: '', text: 'Everything' },
        ...kinds.map(kind => ({ value: kind, text: capital(noticeOf(kind).title) })),
      ]}
    />
    <Button variant="secondary">Show</Button>
  </Form>
)

/** What a person was told, newest first. */
export function NotificationsPage({ chrome, list, more, filter, kinds, zone, now }: Props) {
  const asked = filter.show !== 'all' || filter.kind !== undefined || filter.page > 1
  return (
    <PersonPage chrome={chrome} title="Notifications">
      <div class="settings settings--wide">
        <div class="notices__head">
          <h1 class="govuk-heading-l">Notifications</h1>
          <a class="govuk-link" href={channelPaths.choices()}>
            Choose what you are told
          </a>
        </div>
        {(list.length > 0 || asked) && <Filters filter={filter} kinds={kinds} />}
        {list.length === 0 ? (
          <EmptyState title={asked ? 'Nothing like that' : 'No notifications yet'}>
            {asked ? (
              <a class="govuk-link" href={channelPaths.notifications()}>
                Show all
              </a>
            ) : (
              'When something happens that you should know of, it is said here.'
            )}
          </EmptyState>
        ) : (
          <>
            <ul class="entries notices">
              {list.map(one => (
                <Entry one={one} zone={zone} now={now} />
              ))}
            </ul>
            {list.some(one => !one.read_at) && (
              <Form action={channelPaths.readNotifications()}>
                <Button name="all" value="yes" variant="secondary">
                  Mark all read
                </Button>
              </Form>
            )}
          </>
        )}
        {(filter.page > 1 || more) && (
          <Pagination
            previous={filter.page > 1 ? { href: place({ ...filter, page: filter.page - 1 }) } : undefined}
            next={more ? { href: place({ ...filter, page: filter.page + 1 }) } : undefined}
          />
        )}
      </div>
    </PersonPage>
  )
}
