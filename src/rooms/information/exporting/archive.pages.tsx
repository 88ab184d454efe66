import type { Chrome } from '#platform/http/env.ts'
import { sayDay, sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Tag } from '#platform/ui/govuk/tag.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import { sizeOf } from '#rooms/channels/index.ts'
import { ADMINISTRATION, type Organisation } from '#rooms/people/index.ts'
import { informationPaths } from '../paths.ts'
import type { Archive } from './archive.queries.ts'
import { isThere } from './archive.rules.ts'

interface Facts {
  readonly organisation: Organisation
  readonly now: Date
}

const above = (organisation: Organisation) => [
  ADMINISTRATION,
  { href: informationPaths.index({ organisation: organisation.id }), text: 'Information held' },
]

/** The archives there are, and asking for one more. */
export const ArchivesPage = ({
  chrome,
  facts,
}: {
  chrome: Chrome
  facts: Facts & { archives: readonly Archive[] }
}) => {
  const { organisation, archives, now } = facts
  return (
    <SettingsPage chrome={chrome} title="Take everything away" above={above(organisation)}>
      <p class="govuk-body">
        An archive has everything that is {organisation.name}’s and nothing of anybody else’s: its cases, messages,
        people, files, mail and settings, in formats that any program reads. Passwords and keys are never in it, and
        restricted cases only where you are named on them; “moothall export” on the machine itself writes those too.
      </p>
      <Form action={informationPaths.archives({ organisation: organisation.id })}>
        <Button>Make an archive</Button>
      </Form>
      {archives.length === 0 ? (
        <EmptyState title="No archives yet">
          One is made in the background and kept for seven days. Who asks for one, and who takes it, is recorded.
        </EmptyState>
      ) : (
        <ul class="entries">
          {archives.map(archive => (
            <li class="entries__entry">
              <div>
                <a class="govuk-link" href={informationPaths.archive({ id: archive.id })}>
                  Asked for {sayWhen(archive.asked_at, organisation.zone, now)}
                </a>
                <p class="entries__note">by {archive.asked_by_name}</p>
              </div>
              <State archive={archive} now={now} />
            </li>
          ))}
        </ul>
      )}
    </SettingsPage>
  )
}

const State = ({ archive, now }: { archive: Archive; now: Date }) => {
  if (isThere(archive, now)) return <Tag colour="green">Ready</Tag>
  if (archive.state === 'ready') return <Tag colour="grey">Deleted</Tag>
  if (archive.state === 'failed') return <Tag colour="red">Failed, will be tried again</Tag>
  return <Tag colour="blue">{archive.state === 'waiting' ? 'Waiting' : 'Being made'}</Tag>
}

/** One archive: how far it is, and its parts to take away. */
export const ArchivePage = ({
  chrome,
  facts,
}: {
  chrome: Chrome
  facts: Facts & { archive: Archive; reader: string }
}) => {
  const { organisation, archive, reader, now } = facts
  const list = {
    href: informationPaths.archives({ organisation: organisation.id }),
    text: 'Take everything away',
  }
  return (
    <SettingsPage
      chrome={chrome}
      title={`Archive of ${organisation.name}`}
      above={[...above(organisation), ...(archive.kind === 'organisation' ? [list] : [])]}
    >
      <p class="govuk-body">
        <State archive={archive} now={now} /> Asked for by {archive.asked_by_name},{' '}
        {sayWhen(archive.asked_at, organisation.zone, now)}.
      </p>
      {archive.state !== 'ready' && <HowFar archive={archive} />}
      {isThere(archive, now) && archive.asked_by !== reader && (
        <p class="govuk-body">Only {archive.asked_by_name} may take it: an archive has what whoever asked may read.</p>
      )}
      {isThere(archive, now) && archive.asked_by === reader && <Parts archive={archive} zone={organisation.zone} />}
      {archive.state === 'ready' && !isThere(archive, now) && (
        <p class="govuk-body">It was kept for seven days and is deleted. Make another when you need one.</p>
      )}
    </SettingsPage>
  )
}

const HowFar = ({ archive: { doing, done, total } }: { archive: Archive }) => (
  <div role="status">
    {total > 0 && (
      <progress value={done} max={total} aria-label="How much of the archive is made">
        {done} of {total}
      </progress>
    )}
    <p class="govuk-body">
      {doing ? `${done} of ${total}: ${doing}.` : 'It will begin in a moment.'} You can leave this page; the archive
      goes on being made.
    </p>
  </div>
)

const Parts = ({ archive, zone }: { archive: Archive; zone: string }) => (
  <>
    <p class="govuk-body">
      {(archive.records ?? 0).toLocaleString('en-GB')} records. Kept until {sayDay(archive.expires_at!, zone)}; each
      time somebody takes it is recorded.
    </p>
    <ul class="govuk-list">
      {archive.parts.map(({ size, sha256 }, index) => (
        <li>
          <a class="govuk-link" href={informationPaths.part({ id: archive.id, part: `${index + 1}` })}>
            {archive.parts.length > 1
              ? `Download part ${index + 1} of ${archive.parts.length}`
              : 'Download the archive'}
          </a>{' '}
          (ZIP, {sizeOf(size)})
          <Scroll label="SHA-256">
            <code>SHA-256 {sha256}</code>
          </Scroll>
        </li>
      ))}
    </ul>
  </>
)
