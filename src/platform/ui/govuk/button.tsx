import { classes } from '../classes.ts'
import type { Content, Extras } from './element.ts'

export type ButtonProps = Extras & {
  children: Content
  /** A link that looks like a button: for going somewhere, never for doing something. */
  href?: string | undefined
  type?: 'submit' | 'button' | 'reset' | undefined
  name?: string | undefined
  value?: string | undefined
  disabled?: boolean | undefined
  variant?: 'secondary' | 'warning' | 'inverse' | 'start' | undefined
  /** Ignore a second click within a second. Our own forms need it not: Turbo holds a button back until the answer has come. */
  preventDoubleClick?: boolean | undefined
  id?: string | undefined
}

const startIcon = (
  <svg
    class="govuk-button__start-icon"
    xmlns="http://www.w3.org/2000/svg"
    width="17.5"
    height="19"
    viewBox="0 0 33 40"
    aria-hidden="true"
    focusable="false"
  >
    <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
  </svg>
)

/** Does one thing, and its words say what ("Send to Ben"), not "Submit". */
export function Button(props: ButtonProps) {
  const { href, type = 'submit', variant, children, ...rest } = props
  const common = {
    class: classes('govuk-button', rest.class, variant && `govuk-button--${variant}`),
    'data-module': 'govuk-button',
    ...rest.attributes,
    id: rest.id,
  }
  const inside = (
    <>
      {children}
      {variant === 'start' && startIcon}
    </>
  )
  if (href)
    return (
      <a href={href} role="button" draggable={false} {...common}>
        {inside}
      </a>
    )
  return (
    <button
      type={type}
      value={rest.value}
      name={rest.name}
      disabled={rest.disabled}
      aria-disabled={rest.disabled ? 'true' : undefined}
      data-prevent-double-click={rest.preventDoubleClick?.toString()}
      {...common}
    >
      {inside}
    </button>
  )
}
