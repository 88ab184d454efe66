import { Avatar } from '#platform/ui/pieces/avatar.tsx'
import { casePaths } from '../paths.ts'
import type { Viewer } from './viewers.queries.ts'

/** Who else has the case open, and what they are doing with it. */
export const Others = ({ viewers, reader_id }: { viewers: readonly Viewer[]; reader_id: string }) => (
  <>
    {viewers
      .filter(viewer => viewer.person_id !== reader_id)
      .map(viewer => (
        <span class={`viewer viewer--${viewer.doing}`}>
          <Avatar name={viewer.person_name} />
          {viewer.person_name} {viewer.doing === 'writing' ? 'is writing a reply' : 'is looking at this'}
        </span>
      ))}
  </>
)

/** The place on the page that says who else is here, kept true by the browser. */
export const Present = (props: { theCase: { reference: string }; viewers: readonly Viewer[]; reader_id: string }) => (
  <div
    class="case__present"
    role="status"
    data-module="presence"
    data-src={casePaths.presence({ reference: props.theCase.reference })}
  >
    <Others viewers={props.viewers} reader_id={props.reader_id} />
  </div>
)
