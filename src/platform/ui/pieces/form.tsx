import { classes } from '../classes.ts'
import type { Attributes, Content } from '../govuk/element.ts'
import { ErrorSummary } from '../govuk/error-summary.tsx'
import type { Mistake } from '../layout/frame.ts'

export type FormProps = {
  action: string
  method?: 'post' | 'get' | undefined
  /** A token that makes the post count once, however often it is sent (platform/http/once.ts). */
  once?: string | undefined
  /** The form carries files. */
  multipart?: boolean | undefined
  /** Keep what is typed in this browser, under this key, until it has been sent. */
  draft?: string | undefined
  id?: string | undefined
  class?: string | undefined
  attributes?: Attributes | undefined
  children: Content
}

/** A form. The browser's own checks are off: the server's sentences are better, and the same for everyone. */
export function Form({ action, method = 'post', once, multipart, draft, ...props }: FormProps) {
  return (
    <form
      id={props.id}
      class={classes(props.class)}
      action={action}
      method={method}
      enctype={multipart ? 'multipart/form-data' : undefined}
      novalidate
      data-module={draft ? 'draft' : undefined}
      data-draft={draft}
      {...props.attributes}
    >
      {once && <input type="hidden" name="_once" value={once} />}
      {props.children}
    </form>
  )
}

export type Entered = Readonly<Record<string, string | undefined>>

/**
 * The properties that join a control to what was entered and to what was wrong with it:
 *
 *     const field = fieldsOf(entered, errors)
 *     <Input {...field('subject')} label="What is it about?" />
 */
export const fieldsOf =
  (entered: Entered = {}, errors: readonly Mistake[] = []) =>
  (name: string) => ({
    name,
    id: name,
    idPrefix: name,
    value: entered[name],
    error: errors.find(mistake => mistake.field === name)?.message,
  })

/** What is wrong with what was entered, first on the page, each a link to its field. */
export function FormErrors({ errors }: { errors: readonly Mistake[] }) {
  if (!errors.length) return null
  return <ErrorSummary errors={errors.map(({ field, message }) => ({ href: `#${field}`, text: message }))} />
}
