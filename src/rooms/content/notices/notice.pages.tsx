import type { Chrome } from '#platform/http/env.ts'
import { sayFull, sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { When } from '#platform/ui/pieces/when.tsx'
import { contentPaths } from '../paths.ts'
import type { Notice } from './notice.queries.ts'
import { standingOf } from './notice-form.rules.ts'

/** Known problems and planned work, as those they touch read them; nothing when there is nothing. */
export const NoticeList = ({ notices, now }: { notices: readonly Notice[]; now: Date }) => (
  <ul class="notices">
    {notices.map(({ title, body, starts_at, ends_at, zone }) => (
      <li class="notices__notice">
        <h3 class="notices__title">{title}</h3>
        {body.split(/\n{2,}/).map(paragraph => (
          <p>{paragraph}</p>
        ))}
        <p class="notices__when">
          Since <When at={moment(starts_at, zone, now)} />
          {ends_at && (
            <>
              , expected to end <When at={moment(ends_at, zone, now)} />
            </>
          )}
        </p>
      </li>
    ))}
  </ul>
)

const moment = (date: Date, zone: string, now: Date) => ({
  ...{ text: sayWhen(date, zone, now), title: sayFull(date, zone), datetime: date.toISOString() },
})

export interface NoticeFormProps {
  chrome: Chrome
  organisations: readonly { id: string; name: string }[]
  entered?: Entered | undefined
  errors?: readonly Mistake[] | undefined
}

export function NoticesPage({ notices, now, ...form }: NoticeFormProps & { notices: readonly Notice[]; now: Date }) {
  return (
    <WorkspacePage {...form.chrome} title="Notices" errors={form.errors} active="/admin">
      <div class="settings">
        <h1 class="govuk-heading-l">Notices</h1>
        <p class="govuk-body">
          Known problems and planned work. People see them on their home page, and need not ask about what we already
          know.
        </p>
        {notices.length === 0 && <EmptyState title="No notices">Publish one below when something is wrong.</EmptyState>}
        <ul class="entries">
          {notices.map(notice => (
            <li class="entries__entry">
              <div>
                <a class="govuk-link" href={contentPaths.notice({ id: notice.id })}>
                  {notice.title}
                </a>
                <p class="entries__note">
                  {standingOf(notice, now)} · {notice.organisation} · from {sayWhen(notice.starts_at, notice.zone, now)}
                  {notice.ends_at && ` to ${sayWhen(notice.ends_at, notice.zone, now)}`}
                </p>
              </div>
            </li>
          ))}
        </ul>
        <Form action={contentPaths.notices()} class="settings__form">
          <h2 class="govuk-heading-m">Publish a notice</h2>
          <Select
            {...fieldsOf(form.entered, form.errors)('organisation_id')}
            label="For the people of"
            options={form.organisations.map(({ id, name }) => ({ value: id, text: name }))}
          />
          <NoticeFields entered={form.entered} errors={form.errors} />
          <Button>Publish</Button>
        </Form>
      </div>
    </WorkspacePage>
  )
}

export const NoticePage = ({
  chrome,
  id,
  entered,
  errors,
}: Omit<NoticeFormProps, 'organisations'> & { id: string }) => (
  <WorkspacePage {...chrome} title="Change a notice" errors={errors} active="/admin">
    <div class="settings">
      <h1 class="govuk-heading-l">Change a notice</h1>
      <Form action={contentPaths.notice({ id })}>
        <NoticeFields entered={entered} errors={errors} />
        <Button>Save</Button>
      </Form>
    </div>
  </WorkspacePage>
)

function NoticeFields({ entered, errors }: Pick<NoticeFormProps, 'entered' | 'errors'>) {
  const field = fieldsOf(entered, errors)
  return (
    <>
      <Input {...field('title')} label="What is wrong, or planned?" hint="Such as “E-mail is slow in Hartsmere”" />
      <Textarea {...field('body')} label="What should people do?" rows={4} />
      <Input {...field('starts')} label="Shown from" type="datetime-local" class="govuk-input--width-20" />
      <Input
        {...field('ends')}
        label="Until"
        hint="Leave empty if you do not know"
        type="datetime-local"
        class="govuk-input--width-20"
      />
    </>
  )
}
