import { NotificationBanner } from '../govuk/notification-banner.tsx'
import type { Frame } from './frame.ts'

/** What was just done, said once, with the way back where there is one. It stays until dismissed or left: nobody is hurried. */
export function Notice({ frame }: { frame: Frame }) {
  return (
    <>
      {frame.warning && <NotificationBanner titleId="standing-warning">{frame.warning}</NotificationBanner>}
      {frame.notice && <Toast frame={frame} />}
    </>
  )
}

function Toast({ frame }: { frame: Frame }) {
  return (
    <div class="toast" role="status" data-module="toast">
      <p class="toast__text">{frame.notice}</p>
      {frame.undo && (
        <form method="post" action={frame.undo.action}>
          <button class="toast__undo" type="submit" data-key="u" title="Undo">
            {frame.undo.label ?? 'Undo'}
          </button>
        </form>
      )}
    </div>
  )
}
