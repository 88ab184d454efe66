import { sayFull } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Details } from '#platform/ui/govuk/details.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Radios } from '#platform/ui/govuk/radios.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { SummaryList } from '#platform/ui/govuk/summary-list.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import { Card } from '#platform/ui/pieces/card.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import type { MajorFacts } from './major.pages.tsx'
import type { Major } from './major.queries.ts'
import { ROLES, type Role } from './major.rules.ts'
import { majorPaths } from './paths.ts'

interface Props {
  readonly facts: MajorFacts
}

/** The fields of one act's form: what was typed and what was wrong, if this is the one that was refused. */
const fieldsFor = ({ act, entered, errors }: MajorFacts, name: string, first: Entered = {}) =>
  act === name ? fieldsOf(entered, errors) : fieldsOf(first, [])

export function UpdateForm({ facts }: Props) {
  const { reference, cases } = facts.major
  const field = fieldsFor(facts, 'update', { shown_to: 'everyone' })
  return (
    <Form action={majorPaths.update({ reference })} draft={`major-update-${reference}`}>
      <Textarea {...field('body')} label="How does it stand?" rows={4} />
      <Radios
        {...field('shown_to')}
        legend="Who is told?"
        items={[
          { value: 'everyone', label: `Everyone affected (${cases === 1 ? '1 case' : `${cases} cases`})` },
          { value: 'staff', label: 'Staff only' },
        ]}
      />
      <Button>Say it</Button>
    </Form>
  )
}

export function ChangeForm({ facts }: Props) {
  const { major, colleagues, act } = facts
  const { reference, affected, workaround, update_minutes } = major
  const roles = Object.fromEntries((Object.keys(ROLES) as Role[]).map(role => [role, major[role] ?? '']))
  const first = { affected, workaround, update_minutes: `${update_minutes}`, ...roles }
  const field = fieldsFor(facts, 'change', first)
  const people = [
    { value: '', text: 'Nobody' },
    ...colleagues.map(({ person_id, name }) => ({ value: person_id, text: name })),
  ]
  return (
    <Details summary="Change" open={act === 'change'}>
      <Form action={majorPaths.change({ reference })}>
        {(Object.keys(ROLES) as Role[]).map(role => (
          <Select {...field(role)} label={ROLES[role]} options={people} />
        ))}
        <Textarea {...field('affected')} label="What and who is affected" rows={2} />
        <Textarea {...field('workaround')} label="Workaround" rows={2} />
        <Input {...field('update_minutes')} label="Updates every" suffix="minutes" inputmode="numeric" />
        <Button variant="secondary">Save</Button>
      </Form>
    </Details>
  )
}

/** Ending it, or finding that it has not ended. */
export function EndForms({ facts }: Props) {
  const { major, act } = facts
  const { reference, state, cases } = major
  if (state === 'closed') return null
  if (state === 'resolved')
    return (
      <Details summary="It is not over" open={act === 'reopen'}>
        <Form action={majorPaths.reopen({ reference })}>
          <Input {...fieldsFor(facts, 'reopen')('because')} label="Why?" />
          <Button variant="secondary">Open it again</Button>
        </Form>
      </Details>
    )
  return (
    <Card title="Resolve">
      <Form action={majorPaths.resolve({ reference })}>
        <Textarea
          {...fieldsFor(facts, 'resolve')('resolution')}
          label="What was done"
          hint={`${cases === 1 ? 'The case that follows is' : `All ${cases} cases that follow are`} resolved in these words. Their requesters read them`}
          rows={3}
        />
        <Button>Resolve major incident</Button>
      </Form>
    </Card>
  )
}

export function ReviewForm({ facts }: Props) {
  const { reference, cause, effect, fix, prevention, resolution } = facts.major
  const first = { cause: cause ?? '', effect: effect ?? '', fix: fix ?? resolution ?? '', prevention: prevention ?? '' }
  const field = fieldsFor(facts, 'review', first)
  return (
    <Form action={majorPaths.review({ reference })} draft={`major-review-${reference}`}>
      <h2 class="section-title">Review</h2>
      <Textarea {...field('cause')} label="Cause" hint="What made it happen" rows={3} />
      <Textarea {...field('effect')} label="Effect" hint="Whom it touched, how, and for how long" rows={3} />
      <Textarea {...field('fix')} label="Fix" hint="What mended it" rows={3} />
      <Textarea {...field('prevention')} label="Prevention" hint="What keeps it from happening again" rows={3} />
      <Button>Save review</Button>
    </Form>
  )
}

export const ReviewText = ({ major }: { major: Major }) => (
  <Card title="Review">
    <SummaryList
      rows={[
        { key: 'Cause', value: major.cause ?? '' },
        { key: 'Effect', value: major.effect ?? '' },
        { key: 'Fix', value: major.fix ?? '' },
        { key: 'Prevention', value: major.prevention ?? '' },
      ]}
    />
    {major.reviewed_at && <p class="quiet">Written {sayFull(major.reviewed_at, major.zone)}.</p>}
  </Card>
)

export const CloseButton = ({ major: { reference } }: { major: Major }) => (
  <Form action={majorPaths.close({ reference })}>
    <Button>Close major incident</Button>
  </Form>
)
