import type { Chrome } from '#platform/http/env.ts'
import { sayDay, sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Details } from '#platform/ui/govuk/details.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { InsetText } from '#platform/ui/govuk/inset-text.tsx'
import { WarningText } from '#platform/ui/govuk/warning-text.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { ADMINISTRATION, type Organisation } from '#rooms/people/index.ts'
import { HoldList } from '../erasing/holds.pages.tsx'
import type { HoldOf } from '../erasing/holds.queries.ts'
import { informationPaths } from '../paths.ts'
import { DryRun } from './dry-run.pages.tsx'
import type { Foreseen, InTheWay } from './foresee.queries.ts'
import type { Leaving } from './leaving.queries.ts'
import { canBeTakenBack, waitsFor } from './leaving.rules.ts'
import { LeavingFields } from './leaving-fields.tsx'
import { LeavingTag } from './leaving-tag.tsx'

interface Wrong {
  readonly entered: Entered
  readonly errors: readonly Mistake[]
}

interface Facts {
  readonly leaving: Leaving
  readonly organisation: Organisation
  readonly holds: readonly HoldOf[]
  readonly underway: { readonly open: number; readonly majors: number }
  readonly foreseen: readonly Foreseen[]
  readonly way: InTheWay | undefined
  /** How it is settled now. */
  readonly entered: Entered
  /** Whether whoever looks belongs to it themselves. */
  readonly goesWithIt: boolean
  readonly settling?: Wrong
  readonly confirming?: Wrong
  readonly now: Date
}

/** An agreed day, 'YYYY-MM-DD', as people say it. */
export const sayAgreed = (day: string): string => sayDay(new Date(`${day}T12:00:00Z`), 'UTC')

/** One leaving: what it would do, what is settled, confirming it, how far it is, and what is left of it. */
export const LeavingPage = ({ chrome, facts }: { chrome: Chrome; facts: Facts }) => {
  const { leaving, organisation, way, foreseen, settling, confirming, now } = facts
  const draft = leaving.state === 'draft'
  const list = { href: informationPaths.leavings({ organisation: organisation.id }), text: 'Leave' }
  const errors = settling?.errors ?? confirming?.errors
  return (
    <SettingsPage
      chrome={chrome}
      title={`${organisation.name} leaves`}
      above={[ADMINISTRATION, list]}
      errors={errors}
      wide
    >
      <p class="govuk-body">
        <LeavingTag state={leaving.state} /> On {sayDay(leaving.leaves_at, organisation.zone)}; kept until{' '}
        {sayAgreed(leaving.kept_until)}. Planned by {leaving.planned_by_name},{' '}
        {sayWhen(leaving.planned_at, organisation.zone, now)}
        {leaving.confirmed_at &&
          `; confirmed by ${leaving.confirmed_by_name}, ${sayWhen(leaving.confirmed_at, organisation.zone, now)}`}
        .
      </p>
      {draft && way && <DryRun organisation={organisation} leaving={leaving} way={way} foreseen={foreseen} />}
      {draft && <Settle {...facts} />}
      {draft && <Confirm {...facts} />}
      {['confirmed', 'running'].includes(leaving.state) && <UnderWay {...facts} />}
      {['left', 'destroying', 'destroyed'].includes(leaving.state) && <Afterwards {...facts} />}
      {canBeTakenBack(leaving) && (
        <Form action={informationPaths.withdrawLeaving({ id: leaving.id })} class="settings__form">
          <Button variant="secondary">{leaving.state === 'running' ? 'Take it back' : 'Withdraw this plan'}</Button>
        </Form>
      )}
    </SettingsPage>
  )
}

const Settle = ({ leaving, entered, settling }: Facts) => (
  <Details summary="Change what is settled" open={settling !== undefined}>
    <Form action={informationPaths.settleLeaving({ id: leaving.id })}>
      <LeavingFields entered={settling?.entered ?? entered} errors={settling?.errors} />
      <Button variant="secondary">Settle it so</Button>
    </Form>
  </Details>
)

const Confirm = ({ leaving, organisation, goesWithIt, confirming }: Facts) =>
  goesWithIt ? (
    <InsetText>
      You belong to {organisation.name}, so you will be shut out with it. Somebody of another organisation who looks
      after {organisation.short_name} has to confirm, and takes the archive.
    </InsetText>
  ) : (
    <Form action={informationPaths.confirmLeaving({ id: leaving.id })}>
      <h2 class="govuk-heading-m">Confirm</h2>
      <WarningText>
        It can be taken back until everything ends on the day, which is one moment. After that it cannot. The archive is
        yours to take: restricted cases are in it only where you are named on them, and “moothall export” on the machine
        writes those too.
      </WarningText>
      <Input
        {...fieldsOf(confirming?.entered, confirming?.errors)('short_name')}
        label={`Type ${organisation.short_name} to confirm`}
        class="govuk-input--width-10"
      />
      <Button variant="warning">Confirm that it leaves</Button>
    </Form>
  )

const SAID: Record<string, string> = {
  archive: 'The last archive is being made. Nothing has ended yet.',
  cases: 'It is about to begin. Nothing has ended yet.',
  end: 'Everything is about to end.',
  close: 'Every way in has ended. What was open is being closed.',
}

const UnderWay = ({ leaving, underway }: Facts) => {
  const waits = leaving.step === 'cases' ? waitsFor({ ...leaving, ...underway }) : undefined
  return (
    <div role="status">
      <p class="govuk-body">
        {leaving.state === 'confirmed'
          ? 'Nothing happens before the day.'
          : waits
            ? `It waits for ${waits}. Nothing has ended yet.`
            : SAID[leaving.step]}
      </p>
      <Archive leaving={leaving} />
    </div>
  )
}

const Archive = ({ leaving: { archive_id } }: { leaving: Leaving }) =>
  archive_id ? (
    <p class="govuk-body">
      <a class="govuk-link" href={informationPaths.archive({ id: archive_id })}>
        The last archive
      </a>{' '}
      is there to be taken by whoever confirmed, as long as anything is kept.
    </p>
  ) : null

const Afterwards = ({ leaving, organisation, holds, now }: Facts) => {
  const { state, destroyed_at } = leaving
  if (state === 'destroyed')
    return (
      <p class="govuk-body">
        What was held is destroyed, {sayWhen(destroyed_at ?? now, organisation.zone, now)}. Figures stay, and so does
        the record without words and names.{' '}
        <a class="govuk-link" href={informationPaths.statement({ id: leaving.id })}>
          Download the statement
        </a>
      </p>
    )
  return (
    <>
      <p class="govuk-body">
        {state === 'left'
          ? `What is held is kept until ${sayAgreed(leaving.kept_until)}, and destroyed in the nights after.`
          : 'It is being destroyed, some at a time, every night until it is done.'}
      </p>
      <Archive leaving={leaving} />
      <p class="govuk-body">
        What happened after it was made is in{' '}
        <a class="govuk-link" href={informationPaths.archives({ organisation: organisation.id })}>
          another archive
        </a>
        , if anybody asks for one before.
      </p>
      {holds.length > 0 && (
        <>
          <InsetText>A legal hold stands, so nothing is destroyed until it is lifted.</InsetText>
          <HoldList holds={holds} zone={organisation.zone} now={now} />
        </>
      )}
    </>
  )
}
