import type { Chrome } from '#platform/http/env.ts'
import { sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { PersonPage } from '#platform/ui/layout/person-page.tsx'
import { Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { peoplePaths } from '../paths.ts'
import type { Passkey } from '../second-factor/second-factor.queries.ts'
import { PasskeyForm } from './passkey-form.pages.tsx'

interface Props {
  passkeys: readonly Passkey[]
  /** They showed a moment ago that it is them. */
  fresh: boolean
  zone: string
  now: Date
  errors?: readonly Mistake[] | undefined
}

/** Somebody's passkeys, and the way to add one. */
export const PasskeyList = ({ passkeys, fresh, zone, now, errors }: Props) => (
  <>
    <h2 class="govuk-heading-m">Passkeys</h2>
    <p class="govuk-body">
      Your fingerprint, face or PIN on a device, or a security key. A passkey signs you in by itself, without a
      password.
    </p>
    {passkeys.length > 0 && (
      <ul class="entries">
        {passkeys.map(({ id, name, made_at, used_at }) => (
          <li class="entries__entry">
            <div>
              <strong>{name}</strong>
              <p class="entries__note">
                Added {sayWhen(made_at, zone, now)} ·{' '}
                {used_at ? `last used ${sayWhen(used_at, zone, now)}` : 'not used yet'}
              </p>
            </div>
            <div class="govuk-button-group">
              <a class="govuk-link" href={peoplePaths.passkey({ passkey: id })}>
                Rename<span class="govuk-visually-hidden"> {name}</span>
              </a>
              <Form action={peoplePaths.removePasskey({ passkey: id })}>
                <Button variant="secondary">
                  Remove<span class="govuk-visually-hidden"> {name}</span>
                </Button>
              </Form>
            </div>
          </li>
        ))}
      </ul>
    )}
    {fresh ? (
      <PasskeyForm
        action={peoplePaths.passkeys()}
        options={peoplePaths.passkeyOptions()}
        kind="create"
        submit="Add a passkey"
        naming
        error={errors?.find(({ field }) => field === 'passkey-name')?.message}
      />
    ) : (
      <p class="govuk-body">
        <Button variant="secondary" href={peoplePaths.proof({}, { return: peoplePaths.secondFactor() })}>
          Add a passkey
        </Button>
      </p>
    )}
    <noscript>
      <p class="govuk-body">Adding a passkey needs JavaScript.</p>
    </noscript>
  </>
)

/** One passkey's name. */
export function RenamePasskeyPage(props: {
  chrome: Chrome
  passkey: Passkey
  errors?: readonly Mistake[] | undefined
}) {
  const { chrome, passkey, errors } = props
  const field = fieldsOf({ name: passkey.name }, errors)
  return (
    <PersonPage chrome={chrome} title="Rename a passkey" back={peoplePaths.secondFactor()} errors={errors}>
      <div class="settings">
        <h1 class="govuk-heading-l">Rename a passkey</h1>
        <Form action={peoplePaths.passkey({ passkey: passkey.id })}>
          <Input {...field('name')} label="Name" class="govuk-input--width-20" />
          <Button>Save</Button>
        </Form>
      </div>
    </PersonPage>
  )
}
