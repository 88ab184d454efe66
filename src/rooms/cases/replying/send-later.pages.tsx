import { Input } from '#platform/ui/govuk/input.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import type { Entered } from '#platform/ui/pieces/form.tsx'
import { mornings } from './later.ts'

interface Props {
  readonly zone: string
  readonly now: Date
  readonly entered?: Entered | undefined
  readonly error?: string | undefined
}

/** Another time than now for a reply to go. Closed, it says nothing; what was chosen keeps it open. */
export const SendLater = ({ zone, now, entered, error }: Props) => (
  <details class="composer__later" open={!!error || !!entered?.when}>
    <summary>Send later</summary>
    <div class="composer__when">
      <Select
        name="when"
        id="when"
        label="When it goes"
        value={entered?.when ?? ''}
        error={error}
        options={[
          { value: '', text: 'Now' },
          ...mornings(now, zone).map(({ value, text }) => ({ value, text })),
          { value: 'at', text: 'On the day and at the time here' },
        ]}
      />
      <Input name="send_date" id="send-date" type="date" label="Day" value={entered?.send_date} />
      <Input name="send_time" id="send-time" type="time" label="Time" value={entered?.send_time} />
    </div>
  </details>
)
