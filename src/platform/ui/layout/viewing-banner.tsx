import type { Frame } from './frame.ts'

/** On every page while somebody sees as another: as whom, until when, and the way out. */
export function ViewingBanner({ viewing }: Pick<Frame, 'viewing'>) {
  if (!viewing) return null
  return (
    <section class="viewing-banner" aria-label="Seeing as somebody else">
      <p class="viewing-banner__text">
        {viewing.over
          ? `Seeing as ${viewing.name} has ended. You are ${viewing.viewer} again.`
          : `You, ${viewing.viewer}, are seeing this as ${viewing.name}, until ${viewing.until}. Nothing can be changed.`}
      </p>
      <form method="post" action={viewing.stop} data-turbo="false">
        <button class="viewing-banner__stop" type="submit">
          {viewing.over ? 'Go on as yourself' : 'Stop'}
        </button>
      </form>
    </section>
  )
}
