import { Hono } from 'hono'
import { type Actor, holds, holdsIn } from '#platform/http/actor.ts'
import type { Chrome, Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { Tag } from '#platform/ui/govuk/tag.tsx'
import { html } from '#platform/ui/layout/render.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { Card } from '#platform/ui/pieces/card.tsx'
import { OrganisationTag } from '#platform/ui/pieces/organisation-tag.tsx'
import { escalationPaths, replySettingsPaths } from '#rooms/cases/index.ts'
import { cataloguePaths } from '#rooms/catalogue/index.ts'
import { channelPaths, type Health, HealthWords, listHealth } from '#rooms/channels/index.ts'
import { contentPaths } from '#rooms/content/index.ts'
import { informationPaths } from '#rooms/information/index.ts'
import { listOrganisations, listPreparing, type Organisation, peoplePaths, sayEnded } from '#rooms/people/index.ts'

/** What can be set up of an organisation, in the order in which it is usually done. */
const GROUPS = [
  {
    title: 'The organisation',
    parts: [
      { name: 'Details and colour', may: 'people.manage', href: peoplePaths.organisation },
      { name: 'Teams', may: 'people.manage', href: peoplePaths.teams },
      { name: 'Calendars', may: 'people.manage', href: peoplePaths.calendars },
      { name: 'Information held', may: 'information.manage', href: informationPaths.index },
    ],
  },
  {
    title: 'People',
    parts: [
      { name: 'People and roles', may: 'people.manage', href: peoplePaths.persons },
      { name: 'What roles may do', may: 'people.manage', href: peoplePaths.roles },
      { name: 'People from a file', may: 'people.manage', href: peoplePaths.joiners },
      { name: 'Directory (SCIM)', may: 'people.manage', href: peoplePaths.directory },
      { name: 'Single sign-on', may: 'people.manage', href: peoplePaths.providers },
      { name: 'Signing in', may: 'people.manage', href: peoplePaths.signInRules },
    ],
  },
  {
    title: 'What is promised',
    parts: [
      { name: 'Categories', may: 'catalogue.manage', href: cataloguePaths.categories },
      { name: 'Priorities', may: 'catalogue.manage', href: cataloguePaths.matrix },
      { name: 'Targets', may: 'catalogue.manage', href: cataloguePaths.targets },
      { name: 'Agreements', may: 'catalogue.manage', href: cataloguePaths.agreements },
      { name: 'Starters and leavers', may: 'catalogue.manage', href: cataloguePaths.lifeEvents },
      { name: 'Escalation', may: 'catalogue.manage', href: escalationPaths.rules },
    ],
  },
  {
    title: 'What is said',
    parts: [
      { name: 'Notifications', may: 'mail.manage', href: channelPaths.usual },
      { name: 'Replies by e-mail', may: 'content.manage', href: replySettingsPaths.show },
    ],
  },
] as const

interface Props {
  chrome: Chrome
  actor: Actor
  organisations: readonly Organisation[]
  /** Those that are not live yet. */
  preparing: readonly string[]
  /** How sending stands, for who manages mail. */
  health: readonly Health[] | undefined
  now: Date
}

const AdminPage = ({ chrome, actor, organisations, preparing, health, now }: Props) => (
  <WorkspacePage {...chrome} title="Administration" active={peoplePaths.admin()}>
    <div class="settings settings--wide">
      <h1 class="govuk-heading-l">Administration</h1>
      {health && (
        <>
          <p class="govuk-body">
            <a class="govuk-link" href={channelPaths.mailboxes()}>
              Mailboxes
            </a>{' '}
            are the addresses people write to.{' '}
            <a class="govuk-link" href={channelPaths.sent()}>
              Messages sent
            </a>{' '}
            shows what became of what was written.
          </p>
          {health.length > 0 && <HealthWords health={health} now={now} />}
        </>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={contentPaths.notices()}>
          Notices
        </a>{' '}
        tell people of known problems and planned work.{' '}
        <a class="govuk-link" href={peoplePaths.bankHolidays()}>
          Bank holidays
        </a>{' '}
        are kept by calendars.
      </p>
      {holds(actor, 'organisations.manage') && (
        <p class="govuk-body">
          <a class="govuk-link" href={peoplePaths.takeOn()}>
            Take on an organisation
          </a>{' '}
          that the shared service is to serve, step by step.
        </p>
      )}
      <div class="settings__all">
        {organisations.map(organisation => (
          <Card
            title={organisation.name}
            action={
              organisation.ended_at ? (
                <Tag colour="grey">{sayEnded(organisation)}</Tag>
              ) : (
                <OrganisationTag organisation={{ ...organisation, colour: organisation.accent }} />
              )
            }
          >
            {preparing.includes(organisation.id) && (
              <p class="govuk-body">
                <Tag colour="blue">Not live yet</Tag>{' '}
                <a class="govuk-link" href={peoplePaths.onboarding({ organisation: organisation.id })}>
                  Go on setting it up<span class="govuk-visually-hidden">: {organisation.name}</span>
                </a>
              </p>
            )}
            <Parts actor={actor} organisation={organisation} />
          </Card>
        ))}
      </div>
    </div>
  </WorkspacePage>
)

function Parts({ actor, organisation: { id, name: of } }: { actor: Actor; organisation: Organisation }) {
  const groups = GROUPS.map(({ title, parts }) => ({
    title,
    parts: parts.filter(part => holdsIn(actor, part.may, id)),
  }))
  return (
    <div class="settings__groups">
      {groups
        .filter(({ parts }) => parts.length > 0)
        .map(({ title, parts }) => (
          <div>
            <h3 class="settings__group">{title}</h3>
            <ul class="govuk-list">
              {parts.map(({ name, href }) => (
                <li>
                  <a class="govuk-link" href={href({ organisation: id })}>
                    {name}
                    <span class="govuk-visually-hidden"> of {of}</span>
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
    </div>
  )
}

/** What can be set up, for each organisation the person looks after: every room's own pages, gathered. */
export const adminRoutes = new Hono<Env>().get(
  peoplePaths.admin.pattern,
  may(
    'people.manage',
    'catalogue.manage',
    'content.manage',
    'mail.manage',
    'information.manage',
    'organisations.manage',
  ),
  async c => {
    const { actor } = c.var
    const at = now()
    const facts = await c.var.read(async tx => ({
      organisations: await listOrganisations(tx),
      preparing: await listPreparing(tx),
      health: holds(actor, 'mail.manage') ? await listHealth(tx, at) : undefined,
    }))
    return c.html(html(<AdminPage chrome={await c.var.chrome({ live: ['mail'] })} actor={actor} {...facts} now={at} />))
  },
)
