import type { Chrome } from '#platform/http/env.ts'
import { sayMoment } from '#platform/time/say.ts'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { Card, Facts } from '#platform/ui/pieces/card.tsx'
import type { Entered } from '#platform/ui/pieces/form.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import { When } from '#platform/ui/pieces/when.tsx'
import { ChangeForm, CloseButton, EndForms, ReviewForm, ReviewText, UpdateForm } from './acts.pages.tsx'
import { CasesCard } from './cases-card.pages.tsx'
import { MajorTag } from './list.pages.tsx'
import type { Major, MajorCase, MajorUpdate } from './major.queries.ts'
import { majorPaths } from './paths.ts'
import { MajorStory } from './story.pages.tsx'
import type { MajorEvent } from './story.queries.ts'

export interface MajorFacts {
  readonly major: Major
  readonly updates: readonly MajorUpdate[]
  readonly events: readonly MajorEvent[]
  readonly cases: readonly MajorCase[]
  /** Those who may take a role. */
  readonly colleagues: readonly { readonly person_id: string; readonly name: string }[]
  readonly works: boolean
  readonly now: Date
  /** The act that was refused, with what was typed. */
  readonly act?: string | undefined
  readonly entered?: Entered | undefined
  readonly errors?: readonly Mistake[] | undefined
}

/** One major incident: what it is, how it stands, who does what, which cases follow, and its review. */
export function MajorPage({ chrome, facts }: { chrome: Chrome; facts: MajorFacts }) {
  const { major, works } = facts
  return (
    <WorkspacePage
      {...chrome}
      title={`${major.reference} ${major.title}`}
      active={majorPaths.list()}
      errors={facts.errors}
    >
      <Toolbar title={major.title} note={<Standing facts={facts} />} />
      <div class="two-columns">
        <div>
          {works && major.state === 'open' && <UpdateForm facts={facts} />}
          {works && major.state === 'resolved' && <ReviewForm facts={facts} />}
          {major.reviewed_at && <ReviewText major={major} />}
          {works && major.reviewed_at && major.state === 'resolved' && <CloseButton major={major} />}
          <h2 class="section-title">What was said and done</h2>
          <MajorStory {...facts} />
        </div>
        <div>
          <WhoAndWhat facts={facts} />
          <CasesCard facts={facts} />
          {works && <EndForms facts={facts} />}
        </div>
      </div>
    </WorkspacePage>
  )
}

function Standing({ facts: { major, now } }: { facts: MajorFacts }) {
  const at = (date: Date) => <When at={sayMoment(date, major.zone, now)} />
  const due = major.next_update_due_at
  return (
    <>
      {major.reference} <MajorTag state={major.state} /> declared {at(major.declared_at)}
      {major.declared_by && ` by ${major.declared_by}`}
      {due && (
        <>
          {' · '}
          <strong>
            {due < now ? 'next update was due' : 'next update due'} {at(due)}
          </strong>
        </>
      )}
    </>
  )
}

function WhoAndWhat({ facts }: { facts: MajorFacts }) {
  const { major, works } = facts
  return (
    <Card title="Who does what">
      <Facts
        facts={[
          { name: 'Incident lead', value: major.lead ?? 'Nobody' },
          { name: 'Communications', value: major.communications ?? 'Nobody' },
          { name: 'Technical lead', value: major.technical ?? 'Nobody' },
          { name: 'Affected', value: major.affected || 'Not said' },
          { name: 'Workaround', value: major.workaround || 'None' },
          { name: 'Updates', value: `Every ${major.update_minutes} minutes` },
        ]}
      />
      {works && major.state !== 'closed' && <ChangeForm facts={facts} />}
    </Card>
  )
}
