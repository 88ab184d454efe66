import type { Frame } from './frame.ts'

/** Moothall's mark: the outline of a moot hall, its upper room on posts, a bell turret above. */
export function Mark({ size }: { size: number }) {
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        fill="none"
        stroke="currentColor"
        stroke-width="1.75"
        stroke-linejoin="round"
        stroke-linecap="round"
        d="M2.5 11 12 5.5 21.5 11M4.5 10v5.5h15V10M4.5 15.5V21M19.5 15.5V21M9.5 21v-2.5a2.5 2.5 0 0 1 5 0V21M12 5.5V2.5M10.5 2.5h3M9 12.5h.01M12 12.5h.01M15 12.5h.01"
      />
    </svg>
  )
}

/** What somebody was told, and how much of it is new. The number is said in words to those who hear the page. */
function Bell({ notices }: Pick<Frame, 'notices'>) {
  if (!notices) return null
  const { href, unread } = notices
  return (
    <a class="bell" href={href} title="Notifications">
      <svg width="20" height="20" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path
          fill="none"
          stroke="currentColor"
          stroke-width="1.75"
          stroke-linejoin="round"
          stroke-linecap="round"
          d="M12 3a6 6 0 0 0-6 6v4l-2 4h16l-2-4V9a6 6 0 0 0-6-6zM10 20a2 2 0 0 0 4 0"
        />
      </svg>
      <span class="govuk-visually-hidden">Notifications</span>
      {unread > 0 && (
        <span class="bell__count">
          <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
          <span class="govuk-visually-hidden">: {unread > 99 ? 'more than 99' : unread} not read</span>
        </span>
      )}
    </a>
  )
}

/** Who is signed in, and the way out. A post, since a link could be followed by anyone's page. */
export function PersonMenu({ frame }: { frame: Frame }) {
  if (!frame.person)
    return (
      <a class="person-menu__link" href="/sign-in">
        Sign in
      </a>
    )
  return (
    <div class="person-menu">
      <Bell notices={frame.notices} />
      <a class="person-menu__name" href="/account">
        {frame.person.name}
      </a>
      <form method="post" action="/sign-out" data-turbo="false">
        <button class="person-menu__link" type="submit">
          Sign out
        </button>
      </form>
    </div>
  )
}
