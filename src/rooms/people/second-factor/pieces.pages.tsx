import { Button } from '#platform/ui/govuk/button.tsx'
import { Details } from '#platform/ui/govuk/details.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import type { Offered } from './authenticator.ts'

/** The picture to scan, the same as text, and where the first code is entered. */
export function AuthenticatorForm(props: {
  action: string
  offered: Offered
  errors?: readonly Mistake[] | undefined
  submit: string
}) {
  const { offered } = props
  const field = fieldsOf({}, props.errors)
  return (
    <Form action={props.action}>
      <ol class="govuk-list govuk-list--number">
        <li>Open an authenticator app on your phone or computer, such as the one your organisation gives you.</li>
        <li>In the app, add an account and scan this picture.</li>
        <li>Enter the code of 6 figures that the app then shows.</li>
      </ol>
      <svg
        class="qr"
        role="img"
        aria-label="Picture for an authenticator app to scan. The same as text is below."
        viewBox={`0 0 ${offered.size} ${offered.size}`}
        width="220"
        height="220"
        shape-rendering="crispEdges"
      >
        <rect width={offered.size} height={offered.size} fill="#fff" />
        <path d={offered.path} fill="#000" />
      </svg>
      <Details summary="I cannot scan it">
        <p class="govuk-body">Type this key into the app, with or without its spaces. Choose “time based”.</p>
        <p class="secret">
          <code>{offered.key}</code>
        </p>
        <p class="govuk-body">
          <a class="govuk-link" href={offered.uri}>
            Open it in an app on this device
          </a>
        </p>
      </Details>
      <CodeField {...field('code')} label="Code from the app" />
      <Button>{props.submit}</Button>
    </Form>
  )
}

/** One code, of an app or for recovery. */
export const CodeField = (props: { name: string; label: string; hint?: string; error?: string | undefined }) => (
  <Input
    {...props}
    id={props.name}
    autocomplete="one-time-code"
    autocapitalize="none"
    spellcheck={false}
    class="govuk-input--width-10"
  />
)

/** The codes, once: to write down, to print, to keep as a file. The file is in the link itself, so that no address has them. */
export function RecoveryCodes({ codes, who }: { codes: readonly string[]; who: string }) {
  const text = `Recovery codes of ${who} for Moothall. Each works once.\r\n\r\n${codes.join('\r\n')}\r\n`
  return (
    <>
      <p class="govuk-body">
        Each of these codes signs you in once, when you have lost your second factor. They are shown only now. Print
        this page, or keep them as a file, somewhere that is not the device you lose.
      </p>
      <ul class="govuk-list recovery-codes">
        {codes.map(code => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p class="govuk-body">
        <a
          class="govuk-link"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="moothall-recovery-codes.txt"
          data-turbo="false"
        >
          Keep them as a file
        </a>
      </p>
    </>
  )
}
