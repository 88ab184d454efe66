import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Card } from '#platform/ui/pieces/card.tsx'
import { Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { STATE_NAMES } from '../case.rules.ts'
import { casePaths } from '../paths.ts'
import type { MajorFacts } from './major.pages.tsx'
import type { MajorCase } from './major.queries.ts'
import { majorPaths } from './paths.ts'

/** The cases that follow: told what is told, and resolved with it. */
export function CasesCard({ facts: { major, cases, works, act, entered, errors } }: { facts: MajorFacts }) {
  const { reference } = major
  const open = works && major.state === 'open'
  const field = fieldsOf(act === 'addCase' ? entered : {}, act === 'addCase' ? errors : [])
  return (
    <Card title={`Cases that follow (${major.cases})`}>
      <ul class="entries">
        {cases.map(each => (
          <Follower each={each} reference={reference} removable={open && each.reference !== major.case_reference} />
        ))}
      </ul>
      {cases.length < major.cases && <p class="quiet">{major.cases - cases.length} more are not shown.</p>}
      {open && (
        <Form action={majorPaths.addCase({ reference })}>
          <Input {...field('other')} label="Add a case" hint="Its reference, such as C-104273" autocomplete="off" />
          <Button variant="secondary">Add</Button>
        </Form>
      )}
    </Card>
  )
}

const Follower = ({ each, reference, removable }: { each: MajorCase; reference: string; removable: boolean }) => (
  <li class="entries__entry">
    <div>
      <a href={casePaths.show({ reference: each.reference })}>
        {each.reference} <span dir="auto">{each.subject}</span>
      </a>
      <p class="entries__note">
        {each.requester}, {each.organisation} · {STATE_NAMES[each.state]}
      </p>
    </div>
    {removable && (
      <Form action={majorPaths.removeCase({ reference })}>
        <Button name="other" value={each.reference} variant="secondary">
          Remove<span class="govuk-visually-hidden"> {each.reference}</span>
        </Button>
      </Form>
    )}
  </li>
)
